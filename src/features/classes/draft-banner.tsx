import { useState } from "react"

import type { Draft } from "#/features/use-draft.ts"
import { classWords } from "#/text/classes.ts"
import { Banner } from "#/ui/banner.tsx"
import { Button } from "#/ui/button.tsx"
import { useWords } from "#/ui/words.tsx"

type Props = { readonly draft: Pick<Draft<unknown>, "found" | "drop">; readonly onDrop: () => void }

/** Says that the form was begun before, and offers a clean one. */
export function DraftBanner({ draft, onDrop }: Props) {
  const words = useWords(classWords).pupilForm
  const [isKept, setKept] = useState(draft.found !== null && draft.found !== undefined)
  if (!isKept) return null
  return (
    <Banner
      state="waiting"
      icon="edit"
      action={
        <Button
          look="quiet"
          onClick={() => {
            draft.drop()
            setKept(false)
            onDrop()
          }}
        >
          {words.dropDraft}
        </Button>
      }
    >
      {words.draft}
    </Banner>
  )
}
