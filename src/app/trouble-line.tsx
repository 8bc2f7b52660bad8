import type { Trouble } from "#/data/database.ts"
import { shellWords } from "#/text/shell.ts"
import { Banner } from "#/ui/banner.tsx"
import { Button } from "#/ui/button.tsx"
import { useWords } from "#/ui/words.tsx"

/** What is wrong with the tablet's storage, and what to do. It stays until the window is opened anew. */
export function TroubleLine({ trouble }: { readonly trouble: Trouble }) {
  const words = useWords(shellWords)
  const reload = (
    <Button look="quiet" onClick={() => location.reload()}>
      {words.reload}
    </Button>
  )
  return (
    <div role="alert">
      <Banner state="late" icon="warning" action={trouble.kind === "blocked" ? undefined : reload}>
        {words[trouble.kind]}
      </Banner>
    </div>
  )
}
