import { useState } from "react"
import { createPortal } from "react-dom"

import { shareOf } from "#/domain/diagnostic-session.ts"
import { useNotePrint } from "#/features/use-note-print.ts"
import { sessionWords } from "#/text/session.ts"
import { Button } from "#/ui/button.tsx"
import { usePaper } from "#/ui/use-paper.ts"
import { useWords } from "#/ui/words.tsx"

import { useLessonNames } from "./lesson-head.tsx"
import type { Lesson } from "./read-lesson.ts"
import type { RegisterLine } from "./register-lines.ts"
import type { Hand } from "./use-hand.ts"

type Props = {
  readonly lesson: Lesson
  readonly lines: readonly RegisterLine[]
  readonly hand: Hand
}

/** Which number is whose, on paper: for the teacher alone. */
export function HandTickets({ lesson, lines, hand }: Props) {
  const words = useWords(sessionWords)
  const [isPrinting, setIsPrinting] = useState(false)
  useNotePrint(isPrinting ? { what: "tickets", pupils: lines.length } : undefined)
  usePaper(isPrinting, () => setIsPrinting(false))
  return (
    <>
      <Button icon="print" onClick={() => setIsPrinting(true)}>
        {words.hand.printTickets}
      </Button>
      {isPrinting &&
        createPortal(<Sheet lesson={lesson} lines={lines} hand={hand} />, document.body)}
    </>
  )
}

/** The whole lesson, whoever sits now: the numbers stay the same all through it. */
function Sheet({ lesson, lines, hand: { choice } }: Props) {
  const words = useWords(sessionWords)
  const { title, when } = useLessonNames(lesson)
  const tablets = choice.tablets > 1 ? choice.tablets : 0
  const tabletOf = new Map(
    Array.from({ length: tablets }, (_, index) =>
      shareOf(lines, { no: index + 1, of: tablets }).map(
        ({ pupil }) => [pupil, index + 1] as const,
      ),
    ).flat(),
  )
  return (
    <div className="print-only print-list sit-tickets">
      <h1>{words.tickets.title}</h1>
      <p>
        {title} · {when.onPaper}
      </p>
      <p>{words.tickets.hint}</p>
      <table>
        <thead>
          <tr>
            <th scope="col">{words.tickets.no}</th>
            <th scope="col">{words.tickets.pupil}</th>
            {tablets > 0 && <th scope="col">{words.tickets.tablet}</th>}
          </tr>
        </thead>
        <tbody>
          {lines.map(({ pupil, no, last, rest }) => (
            <tr key={pupil}>
              <td className="num">{no}</td>
              <td>{`${last} ${rest}`.trim()}</td>
              {tablets > 0 && <td className="num">{tabletOf.get(pupil)}</td>}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
