import { instrumentOf } from "#/domain/instruments.ts"
import { textOf } from "#/domain/record.ts"
import type { Register } from "#/domain/register.ts"
import { paths } from "#/features/paths.ts"
import { activityWords } from "#/text/activities.ts"
import { commonWords } from "#/text/common.ts"
import { instrumentName, instrumentWords } from "#/text/instruments.ts"
import { lessonWords } from "#/text/lesson.ts"
import { sessionWords } from "#/text/session.ts"
import { Banner } from "#/ui/banner.tsx"
import { LinkButton } from "#/ui/button.tsx"
import { useWords } from "#/ui/words.tsx"

import type { Lesson } from "./read-lesson.ts"
import type { RegisterLine } from "./register-lines.ts"
import { ResultsLink } from "./results-link.tsx"
import { WithoutConsent } from "./without-consent.tsx"

type Props = {
  readonly lesson: Lesson
  readonly register: Register
  readonly lines: readonly RegisterLine[]
  readonly isMissing: boolean
}

/** What was taken, which time, and who has not finished. */
export function DiagnosticPart({ lesson, register, lines, isMissing }: Props) {
  const words = useWords(lessonWords)
  const common = useWords(commonWords)
  const instruments = useWords(instrumentWords)
  const { stage } = useWords(activityWords)
  const { notHere } = useWords(sessionWords)
  const { activity } = lesson
  const instrument = instrumentOf(activity.instrument)
  const code = textOf(activity.record, "stage")
  const unfinished = lines.filter(({ pupil }) => {
    const mark = register.marks.get(pupil)?.mark
    return mark === "unfinished" || mark === "not-started"
  })
  return (
    <div className="lesson-words">
      {isMissing && (
        <Banner state="late" icon="warning">
          {notHere}
        </Banner>
      )}
      <dl className="fact-list">
        <div>
          <dt>{words.diagnostic.instrument}</dt>
          <dd>{instrumentName(instruments, activity.instrument) || words.facts.none}</dd>
        </div>
        {instrument && (
          <div>
            <dt>{words.diagnostic.time}</dt>
            <dd>
              {instruments.minutes(...instrument.minutes)} ·{" "}
              {instruments.grades(...instrument.grades)}
            </dd>
          </div>
        )}
        <div>
          <dt>{words.diagnostic.stage}</dt>
          <dd>
            {code === "first" || code === "repeat" || code === "final"
              ? stage[code]
              : words.facts.none}
          </dd>
        </div>
        <div>
          <dt>{words.diagnostic.unfinished}</dt>
          <dd>
            {unfinished.length === 0
              ? words.diagnostic.nobodyUnfinished
              : unfinished.map(({ called }) => called).join(", ")}
          </dd>
        </div>
      </dl>
      <WithoutConsent lesson={lesson} lines={lines} />
      <ResultsLink activity={activity} />
      <LinkButton look="quiet" icon="edit" to={paths.editActivity(activity.id)}>
        {common.edit}
      </LinkButton>
    </div>
  )
}
