import type { PickablePupil, PupilsSide } from "#/data/pupils-side.ts"
import { paths } from "#/features/paths.ts"
import { pupilWords } from "#/text/pupil.ts"
import { Chip } from "#/ui/chip.tsx"
import { useWords } from "#/ui/words.tsx"

import { PupilPage } from "./pupil-page.tsx"

type Props = {
  readonly side: PupilsSide
  readonly onPick: (picked: PickablePupil) => void
}

/** Who has the tablet now: a first name with an initial, or the number that the teacher gave. */
export function PickScreen({ side, onPick }: Props) {
  const { pick: words } = useWords(pupilWords)
  const { pupils, pickBy, activity } = side
  const byNames = pickBy === "names"
  const allDone = pupils.every(({ state }) => state === "finished")
  return (
    <PupilPage
      title={byNames ? words.names : words.tickets}
      foot={
        <a className="btn btn-quiet" href={paths.activity(activity)}>
          {words.teacher}
        </a>
      }
    >
      <p className="pupil-lead">
        {allDone ? words.all : byNames ? words.namesHint : words.ticketsHint}
      </p>
      <ul className={byNames ? "pupil-names" : "pupil-names pupil-tickets"} aria-label={words.list}>
        {pupils.map((one) => (
          <li key={one.pupil.id}>
            <Name one={one} byNames={byNames} onPick={onPick} />
          </li>
        ))}
      </ul>
    </PupilPage>
  )
}

type NameProps = {
  readonly one: PickablePupil
  readonly byNames: boolean
  readonly onPick: (picked: PickablePupil) => void
}

/** What is finished is sealed and cannot be opened again: it is no button any more. */
function Name({ one, byNames, onPick }: NameProps) {
  const { pick: words } = useWords(pupilWords)
  const { pupil, state } = one
  const called = byNames ? pupil.called : String(pupil.ticket)
  if (state === "finished") {
    return (
      <p className="pupil-name pupil-name-done">
        <span>{called}</span> <Chip state="present">{words.done}</Chip>
      </p>
    )
  }
  return (
    <button type="button" className="pupil-name" onClick={() => onPick(one)}>
      <span>{called}</span> {state === "in-progress" && <Chip state="waiting">{words.goOn}</Chip>}
    </button>
  )
}
