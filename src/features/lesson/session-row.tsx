import { memo } from "react"

import type { SessionRow } from "#/domain/diagnostic-session.ts"
import { minutesOf } from "#/domain/tablet-norms.ts"
import { dateWords } from "#/text/dates.ts"
import { sessionWords } from "#/text/session.ts"
import { Icon } from "#/ui/icon.tsx"
import { Menu, type MenuItem } from "#/ui/menu.tsx"
import { stateClass } from "#/ui/state.ts"
import { useWords } from "#/ui/words.tsx"

import type { RegisterLine } from "./register-lines.ts"
import { sessionLook } from "./session-look.ts"

export type SessionActs = {
  readonly onTakeBack: (pupil: string) => void
  readonly onGive: (pupil: string) => void
  readonly onHistory: (pupil: string) => void
}

type Props = SessionActs & { readonly line: RegisterLine; readonly row: SessionRow }

/** One pupil in the session: the state in a word, how far, how long, and where that is over the norm. */
export const SessionPupil = memo(function SessionPupil({ line, row, ...acts }: Props) {
  const words = useWords(sessionWords)
  const { no, last, rest, gender } = line
  const { kind } = row.state
  const { state, icon } = sessionLook(kind)
  const detail = useDetail(row)
  const [over] = row.over
  return (
    <li className="sit-row" data-kind={kind}>
      <span className="reg-no">{no}</span>
      <span className="reg-name">
        <b>{last}</b> {rest}
      </span>
      <span className={`sit-state ${stateClass(state) ?? ""}`}>
        <b>
          <Icon name={icon} />
          {words.state[kind][gender]}
        </b>
        {over !== undefined && (
          <span className="sit-over st-late">
            <Icon name="warning" />
            {words.over[over.of](over.minutes, over.max)}
          </span>
        )}
        {over === undefined && detail !== "" && <span className="muted num">{detail}</span>}
      </span>
      <RowMenu line={line} row={row} {...acts} />
    </li>
  )
})

/** «12 из 20 · 4 мин · 2-й раз» */
function useDetail({ state, may, time, turn }: SessionRow): string {
  const words = useWords(sessionWords)
  const dates = useWords(dateWords)
  const parts: string[] = []
  if (state.kind === "absent") parts.push(words.away[state.mark])
  const isTaken = state.kind === "finished" || state.kind === "unfinished"
  if (isTaken || state.kind === "in-progress") {
    const { progress } = state
    if (progress === undefined) parts.push(words.byMark)
    else if (state.kind !== "finished") parts.push(words.progress(progress.answered, progress.of))
  }
  if (time.lesson > 0) parts.push(words.minutes(minutesOf(time.lesson)))
  if (may.kind === "too-soon" && state.kind === "unfinished") {
    parts.push(words.mayFrom(dates.numbers(may.until)))
  }
  if (turn > 1) parts.push(words.turn(turn))
  return parts.filter((part) => part !== "").join(" · ")
}

function RowMenu({ line, row, onTakeBack, onGive, onHistory }: Props) {
  const words = useWords(sessionWords)
  const { pupil, last, rest } = line
  const items: readonly MenuItem[] = [
    ...(row.attempt === undefined
      ? []
      : [
          { label: words.give, icon: "person" as const, run: () => onGive(pupil) },
          { label: words.takeBack, icon: "undo" as const, run: () => onTakeBack(pupil) },
        ]),
    { label: words.pupilHistory, icon: "clock", run: () => onHistory(pupil) },
  ]
  return <Menu className="reg-more" label={words.more(`${last} ${rest}`.trim())} items={items} />
}
