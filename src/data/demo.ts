import type { Json } from "#/base/json.ts"
import type { ActivityKind } from "#/domain/activity-kind.ts"
import { addDays, weekday, type Day, type TimeOfDay } from "#/domain/day.ts"
import type { Mark } from "#/domain/mark.ts"
import { recordIds } from "#/domain/record-ids.ts"
import type { Edit } from "#/domain/record.ts"
import { markCell } from "#/domain/register.ts"
import { schoolYear } from "#/domain/school-year.ts"
import { presetFor } from "#/domain/season.ts"

import { localPerson } from "./journal.ts"

export interface DemoSeeds {
  readonly today: Day
  /** When today's lesson of the practice class begins. */
  readonly start: TimeOfDay
  readonly newId: () => string
}

/** The invented classes: «Фамилия Имя Отчество». Nobody by these names is meant. */
const seventh = [
  "Абрамова Вероника Сергеевна",
  "Белов Артём Игоревич",
  "Верещагин Тимофей Олегович",
  "Гордеева Алиса Романовна",
  "Ёлкин Матвей Денисович",
  "Жаркова Полина Андреевна",
  "Зуев Кирилл Максимович",
  "Игнатьева Софья Павловна",
  "Калинин Егор Владимирович",
  "Ковалёва Дарья Ильинична",
  "Ковалёва Дарья Юрьевна",
  "Лаптев Захар Антонович",
  "Мельникова Ева Тимуровна",
  "Назаров Лев Станиславович",
  "Орлова Мария Викторовна",
  "Петров Илья Николаевич",
  "Рябинина Ульяна Глебовна",
  "Соколов Марк Евгеньевич",
  "Тихонова Варвара Алексеевна",
  "Уваров Степан Фёдорович",
  "Федосеева Анна Кирилловна",
  "Хасанов Амир Ринатович",
  "Цветкова Елизавета Марковна",
  "Чернышёв Роман Львович",
] as const

const eighth = [
  "Афанасьев Глеб Петрович",
  "Богданова Милана Артуровна",
  "Виноградов Даниил Сергеевич",
  "Голубева Арина Олеговна",
  "Давыдов Никита Романович",
  "Ершова Ксения Ивановна",
  "Жуков Ярослав Дмитриевич",
  "Зимина Виктория Егоровна",
  "Исаев Тимур Маратович",
  "Крылова Таисия Михайловна",
  "Лебедев Фёдор Андреевич",
  "Морозова Кира Денисовна",
  "Никитин Савелий Ильич",
  "Осипова Злата Константиновна",
  "Панов Арсений Вадимович",
  "Романова Диана Руслановна",
  "Сафонов Богдан Юрьевич",
  "Третьякова Есения Антоновна",
  "Ушаков Платон Григорьевич",
  "Филатова Майя Борисовна",
] as const

interface DemoClass {
  readonly id: string
  readonly pupils: readonly string[]
}

/**
 * A practice school: 7Б and 8А, three lessons behind, one today and one ahead. Everything is invented, lives in a
 * database of its own and is never sent.
 */
export function demoEdits({ today, start, newId }: DemoSeeds): readonly Edit[] {
  const edits: Edit[] = []
  const made = (grade: number, letter: string, names: readonly string[]): DemoClass => {
    const year = schoolYear(today)
    const id = recordIds.schoolClass({ year, grade, letter })
    edits.push({ id, kind: "class", cells: { year, grade, letter } })
    const pupils = names.map((name) => {
      const [last = "", first = "", middle = ""] = name.split(" ")
      const pupil = newId()
      const cells = { class: id, last, first, middle, status: "active" }
      edits.push({ id: pupil, kind: "pupil", cells })
      return pupil
    })
    return { id, pupils }
  }
  const seven = made(7, "Б", seventh)
  const eight = made(8, "А", eighth)
  const season = presetFor("", today).code
  const held = (given: Planned & { readonly of: DemoClass; readonly marks: Marks }): void => {
    const { of, marks, ...planned } = given
    const activity = planEdit({ ...planned, season, classes: [of.id], status: "held" })
    edits.push(activity, registerEdit(activity.id, of.pupils, marks))
  }
  const lesson = { kind: "lesson", place: "каб. 214" } as const
  held({
    ...lesson,
    day: schoolDayBefore(today, 8),
    start: "09:10",
    end: "09:55",
    of: eight,
    marks: { usual: "present", others: { 3: "absent", 11: "excused", 16: "absent" } },
  })
  held({
    ...lesson,
    day: schoolDayBefore(today, 5),
    start: "11:15",
    end: "12:00",
    of: seven,
    marks: { usual: "present", others: { 6: "absent", 15: "absent", 21: "late" } },
  })
  const tested = {
    kind: "diagnostic",
    instrument: demoInstrument,
    place: "каб. 305",
    day: schoolDayBefore(today, 2),
    start: "10:20",
    end: "11:00",
    of: eight,
    marks: { usual: "finished", others: { 3: "absent", 8: "unfinished", 16: "absent" } },
  } as const
  held(tested)
  edits.push(...consentEdits(eight.pupils, schoolDayBefore(today, 6)))
  edits.push(...sittingEdits({ ...tested, season, newId }))
  edits.push(
    planEdit({ ...todayLesson, day: today, start, season, classes: [seven.id] }),
    planEdit({
      kind: "trial",
      title: "Профпроба «Умная среда»",
      place: "Технопарк",
      day: schoolDayAfter(today, 4),
      start: "13:00",
      end: "14:30",
      season,
      classes: [eight.id],
    }),
  )
  return edits
}

