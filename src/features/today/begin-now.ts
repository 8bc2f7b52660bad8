import { localPerson } from "#/data/journal.ts"
import { placeActivity } from "#/data/place-activity.ts"
import { readSeason } from "#/data/read-season.ts"
import type { Activity } from "#/domain/activity.ts"
import { periodMinutes } from "#/domain/next-up.ts"
import type { Edit } from "#/domain/record.ts"
import { laterBy } from "#/domain/time-of-day.ts"
import { localTime } from "#/platform/calendar.ts"
import type { Services } from "#/platform/services.tsx"

export type BegunNow =
  /** The class has a lesson today already. */
  | { readonly kind: "there"; readonly activity: Activity }
  /** To be saved. */
  | { readonly kind: "new"; readonly edit: Edit }

/** A lesson of one period that begins at this minute, for a class. Loaded with the first tap, not with the screen. */
export async function beginNow(services: Services, classId: string): Promise<BegunNow> {
  const { journal, place } = services
  const plan = planNow(services, classId)
  const placing = await placeActivity(journal, plan, place.person?.id ?? localPerson)
  if (placing.kind === "there") return placing
  const season = await readSeason(journal, plan.day)
  const { group: _whole, title: _none, ...cells } = plan
  const leader = place.person?.id ?? null
  const more = { season: season.code, step: "lesson", status: "planned", leader }
  return { kind: "new", edit: { id: placing.id, kind: "activity", cells: { ...cells, ...more } } }
}

function planNow(services: Services, classId: string) {
  const start = localTime(new Date(services.nowMs()))
  return {
    kind: "lesson",
    day: services.today(),
    classes: [classId],
    group: [],
    title: "",
    start,
    end: laterBy(start, periodMinutes),
  } as const
}
