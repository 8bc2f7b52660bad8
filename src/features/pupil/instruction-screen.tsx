import { useState } from "react"

import type { NotSaved, PickablePupil, PupilsSide, Visit } from "#/data/pupils-side.ts"
import { askedOn, courseOf, nothingAnswered } from "#/domain/instrument/sitting-course.ts"
import type { PupilsPlace } from "#/platform/pupils-place.ts"
import { pupilWords } from "#/text/pupil.ts"
import { Button } from "#/ui/button.tsx"
import { useWords } from "#/ui/words.tsx"

import { NotSavedScreen } from "./not-saved-screen.tsx"
import { PupilPage } from "./pupil-page.tsx"
import { SittingScreen } from "./sitting-screen.tsx"
import { useTexts } from "./use-texts.ts"

type Props = {
  readonly place: PupilsPlace
  readonly side: PupilsSide
  readonly picked: PickablePupil
  readonly onBack: () => void
}

/** What it is about; then the sitting begins, or goes on. */
export function InstructionScreen({ place, side, picked, onBack }: Props) {
  const { instruction: words, fault: faultWords } = useWords(pupilWords)
  const textIn = useTexts()
  const [visit, setVisit] = useState<Visit>()
  const [fault, setFault] = useState<NotSaved>()
  const [isBusy, setBusy] = useState(false)
  const begin = async (): Promise<void> => {
    setBusy(true)
    const begun = await place.begin(picked.pupil)
    setBusy(false)
    if (begun.kind === "begun") setVisit(begun.visit)
    // Finished in another tab since the list was read: the list says so.
    else if (begun.kind === "done") place.renew()
    else setFault(begun)
  }
  const { instrument } = side
  const { pupil, state } = picked
  if (visit !== undefined) {
    const others = side.pupils.filter((one) => one !== picked && one.state !== "finished")
    const isLastPupil = others.length === 0
    return <SittingScreen place={place} visit={visit} pupil={pupil} isLastPupil={isLastPupil} />
  }
  if (fault !== undefined && fault.kind !== "full") {
    return <NotSavedScreen fault={fault} onList={place.renew} />
  }
  const standing = pupil.before?.standing ?? nothingAnswered
  const course = courseOf(instrument, standing)
  return (
    <PupilPage title={textIn(instrument.title)} centred>
      <p className="pupil-lead">{textIn(instrument.instruction)}</p>
      <p className="muted">
        {words.items(askedOn(instrument, course, standing).length)} ·{" "}
        {words.minutes(...instrument.minutes)}
      </p>
      <p>{words.free}</p>
      {pupil.before !== null && <p>{words.before}</p>}
      {!course.isLast && <p>{words.part}</p>}
      {fault !== undefined && <p role="alert">{faultWords.full}</p>}
      <div className="pupil-acts">
        <Button look="main" big disabled={isBusy} onClick={() => void begin()}>
          {state === "in-progress" ? words.goOn : words.begin}
        </Button>
        <Button look="quiet" big onClick={onBack}>
          {words.back}
        </Button>
      </div>
    </PupilPage>
  )
}
