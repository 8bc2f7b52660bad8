import { demoEdits, demoLessonToday } from "#/data/demo.ts"
import { readByKey } from "#/data/read.ts"
import { recordKey } from "#/domain/record-keys.ts"
import { byGrade, schoolClassOf } from "#/domain/school-class.ts"

import { localTime } from "./calendar.ts"
import type { Services } from "./services.tsx"

const minuteMs = 60_000

/** Puts the invented classes into an empty practice place, and a lesson into a day that has none. */
export async function fillPractice(services: Services): Promise<void> {
  const { journal, nowMs, newId } = services
  const today = services.today()
  const start = soonAfter(nowMs())
  const [classes, lessons] = await Promise.all([
    readByKey(journal, recordKey.kind("class")),
    readByKey(journal, recordKey.activitiesOn(today)),
  ])
  const first = classes.map(schoolClassOf).sort(byGrade)[0]
  if (first === undefined) {
    await services.write(demoEdits({ today, start, newId }))
    return
  }
  if (lessons.length === 0) {
    await services.write([demoLessonToday(first.id, { today, start })])
  }
}

/** About half an hour from now, on a round five minutes; in the morning of the same day when it is late at night. */
function soonAfter(nowMs: number): string {
  const step = 5 * minuteMs
  const at = localTime(new Date(Math.ceil((nowMs + 20 * minuteMs) / step) * step))
  return at < localTime(new Date(nowMs)) ? "09:10" : at
}
