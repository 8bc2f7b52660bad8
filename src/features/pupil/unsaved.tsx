import { pupilWords } from "#/text/pupil.ts"
import { Banner } from "#/ui/banner.tsx"
import { Button } from "#/ui/button.tsx"
import { useWords } from "#/ui/words.tsx"

/** A full disk. The answer stays on the screen, and it is tried again by itself and by a tap. */
export function Unsaved({ onAgain }: { readonly onAgain: () => void }) {
  const { fault: words } = useWords(pupilWords)
  return (
    <div role="alert">
      <Banner
        state="late"
        icon="warning"
        action={
          <Button look="quiet" onClick={onAgain}>
            {words.again}
          </Button>
        }
      >
        {words.full}
      </Banner>
    </div>
  )
}
