import { attendanceMarks, type Mark } from "#/domain/mark.ts"
import { recordIds } from "#/domain/record-ids.ts"
import type { Edit } from "#/domain/record.ts"
import { markCell } from "#/domain/register.ts"
import { addDays } from "#/domain/day.ts"

import { newId } from "./tablet.ts"

/** A school year in the hands of one navigator. */
export type YearSize = {
  readonly classes: number
  readonly pupils: number
  readonly lessons: number
}

export type PlannedLesson = { readonly id: string; readonly pupils: readonly string[] }

export type Year = {
  /** Classes, pupils and planned lessons: what is there before the first mark. */
  readonly plan: readonly (readonly Edit[])[]
  readonly lessons: readonly PlannedLesson[]
}

const letters = "АБВГДЕЖЗ"
const lasts = ["Абрамова", "Волков", "Гаврилова", "Дмитриев", "Ершова", "Кузнецов", "Лебедева"]
const firsts = ["Анна", "Пётр", "Мария", "Илья", "Софья", "Тимур", "Вера", "Егор", "Дарья"]
const firstDay = "2026-09-03"

/** The same year in every run but for the ids of pupils, which are random as in the app. */
export function makeYear({ classes, pupils, lessons }: YearSize): Year {
  const plan: Edit[][] = []
  const planned: PlannedLesson[] = []
  for (let place = 0; place < classes; place += 1) {
    const grade = 6 + (place % 6)
    const letter = letters[Math.floor(place / 6)] ?? "Я"
    const named = { year: 2026, grade, letter }
    const id = recordIds.schoolClass(named)
    const list = Array.from({ length: pupils }, newId)
    const edits: Edit[] = [{ id, kind: "class", cells: named }]
    for (const [index, pupil] of list.entries()) {
      const last = lasts[index % lasts.length] ?? ""
      const first = firsts[(index * 5 + place) % firsts.length] ?? ""
      const cells = { class: id, last, first, middle: "", status: "active", since: "2026-09-01" }
      edits.push({ id: pupil, kind: "pupil", cells })
    }
    for (let lesson = 0; lesson < lessons; lesson += 1) {
      const day = addDays(firstDay, lesson * 7)
      const about = { kind: "lesson", day, classes: [id] } as const
      const activity = recordIds.activity({ ...about, author: "" })
      edits.push({
        id: activity,
        kind: "activity",
        cells: { ...about, classes: [id], step: "lesson", start: "10:15", status: "planned" },
      })
      planned.push({ id: activity, pupils: list })
    }
    plan.push(edits)
  }
  return { plan, lessons: planned }
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
