import type { RegisterLine } from "./register-lines.ts"
import { SessionPupil, type SessionActs } from "./session-row.tsx"
import type { Session } from "./use-session.ts"

import "./session.css"

type Props = SessionActs & {
  readonly lines: readonly RegisterLine[]
  readonly session: Session
}

/** Where every pupil is: in two columns when wide, in the order of the register. */
export function SessionList({ lines, session, ...acts }: Props) {
  const rows = new Map(session.rows.map((row) => [row.pupil, row]))
  const half = Math.ceil(lines.length / 2)
  const column = (from: number, to: number) => (
    <ol className="reg-column" start={from + 1}>
      {lines.slice(from, to).map((line) => {
        const row = rows.get(line.pupil)
        return row && <SessionPupil key={line.pupil} line={line} row={row} {...acts} />
      })}
    </ol>
  )
  return (
    <div className="register">
      {column(0, half)}
      {half < lines.length && column(half, lines.length)}
    </div>
  )
}
