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
  held({
    kind: "diagnostic",
    place: "каб. 305",
    day: schoolDayBefore(today, 2),
    start: "10:20",
    end: "11:00",
    of: eight,
    marks: { usual: "finished", others: { 3: "absent", 8: "unfinished", 16: "absent" } },
  })
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
