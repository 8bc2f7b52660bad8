import type { ReactNode } from "react"

import { instrumentOf } from "#/domain/instruments.ts"
import { paths } from "#/features/paths.ts"
import { activityWords } from "#/text/activities.ts"
import { commonWords } from "#/text/common.ts"
import { dateWords } from "#/text/dates.ts"
import { instrumentName, instrumentWords } from "#/text/instruments.ts"
import { lessonWords } from "#/text/lesson.ts"
import { sessionWords } from "#/text/session.ts"
import { LinkButton } from "#/ui/button.tsx"
import { useLanguage, useWords } from "#/ui/words.tsx"

import type { Lesson } from "./read-lesson.ts"
import type { RegisterLine } from "./register-lines.ts"
import { ResultsLink } from "./results-link.tsx"
import type { Session } from "./use-session.ts"
import { WithoutConsent } from "./without-consent.tsx"

type Props = {
  readonly lesson: Lesson
  readonly lines: readonly RegisterLine[]
  readonly session: Session
  /** What can be done with the tablet now. */
  readonly acts?: ReactNode
  /** The pupils, where they do not stand beside it. */
  readonly list?: ReactNode
}

/** Beside the list of a session: what is done with the tablet, who is to be called again, and what is taken. */
export function SessionPart({ lesson, lines, session, acts, list }: Props) {
  const common = useWords(commonWords)
  return (
    <>
      {acts}
      {list}
      <div className="lesson-words">
        <WithoutConsent lesson={lesson} lines={lines} />
        <dl className="fact-list">
          <Again lines={lines} session={session} />
          <Facts lesson={lesson} session={session} />
          <Norm session={session} />
        </dl>
        <ResultsLink activity={lesson.activity} />
        <LinkButton look="quiet" icon="edit" to={paths.editActivity(lesson.activity.id)}>
          {common.edit}
        </LinkButton>
      </div>
    </>
  )
}

/** Absentees, and those who are to be called again, each with how far and from when. */
function Again({ lines, session }: Pick<Props, "lines" | "session">) {
  const words = useWords(sessionWords)
  const dates = useWords(dateWords)
  const called = new Map(lines.map((line) => [line.pupil, line.called]))
  const name = (pupil: string): string => called.get(pupil) ?? ""
  const away = session.rows.filter(({ state }) => state.kind === "absent")
  const again = session.rows.flatMap(({ pupil, state, may }) => {
    const isToBegin = state.kind === "not-started" && state.isSaid
    if (state.kind !== "unfinished" && !isToBegin) return []
    const progress = state.kind === "unfinished" ? state.progress : undefined
    const parts = [
      isToBegin ? words.toBegin : "",
      progress === undefined ? "" : words.progress(progress.answered, progress.of),
      may.kind === "too-soon" ? words.mayFrom(dates.numbers(may.until)) : "",
    ]
    return [words.againOf(name(pupil), parts.filter((part) => part !== "").join(", "))]
  })
  return (
    <>
      <div>
        <dt>{words.againList}</dt>
        <dd>{again.length === 0 ? words.nobodyAgain : again.join(", ")}</dd>
      </div>
      <div>
        <dt>{words.awayList}</dt>
        <dd>
          {away.length === 0 ? words.nobodyAway : away.map(({ pupil }) => name(pupil)).join(", ")}
        </dd>
      </div>
    </>
  )
}

function Facts({ lesson: { activity }, session }: Pick<Props, "lesson" | "session">) {
  const words = useWords(sessionWords)
  const { facts } = useWords(lessonWords)
  const instruments = useWords(instrumentWords)
  const { stage } = useWords(activityWords)
  const title = useInstrumentTitle(session)
  const { minutes, grades } = session.instrument
  const code = activity.stage
  return (
    <>
      <div>
        <dt>{words.instrument}</dt>
        <dd>{title}</dd>
      </div>
      <div>
        <dt>{words.takes}</dt>
        <dd>
          {instruments.minutes(...minutes)} · {instruments.grades(...grades)}
        </dd>
      </div>
      <div>
        <dt>{words.stage}</dt>
        <dd>
          {code === "first" || code === "repeat" || code === "final" ? stage[code] : facts.none}
        </dd>
      </div>
    </>
  )
}

/** Ours by the name that says whose work it follows, a school's own by its title. */
function useInstrumentTitle({ instrument }: Session): string {
  const instruments = useWords(instrumentWords)
  const language = useLanguage()
  if (instrumentOf(instrument.code) !== undefined) {
    return instrumentName(instruments, instrument.code)
  }
  return instrument.title[language] ?? instrument.title.ru
}

function Norm({ session: { norm } }: Pick<Props, "session">) {
  const words = useWords(sessionWords)
  const dates = useWords(dateWords)
  if (norm === undefined) return null
  const until = dates.numbersWithYear(norm.norms.until)
  return (
    <div>
      <dt>{words.norm}</dt>
      <dd>
        {words.norms(norm.rule)}.{" "}
        {norm.kind === "in-force" ? words.normInForce(until) : words.normLastKnown(until)}
      </dd>
    </div>
  )
}
