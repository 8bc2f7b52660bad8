import type { PickablePupil, PupilsSide } from "#/data/pupils-side.ts"
import { pupilWords } from "#/text/pupil.ts"
import { Button } from "#/ui/button.tsx"
import { useWords } from "#/ui/words.tsx"

import { PupilPage } from "./pupil-page.tsx"

type Props = {
  readonly side: PupilsSide
  readonly picked: PickablePupil
  readonly onYes: () => void
  readonly onNo: () => void
}

/** One question against a slip of the finger: what is answered is answered in that name. */
export function ConfirmScreen({ side, picked, onYes, onNo }: Props) {
  const { confirm: words } = useWords(pupilWords)
  const { pupil, state } = picked
  const title = side.pickBy === "names" ? words.name(pupil.called) : words.ticket(pupil.ticket)
  return (
    <PupilPage title={title} centred>
      {state === "in-progress" && <p className="pupil-lead">{words.goesOn}</p>}
      <div className="pupil-acts">
        <Button look="main" big onClick={onYes}>
          {words.yes}
        </Button>
        <Button big onClick={onNo}>
          {words.no}
        </Button>
      </div>
    </PupilPage>
  )
}
