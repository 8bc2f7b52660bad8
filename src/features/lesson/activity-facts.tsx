import { textOf } from "#/domain/record.ts"
import { paths } from "#/features/paths.ts"
import { useAutosave } from "#/features/use-autosave.ts"
import { useSave } from "#/features/use-save.ts"
import { commonWords } from "#/text/common.ts"
import { dateWords } from "#/text/dates.ts"
import { lessonWords } from "#/text/lesson.ts"
import { LinkButton } from "#/ui/button.tsx"
import { Card } from "#/ui/card.tsx"
import { TextField } from "#/ui/field.tsx"
import { useWords } from "#/ui/words.tsx"

import { useLessonNames } from "./lesson-head.tsx"
import type { Lesson } from "./read-lesson.ts"

/** In the place of a register, where nobody is registered by name: the course, or how many people came. */
export function ActivityFacts({ lesson }: { readonly lesson: Lesson }) {
  const words = useWords(lessonWords)
  const common = useWords(commonWords)
  const { activity } = lesson
  const isCourse = activity.kind === "training"
  return (
    <div className="stack stack-close lesson-facts">
      {!isCourse && <PeopleCount lesson={lesson} />}
      <Card title={isCourse ? words.course : words.facts.meeting}>
        {isCourse ? <CourseFacts lesson={lesson} /> : <MeetingFacts lesson={lesson} />}
        <LinkButton icon="edit" to={paths.editActivity(activity.id)}>
          {common.edit}
        </LinkButton>
      </Card>
    </div>
  )
}

type Line = readonly [term: string, value: string]

function FactList({ lines }: { readonly lines: readonly Line[] }) {
  const words = useWords(lessonWords)
  return (
    <dl className="fact-list">
      {lines.map(([term, value]) => (
        <div key={term}>
          <dt>{term}</dt>
          <dd>{value === "" ? <span className="muted">{words.facts.none}</span> : value}</dd>
        </div>
      ))}
    </dl>
  )
}

function CourseFacts({ lesson: { activity } }: { readonly lesson: Lesson }) {
  const words = useWords(lessonWords)
  const dates = useWords(dateWords)
  const { record, day } = activity
  const until = textOf(record, "until")
  const hours = record.cells["hours"]?.value
  return (
    <FactList
      lines={[
        [words.facts.provider, textOf(record, "provider")],
        [words.facts.dates, until === "" ? dates.dayWithYear(day) : dates.range(day, until)],
        [words.facts.hours, typeof hours === "number" ? String(hours) : ""],
        [words.facts.modules, textOf(record, "modules")],
        [words.facts.certificate, textOf(record, "certificate")],
      ]}
    />
  )
}

function MeetingFacts({ lesson }: { readonly lesson: Lesson }) {
  const words = useWords(lessonWords)
  const { when } = useLessonNames(lesson)
  const { activity, people } = lesson
  return (
    <FactList
      lines={[
        [words.facts.time, when.whole],
        [words.facts.place, activity.place],
        [words.facts.leader, people.get(activity.leader) ?? activity.leaderName],
      ]}
    />
  )
}

const peopleMax = 10_000

function PeopleCount({ lesson: { activity } }: { readonly lesson: Lesson }) {
  const words = useWords(lessonWords)
  const save = useSave()
  const { text, change, flush } = useAutosave({
    draft: `people ${activity.id}`,
    stored: activity.people === undefined ? "" : String(activity.people),
    save: async (typed) => {
      if (!isCount(typed)) return false
      const people = typed.trim() === "" ? null : Number(typed)
      const edit = { id: activity.id, kind: "activity" as const, cells: { people } }
      return (await save([edit])).kind === "saved"
    },
    join: (_, draft) => draft,
  })
  return (
    <Card>
      <TextField
        label={words.peopleLabel}
        hint={words.peopleHint}
        inputMode="numeric"
        maxLength={6}
        value={text}
        onChange={change}
        onLeave={flush}
        fault={isCount(text) ? undefined : { text: words.peopleFault }}
      />
    </Card>
  )
}

function isCount(typed: string): boolean {
  return typed.trim() === "" || (/^\d+$/u.test(typed.trim()) && Number(typed) <= peopleMax)
}
