import { gateFor } from "#/domain/consent.ts"
import { useServices } from "#/platform/services.tsx"
import { sessionWords } from "#/text/session.ts"
import { Button } from "#/ui/button.tsx"
import { useWords } from "#/ui/words.tsx"

import type { Lesson } from "./read-lesson.ts"
import type { RegisterLine } from "./register-lines.ts"
import type { Session } from "./use-session.ts"

type Props = {
  readonly lesson: Lesson
  readonly session: Session
  readonly lines: readonly RegisterLine[]
  /** Under whose name the sitting stands. */
  readonly from: RegisterLine
  readonly onChoose: (to: RegisterLine) => void
  readonly onStay: () => void
}

/** Whose the sitting is: only those with a consent who have none of their own can be given it. */
export function GiveSitting({ lesson, session, lines, from, onChoose, onStay }: Props) {
  const { giving: words } = useWords(sessionWords)
  const { today } = useServices()
  const rows = new Map(session.rows.map((row) => [row.pupil, row]))
  const candidates = lines.filter(({ pupil }) => {
    const born = lesson.named.get(pupil)?.born ?? ""
    const gate = gateFor(session.reading.consents.get(pupil), { born, day: today() })
    const isFree = rows.get(pupil)?.attempt === undefined
    return pupil !== from.pupil && gate.kind === "open" && isFree
  })
  return (
    <section className="lesson-words sit-give" aria-label={words.title}>
      <h3 className="title">{words.title}</h3>
      <p>{candidates.length === 0 ? words.nobody : words.text(`${from.last} ${from.rest}`)}</p>
      <Button onClick={onStay}>{words.stay}</Button>
      {candidates.length > 0 && (
        <ul className="sit-names">
          {candidates.map((line) => (
            <li key={line.pupil}>
              <Button wide onClick={() => onChoose(line)}>
                {`${line.last} ${line.rest}`.trim()}
              </Button>
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}
