import type { NotSaved } from "#/data/pupils-side.ts"
import { pupilWords } from "#/text/pupil.ts"
import { Button } from "#/ui/button.tsx"
import { useWords } from "#/ui/words.tsx"

import { PupilPage } from "./pupil-page.tsx"

type Props = {
  /** A full disk is told where it happens: the answer stays on the screen. */
  readonly fault: Exclude<NotSaved, { readonly kind: "full" }>
  readonly onList: () => void
}

/** This document cannot go on; what it has saved is safe. */
export function NotSavedScreen({ fault: { kind }, onList }: Props) {
  const { fault: words } = useWords(pupilWords)
  return (
    <PupilPage title={words[kind]} centred>
      <p className="pupil-lead">{words[`${kind}Why`]}</p>
      <div className="pupil-acts">
        <Button look="main" big onClick={onList}>
          {words.toList}
        </Button>
      </div>
    </PupilPage>
  )
}
