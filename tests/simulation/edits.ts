import { uuidOfName } from "#/base/uuid.ts"
import { recordIds } from "#/domain/record-ids.ts"
import type { Edit } from "#/domain/record.ts"

import { diagnosticEdit } from "./diagnostic-edits.ts"
import { ids, year, type Hand } from "./hand.ts"
import type { Touch } from "./plan.ts"

const marks = ["present", "late", "absent", "excused", "refused"] as const
const statuses = ["planned", "held", "cancelled"] as const

export function editsOf(touch: Touch, hand: Hand): readonly Edit[] {
  switch (touch.what) {
    case "class":
      return [classEdit(touch, hand)]
    case "pupil":
      return [pupilEdit(touch, hand)]
    case "move": {
      const id = ids.pupil(hand.school, touch.index)
      return [{ id, kind: "pupil", cells: { class: ids.class(touch.to) } }]
    }
    case "activity":
      return [activityEdit(touch, hand)]
    case "marks": {
      const activity = ids.activity(hand.school, touch.index)
      const id = recordIds.register(activity)
      const list = touch.pupils.map((index) => ids.pupil(hand.school, index))
      const mark = marks[touch.mark] ?? "present"
      const set = Object.fromEntries(list.map((pupil) => [`m:${pupil}`, mark]))
      const first = hand.holds(id) ? {} : { activity, list }
      return [{ id, kind: "register", cells: { ...first, ...set } }]
    }
    case "ticks": {
      const activity = ids.activity(hand.school, touch.index)
      const id = recordIds.checklist(activity)
      const first = hand.holds(id) ? {} : { activity }
      return [{ id, kind: "checklist", cells: { ...first, [`t:item-${touch.tick}`]: touch.done } }]
    }
    case "season": {
      const cells = { code: "2021", [`from:step-${touch.step}`]: dayOf(touch.value) }
      return [{ id: recordIds.season("2021"), kind: "season", cells }]
    }
    case "gone": {
      const { kind, index } = touch
      const id = kind === "class" ? ids.class(index) : ids[kind](hand.school, index)
      return [{ id, kind, cells: { gone: touch.gone ? true : null } }]
    }
    case "wrong":
      return [wrongEdit(touch, hand)]
    default:
      return [diagnosticEdit(touch, hand)]
  }
}

type Of<What extends Touch["what"]> = Extract<Touch, { what: What }>

function classEdit({ index, value }: Of<"class">, hand: Hand): Edit {
  const id = ids.class(index)
  const first = hand.holds(id) ? {} : { year, grade: 5 + index, letter: "А" }
  return { id, kind: "class", cells: { ...first, teacher: `Учитель ${value}` } }
}

function pupilEdit({ index, to, field, value }: Of<"pupil">, hand: Hand): Edit {
  const id = ids.pupil(hand.school, index)
  const first = hand.holds(id)
    ? {}
    : { class: ids.class(to), last: `Фамилия ${value}`, first: `Имя ${value}`, status: "active" }
  const set =
    field === "status"
      ? { status: value % 2 === 0 ? "active" : "archived" }
      : { [field]: field === "born" || field === "since" ? dayOf(value) : `${field} ${value}` }
  return { id, kind: "pupil", cells: { ...first, ...set } }
}

function activityEdit(touch: Of<"activity">, hand: Hand): Edit {
  const { index, field, value } = touch
  const id = ids.activity(hand.school, index)
  const classes = touch.classes.map(ids.class)
  const leader = touch.leader === null ? null : (hand.people[touch.leader] ?? null)
  const first = hand.holds(id)
    ? {}
    : {
        kind: "lesson",
        classes,
        day: dayOf(value),
        status: "planned",
        ...(leader === null ? {} : { leader }),
      }
  const status = statuses[value % statuses.length] ?? "held"
  const set = {
    title: { title: `Название ${value}` },
    note: { note: `Заметка ${value}` },
    place: { place: `Место ${value}` },
    day: { day: dayOf(value) },
    status: { status },
    leader: { leader },
    classes: { classes },
  }[field]
  return { id, kind: "activity", cells: { ...first, ...set } }
}

function wrongEdit({ how, value }: Of<"wrong">, hand: Hand): Edit {
  if (how === "person") {
    const id = hand.people[value % hand.people.length] ?? ""
    return { id, kind: "person", cells: { name: `Самозванец ${value}` } }
  }
  const activity = ids.activity(hand.school, 0)
  return {
    id: uuidOfName(`wrong register ${value}`),
    kind: "register",
    cells: { activity, [`m:${ids.pupil(hand.school, 0)}`]: "late" },
  }
}

/** A list of pupils loaded at once, with the batch by which it can be taken back. */
export function importEdits(
  loaded: { readonly to: number; readonly pupils: readonly number[]; readonly value: number },
  hand: Hand,
): readonly Edit[] {
  const { to, value } = loaded
  const target = ids.class(to)
  const isNewClass = !hand.holds(target)
  const pupils = loaded.pupils.map((index) => ids.pupil(hand.school, index))
  const added = pupils.filter((id) => !hand.holds(id))
  const changed = pupils
    .filter((id) => hand.holds(id))
    .map((id) => ({ id, field: "middle", from: null, to: `Отчество ${value}` }))
  const edits: Edit[] = added.map((id, index) => ({
    id,
    kind: "pupil",
    cells: { class: target, last: `Список ${value}.${index}`, first: "Имя", status: "active" },
  }))
  for (const { id, to: middle } of changed) edits.push({ id, kind: "pupil", cells: { middle } })
  if (isNewClass) {
    const cells = { year, grade: 5 + to, letter: "А", gone: null }
    edits.unshift({ id: target, kind: "class", cells })
  }
  const made = isNewClass ? [target] : []
  const batch = { source: `список ${value}`, day: dayOf(value), classes: [target], undone: false }
  edits.push({
    id: ids.import(hand.school, value),
    kind: "import",
    cells: { ...batch, made, added, changed },
  })
  return edits
}

/** A day of its own for every value. */
function dayOf(value: number): string {
  return new Date(Date.UTC(2000, 0, 1) + value * 86_400_000).toISOString().slice(0, 10)
}