/** Tomorrow the practice class has a lesson again: one more, planned for the day it is opened. */
export function demoLessonToday(classId: string, { today, start }: Omit<DemoSeeds, "newId">): Edit {
  const season = presetFor("", today).code
  return planEdit({ ...todayLesson, day: today, start, season, classes: [classId] })
}

const todayLesson = { kind: "consultation", place: "каб. 214" } as const

interface Planned {
  readonly kind: ActivityKind
  readonly day: Day
  readonly start: TimeOfDay
  readonly end?: TimeOfDay
  readonly place: string
  readonly title?: string
  readonly instrument?: string
}

/** What the practice class has taken, so that results, groups and recommendations can be tried. */
const demoInstrument = "klimov-pairs"

/** Nobody is diagnosed without a consent, in practice either. */
function consentEdits(pupils: readonly string[], day: Day): readonly Edit[] {
  return pupils.map((pupil) => ({
    id: recordIds.consent(pupil, "school"),
    kind: "consent",
    cells: { pupil, purpose: "school", status: "given", day, signed: "guardian" },
  }))
}

interface Session extends Planned {
  readonly of: DemoClass
  readonly marks: Marks
  readonly season: string
  readonly newId: () => string
}

/** What those marked finished or unfinished answered: invented, and the same every time. */
function sittingEdits({ of, marks, newId, ...planned }: Session): readonly Edit[] {
  const activity = planEdit({ ...planned, classes: [of.id] }).id
  const startedAt = new Date(`${planned.day}T${planned.start}:00`).getTime()
  return of.pupils.flatMap((pupil, index): readonly Edit[] => {
    const mark = marks.others[index] ?? marks.usual
    if (mark !== "finished" && mark !== "unfinished") return []
    const count = mark === "finished" ? demoItems : demoItems - 8
    const seconds = 260 + ((index * 47) % 220)
    const cells: Record<string, Json> = {
      activity,
      pupil,
      instrument: demoInstrument,
      version: 1,
      startedAt: startedAt + index * 15_000,
      seconds,
      answers: demoAnswers(index, count),
    }
    if (mark === "finished") cells["finishedAt"] = startedAt + index * 15_000 + seconds * 1_000
    return [{ id: newId(), kind: "sitting", cells }]
  })
}

const demoItems = 20

/** Items in which the first option speaks for this scale, and those in which the second does: Klimov's key. */
const demoKey = [
  { a: [1, 6, 10, 11, 16, 20], b: [3, 13] },
  { a: [4, 9, 14, 17], b: [1, 7, 11, 19] },
  { a: [2, 8, 12, 16, 18], b: [4, 6, 14] },
  { a: [5, 15, 19], b: [2, 9, 10, 12, 20] },
  { a: [3, 7, 13, 17], b: [5, 8, 15, 18] },
] as const

/** Each likes one thing most and another next; the rest falls as it may. */
function demoAnswers(index: number, count: number): Readonly<Record<string, string>> {
  const likes = [demoKey[(index * 3) % 5], demoKey[(index * 2 + 1) % 5]]
  const chosen = Array.from({ length: count }, (_, place): readonly [string, string] => {
    const item = place + 1
    for (const liked of likes) {
      if (liked?.a.some((one) => one === item) === true) return [`i${item}`, "a"]
      if (liked?.b.some((one) => one === item) === true) return [`i${item}`, "b"]
    }
    return [`i${item}`, (index + item) % 2 === 0 ? "a" : "b"]
  })
  return Object.fromEntries(chosen)
}

function planEdit(
  planned: Planned & {
    readonly season: string
    readonly classes: readonly string[]
    readonly status?: "held"
  },
): Edit {
  const { kind, day, classes, status = "planned", ...rest } = planned
  const cells = { ...rest, kind, day, classes, status, step: kind, mode: "school" }
  return {
    id: recordIds.activity({ kind, day, classes, author: localPerson }),
    kind: "activity",
    cells,
  }
}

/** A usual mark for all, and others by the number in the list. */
interface Marks {
  readonly usual: Mark
  readonly others: Readonly<Record<number, Mark>>
}

function registerEdit(activity: string, pupils: readonly string[], marks: Marks): Edit {
  const cells: Record<string, Json> = { activity, list: pupils }
  for (const [index, pupil] of pupils.entries()) {
    cells[markCell(pupil)] = marks.others[index] ?? marks.usual
  }
  return { id: recordIds.register(activity), kind: "register", cells }
}

/** The day so many days ago, or the Friday before it. */
function schoolDayBefore(today: Day, days: number): Day {
  const day = addDays(today, -days)
  return addDays(day, -Math.max(0, weekday(day) - 5))
}

/** The day in so many days, or the Monday after it. */
function schoolDayAfter(today: Day, days: number): Day {
  const day = addDays(today, days)
  const past = weekday(day) - 5
  return past > 0 ? addDays(day, 3 - past) : day
}
