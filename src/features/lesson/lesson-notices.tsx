import type { Json } from "#/base/json.ts"
import { localPerson } from "#/data/journal.ts"
import { clashesOf, type FieldClash } from "#/domain/clash.ts"
import { fullName } from "#/domain/pupil.ts"
import type { Edit } from "#/domain/record.ts"
import { markCell, widenListEdit, type Register } from "#/domain/register.ts"
import { useSave } from "#/features/use-save.ts"
import { useServices } from "#/platform/services.tsx"
import { activityWords } from "#/text/activities.ts"
import { tellFieldClash, tellMarkClash, type ClashView, type ToldClash } from "#/text/clash.ts"
import { dateWords } from "#/text/dates.ts"
import { lessonWords } from "#/text/lesson.ts"
import { Banner } from "#/ui/banner.tsx"
import { Button } from "#/ui/button.tsx"
import { ClashCard } from "#/ui/clash-card.tsx"
import { useLanguage, useWords } from "#/ui/words.tsx"

import { HoldSuggestion } from "./hold-suggestion.tsx"
import type { Lesson } from "./read-lesson.ts"
import type { RegisterLine } from "./register-lines.ts"

type Props = {
  readonly lesson: Lesson
  readonly register: Register
  readonly lines: readonly RegisterLine[]
}

/** What is true of the whole lesson, and what asks for a choice. */
export function LessonNotices({ suggest, ...view }: Props & { readonly suggest: boolean }) {
  return (
    <div className="lesson-notices">
      <DayBanner lesson={view.lesson} />
      <MarkClashes {...view} />
      <FieldClashes lesson={view.lesson} />
      <Latecomers {...view} />
      {suggest && <HoldSuggestion lesson={view.lesson} register={view.register} />}
    </div>
  )
}

function DayBanner({ lesson: { activity } }: Pick<Props, "lesson">) {
  const words = useWords(lessonWords)
  const kinds = useWords(activityWords)
  const dates = useWords(dateWords)
  const save = useSave()
  const { today } = useServices()
  const now = today()
  if (activity.status === "cancelled") {
    const planAgain = (): void => {
      const edit: Edit = { id: activity.id, kind: "activity", cells: { status: "planned" } }
      void save([edit], words.plannedAgain)
    }
    return (
      <Banner
        state="unmarked"
        icon="info"
        action={
          <Button look="quiet" onClick={planAgain}>
            {words.bringBack}
          </Button>
        }
      >
        {words.cancelledBanner}
      </Banner>
    )
  }
  if (activity.day === now || activity.kind === "training") return null
  const kind = kinds.kindName[activity.kind]
  const day =
    activity.day.slice(0, 4) === now.slice(0, 4)
      ? dates.day(activity.day)
      : dates.dayWithYear(activity.day)
  return (
    <Banner state="late" icon="calendar">
      {activity.day < now ? words.past(kind, day) : words.ahead(kind, day)}
    </Banner>
  )
}

function useClashView({ people }: Lesson): ClashView {
  const { nowMs, place } = useServices()
  const language = useLanguage()
  return { nowMs: nowMs(), language, people, own: place.person?.id ?? localPerson }
}

function MarkClashes({ lesson, register, lines }: Props) {
  const view = useClashView(lesson)
  const clashing = lines.flatMap(({ pupil }) => {
    const clash = register.clashes.get(pupil)
    const named = lesson.named.get(pupil)
    return clash === undefined || named === undefined ? [] : [{ pupil, clash, named }]
  })
  return clashing.map(({ pupil, clash, named }) => (
    <Clash
      key={pupil}
      told={tellMarkClash(named, clash, view)}
      edit={(value) => ({
        id: register.id,
        kind: "register",
        cells: { [markCell(pupil)]: value },
      })}
    />
  ))
}

type ClashProps = { readonly told: ToldClash; readonly edit: (value: Json) => Edit }

function Clash({ told, edit }: ClashProps) {
  const save = useSave()
  return (
    <ClashCard
      subject={told.subject}
      sentence={told.sentence}
      choices={told.choices}
      onChoose={(value) => {
        const chosen = told.choices.find((choice) => choice.value === value)
        void save([edit(value)], `${told.subject}: ${chosen?.label ?? ""}`)
      }}
    />
  )
}

/** Two values of the activity itself: a note written on two tablets, another status. */
function FieldClashes({ lesson }: Pick<Props, "lesson">) {
  const words = useWords(lessonWords)
  const kinds = useWords(activityWords)
  const dates = useWords(dateWords)
  const view = useClashView(lesson)
  const { activity } = lesson
  const fields: Readonly<Record<string, string>> = words.log.field
  const told = (clash: FieldClash): ToldClash => {
    const subject = fields[clash.cell] ?? words.log.otherField
    const shownAs = (value: Json): string => {
      if (value === "planned" || value === "held" || value === "cancelled") {
        return kinds.status[value]
      }
      if (typeof value === "number") return String(value)
      if (typeof value !== "string") return words.log.otherField
      return clash.cell === "day" ? dates.dayWithYear(value) : value
    }
    return tellFieldClash({ subject, shownAs }, clash, view)
  }
  return clashesOf(activity.record).map((clash) => (
    <Clash
      key={clash.cell}
      told={told(clash)}
      edit={(value) => ({ id: activity.id, kind: "activity", cells: { [clash.cell]: value } })}
    />
  ))
}

/** Pupils who have come to the class since the lesson made its list. Nobody is added without being asked for. */
function Latecomers({ lesson, register }: Props) {
  const words = useWords(lessonWords)
  const save = useSave()
  const { activity, pupils } = lesson
  if (!register.listIsOwn || activity.group.length > 0) return null
  const here = new Set(register.list)
  const later = pupils.filter(
    ({ id, since }) => !here.has(id) && (since === "" || since <= activity.day),
  )
  if (later.length === 0) return null
  const add = (): void => {
    const ids = later.map(({ id }) => id)
    void save([widenListEdit(register, ids)], words.addedToLesson(ids.length))
  }
  return (
    <Banner
      state="waiting"
      icon="person"
      action={
        <Button look="quiet" onClick={add}>
          {words.addToLesson}
        </Button>
      }
    >
      {words.later(later.map(fullName))}
    </Banner>
  )
}
