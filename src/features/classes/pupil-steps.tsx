import { localPerson } from "#/data/journal.ts"
import type { StepColumn, StepState } from "#/domain/participation.ts"
import { grammarGender, type Pupil } from "#/domain/pupil.ts"
import { paths } from "#/features/paths.ts"
import { useServices } from "#/platform/services.tsx"
import { activityWords, stepName } from "#/text/activities.ts"
import { authorOf, authorWords } from "#/text/authors.ts"
import { classWords } from "#/text/classes.ts"
import { dateWords } from "#/text/dates.ts"
import { markWords } from "#/text/marks.ts"
import { Entries, Entry } from "#/ui/entries.tsx"
import { Icon, type IconName } from "#/ui/icon.tsx"
import type { State } from "#/ui/state.ts"
import { useWords } from "#/ui/words.tsx"

import { cellKindOf, type CellKind } from "./matrix-cell.tsx"
import type { ClassView } from "./read-class-view.ts"

const signs: Readonly<Record<CellKind, readonly [State, IconName]>> = {
  done: ["present", "check"],
  wait: ["waiting", "wait"],
  begun: ["waiting", "clock"],
  absent: ["absent", "cross"],
  excused: ["absent", "excuse"],
  refused: ["unmarked", "cross"],
  clash: ["conflict", "clash"],
  planned: ["unmarked", "calendar"],
  todo: ["unmarked", "season"],
  none: ["unmarked", "pause"],
}

type Props = { readonly view: ClassView; readonly pupil: Pupil }

/** One pupil's steps with the day and who marked it; a row opens the activity. */
export function PupilSteps({ view, pupil }: Props) {
  const words = useWords(classWords)
  const activities = useWords(activityWords)
  const detail = useStepDetail(view, pupil)
  const states = view.glance.states.get(pupil.id) ?? []
  return (
    <Entries label={words.pupil.steps}>
      {view.glance.columns.map((column, index) => {
        const state = states[index]
        if (state === undefined) return null
        const [tint, icon] = signs[cellKindOf(state)]
        const { kind, code } = column.step
        const name = kind === null ? stepName(activities, code) : activities.kindName[kind]
        const activity = "activity" in state ? state.activity : undefined
        return (
          <Entry
            key={`${column.step.code} ${column.time}`}
            margin={<Icon name={icon} />}
            state={tint}
            title={column.step.times > 1 ? words.season.time(name, column.time) : name}
            detail={detail(column, state)}
            {...(activity === undefined ? {} : { to: paths.activity(activity) })}
          />
        )
      })}
    </Entries>
  )
}

function useStepDetail(
  view: ClassView,
  pupil: Pupil,
): (column: StepColumn, state: StepState) => string {
  const words = useWords(classWords).pupil
  const marks = useWords(markWords)
  const authors = useWords(authorWords)
  const dates = useWords(dateWords)
  const own = useServices().place.person?.id ?? localPerson
  const gender = grammarGender(pupil)
  const held = new Map(view.activities.map((one) => [one.activity.id, one]))

  const told = (activityId: string): string => {
    const found = held.get(activityId)
    const mark = found?.register.marks.get(pupil.id)
    if (found === undefined || mark === undefined) return ""
    const said = marks.said[mark.mark][gender]
    const { who } = authorOf(mark.by, { people: view.people, own }, authors)
    const sentence = words.markedBy(said, dates.numbers(found.activity.day), who)
    return mark.waits && view.sends ? `${sentence} · ${words.waits}` : sentence
  }
  return (column, state) => {
    switch (state.kind) {
      case "done":
      case "begun":
      case "absent":
      case "refused":
        return told(state.activity)
      case "clash":
        return words.twoMarks(dates.numbers(held.get(state.activity)?.activity.day ?? ""))
      case "planned": {
        const { start = "" } = held.get(state.activity)?.activity ?? {}
        return [words.planned(dates.day(state.day)), start].filter(Boolean).join(", ")
      }
      case "todo":
        return words.todo(dates.day(column.step.due))
      case "not-required":
        return words.notRequired(view.schoolClass.grade)
    }
  }
}
