import { progressOf } from "#/domain/attempts.ts"
import { mayBeTicked, partBefore, type SessionRow } from "#/domain/diagnostic-session.ts"
import { minutesOf, overNorm, withSpell } from "#/domain/tablet-norms.ts"
import { dateWords } from "#/text/dates.ts"
import { sessionWords } from "#/text/session.ts"
import { CheckboxRow } from "#/ui/checkbox-row.tsx"
import { useWords } from "#/ui/words.tsx"

import type { RegisterLine } from "./register-lines.ts"
import type { Hand } from "./use-hand.ts"
import type { Session } from "./use-session.ts"

type Props = {
  readonly lines: readonly RegisterLine[]
  readonly session: Session
  readonly hand: Hand
}

/** Who sits now: a tick for each pupil, and why not where there is none. */
export function HandList({ lines, session, hand }: Props) {
  const rows = new Map(session.rows.map((row) => [row.pupil, row]))
  const half = Math.ceil(lines.length / 2)
  const column = (from: number, to: number) => (
    <ul className="reg-column">
      {lines.slice(from, to).map((line) => {
        const row = rows.get(line.pupil)
        return (
          row && (
            <li key={line.pupil} className="sit-pick">
              <HandPupil line={line} row={row} session={session} hand={hand} />
            </li>
          )
        )
      })}
    </ul>
  )
  return (
    <div className="register">
      {column(0, half)}
      {half < lines.length && column(half, lines.length)}
    </div>
  )
}

type PupilProps = Omit<Props, "lines"> & {
  readonly line: RegisterLine
  readonly row: SessionRow
}

function HandPupil({ line, row, session, hand }: PupilProps) {
  const isHere = row.state.kind === "in-progress"
  const remark = useRemark(row, session)
  return (
    <CheckboxRow
      checked={isHere || hand.ticked.has(row.pupil)}
      disabled={!mayBeTicked(row)}
      onChange={(isTicked) => hand.tick(row.pupil, isTicked)}
      aside={String(line.no)}
    >
      <b>{`${line.last} ${line.rest}`.trim()}</b>
      {remark !== "" && <span className="muted sit-why">{remark}</span>}
    </CheckboxRow>
  )
}

/** Why a tick is missing, or what comes of it. */
function useRemark(row: SessionRow, { instrument, norm }: Session): string {
  const { hand: words } = useWords(sessionWords)
  const dates = useWords(dateWords)
  const { may } = row
  if (row.state.kind === "in-progress") return words.running
  switch (may.kind) {
    case "no-consent":
    case "absent":
    case "already-finished":
      return words.may[may.kind]()
    case "attempts-used-up":
      return words.may[may.kind](words.times(may.attempts))
    case "too-soon":
      return words.may[may.kind](dates.day(may.until))
    case "open":
    case "continues":
  }
  const before = partBefore(row)
  const [over] =
    norm === undefined ? [] : overNorm(withSpell(row.today, instrument.minutes[0] * 60), norm.rule)
  const parts: string[] = []
  if (before !== undefined) {
    const { answered, of } = progressOf(instrument, before.answers)
    parts.push(words.continues(answered, of))
  }
  if (over?.of === "day") parts.push(words.dayFull(minutesOf(row.today.day), over.max))
  return parts.join(" · ")
}
