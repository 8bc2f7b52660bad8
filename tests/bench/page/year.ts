import { addDays } from "#/domain/day.ts"
import { attendanceMarks, type Mark } from "#/domain/mark.ts"
import { recordIds } from "#/domain/record-ids.ts"
import type { Edit } from "#/domain/record.ts"
import { markCell } from "#/domain/register.ts"

import { newId } from "./tablet.ts"

/** A school year in the hands of one navigator. */
export type YearSize = {
  readonly classes: number
  readonly pupils: number
  readonly lessons: number
  /** The autumn it begins in; another year has other classes. */
  readonly year?: number
}

export type PlannedLesson = { readonly id: string; readonly pupils: readonly string[] }

export type Year = {
  /** Classes, pupils and planned lessons, class by class: what is there before the first mark. */
  readonly plan: readonly (readonly Edit[])[]
  readonly lessons: readonly PlannedLesson[]
}

const letters = "АБВГДЕЖЗ"
const lasts = ["Абрамова", "Волков", "Гаврилова", "Дмитриев", "Ершова", "Кузнецов", "Лебедева"]
const firsts = ["Анна", "Пётр", "Мария", "Илья", "Софья", "Тимур", "Вера", "Егор", "Дарья"]

/** The same year in every run but for the ids of pupils, which are random as in the app. */
export function makeYear({ classes, pupils, lessons, year = 2026 }: YearSize): Year {
  const firstDay = `${year}-09-03`
  const lessonsOfAll: PlannedLesson[] = []
  const plan = Array.from({ length: classes }, (_, place) => {
    const letter = letters[Math.floor(place / 6)] ?? "Я"
    const { id, list, edits } = classEdits({ year, grade: 6 + (place % 6), letter }, pupils)
    const planned = Array.from({ length: lessons }, (_none, week): Edit => {
      const about = { kind: "lesson", day: addDays(firstDay, week * 7), classes: [id] } as const
      const activity = recordIds.activity({ ...about, author: "" })
      lessonsOfAll.push({ id: activity, pupils: list })
      const more = { classes: [id], step: "lesson", start: "10:15", status: "planned" }
      return { id: activity, kind: "activity", cells: { ...about, ...more } }
    })
    return [...edits, ...planned]
  })
  return { plan, lessons: lessonsOfAll }
}

type NamedClass = { readonly year: number; readonly grade: number; readonly letter: string }

/** A class and its pupils. */
export function classEdits(named: NamedClass, pupils: number) {
  const id = recordIds.schoolClass(named)
  const list = Array.from({ length: pupils }, newId)
  const since = `${named.year}-09-01`
  const edits = list.map((pupil, place): Edit => {
    const last = lasts[place % lasts.length] ?? ""
    const first = firsts[(place * 5 + named.grade) % firsts.length] ?? ""
    const cells = { class: id, last, first, middle: "", status: "active", since }
    return { id: pupil, kind: "pupil", cells }
  })
  const schoolClass: Edit = { id, kind: "class", cells: named }
  return { id, list, edits: [schoolClass, ...edits] }
}

/** The whole register of a lesson, as «Остальные — были» and a few taps leave it. */
export function registerEdit({ id, pupils }: PlannedLesson, lesson: number): Edit {
  const marks = pupils.map((pupil, place) => [markCell(pupil), markOf(lesson * 31 + place)])
  return {
    id: recordIds.register(id),
    kind: "register",
    cells: { activity: id, list: [...pupils], ...Object.fromEntries(marks) },
  }
}

/** Nine of ten were there; the rest is spread over the other marks without a pattern that gzip could learn. */
function markOf(turn: number): Mark {
  const scattered = Math.imul(turn + 1, 2_654_435_761) >>> 0
  const tenth = (scattered >>> 8) % 10
  const other = attendanceMarks[1 + ((scattered >>> 16) % (attendanceMarks.length - 1))]
  return tenth === 0 && other !== undefined ? other : "present"
}
