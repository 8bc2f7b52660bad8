import { useState } from "react"

import type { ListedPupil } from "#/data/handover-rows.ts"
import type { Visit } from "#/data/pupils-side.ts"
import type { PupilsPlace } from "#/platform/pupils-place.ts"
import { pupilWords } from "#/text/pupil.ts"
import { Button } from "#/ui/button.tsx"
import { useWords } from "#/ui/words.tsx"

import { FinishedScreen } from "./finished-screen.tsx"
import { NotSavedScreen } from "./not-saved-screen.tsx"
import { OverviewScreen } from "./overview-screen.tsx"
import { PupilPage } from "./pupil-page.tsx"
import { QuestionScreen } from "./question-screen.tsx"
import { useFrontTime, type FrontTime } from "./use-front-time.ts"
import { useSitting } from "./use-sitting.ts"

type Props = {
  readonly place: PupilsPlace
  readonly visit: Visit
  readonly pupil: ListedPupil
  /** Nobody is left after this one: the tablet goes to the teacher. */
  readonly isLastPupil: boolean
}

/** One pupil's test, from the first question to the thanks. */
export function SittingScreen({ place, visit, pupil, isLastPupil }: Props) {
  const time = useFrontTime(visit.seconds, place.ticks)
  const [isPaused, setPaused] = useState(false)
  const sitting = useSitting({ place, visit, time })
  const { at, fault } = sitting
  if (fault !== undefined && fault.kind !== "full") {
    return <NotSavedScreen fault={fault} onList={place.renew} />
  }
  if (at.kind === "finished") {
    return <FinishedScreen isWhole={at.isWhole} isLastPupil={isLastPupil} onDone={place.renew} />
  }
  if (isPaused) {
    return (
      <Paused
        onGoOn={() => {
          time.goOn()
          setPaused(false)
        }}
      />
    )
  }
  if (at.kind === "overview") return <OverviewScreen sitting={sitting} />
  return (
    <QuestionScreen
      sitting={sitting}
      at={at}
      answering={visit.instrument.answering}
      hint={hintFor(pupil, { time, before: visit.seconds })}
      onPause={() => {
        time.pause()
        setPaused(true)
      }}
    />
  )
}

/** Covers the question: whoever passes by sees nothing of it. */
function Paused({ onGoOn }: { readonly onGoOn: () => void }) {
  const { paused: words } = useWords(pupilWords)
  return (
    <PupilPage title={words.title} centred>
      <p className="pupil-lead">{words.why}</p>
      <div className="pupil-acts">
        <Button look="main" big onClick={onGoOn}>
          {words.goOn}
        </Button>
      </div>
    </PupilPage>
  )
}

const minuteSeconds = 60

/** What the norms for screens advise by now; it never stops anybody. The day's comes before the eyes'. */
function hintFor(
  { minutesToday, minutesADay, minutesAtOnce }: ListedPupil,
  { time, before }: { readonly time: FrontTime; readonly before: number },
): "day" | "eyes" | undefined {
  const minutes = time.seconds() / minuteSeconds
  if (minutesADay !== null && minutesToday + minutes > minutesADay) return "day"
  const atOnce = minutes - before / minuteSeconds
  return minutesAtOnce !== null && atOnce > minutesAtOnce ? "eyes" : undefined
}
