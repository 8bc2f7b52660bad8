import { makeYear, registerEdit, type YearSize } from "#tests/bench/page/year.ts"
import { heldOf, lineOf, type Lesson, type Mark } from "#tests/bench/peers/page/job.ts"

import { assert } from "#/base/assert.ts"
import { markCell } from "#/domain/register.ts"

import type { Job } from "./system.ts"

/** The year of `npm run bench -- marks`, as plain marks. */
export async function makeJob(size: YearSize): Promise<Job> {
  const { plan, lessons: planned } = makeYear(size)
  const lessons = planned.map((lesson, place): Lesson => {
    const { cells } = registerEdit(lesson, place)
    const marks = lesson.pupils.map((pupil): Mark => {
      const mark = cells[markCell(pupil)]
      assert(typeof mark === "string", "every pupil of the lesson has a mark")
      return [pupil, mark]
    })
    return { id: lesson.id, marks }
  })
  const lines = lessons.flatMap(({ id, marks }) => marks.map((mark) => lineOf(id, mark)))
  return { plan, planned, lessons, held: await heldOf(lines) }
}
