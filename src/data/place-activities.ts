import type { Likeness } from "#/domain/same-activity.ts"

import type { Journal } from "./journal.ts"
import { placeBeside, type Placing } from "./place-activity.ts"

/**
 * Finds ids for several activities that are planned at once, as for the groups of one class on one day: none is given the
 * id of another. In the order of the plans.
 */
export async function placeActivities(
  journal: Journal,
  plans: readonly Likeness[],
  author: string,
): Promise<readonly Placing[]> {
  const given = new Set<string>()
  const placings: Placing[] = []
  for (const plan of plans) {
    const placing = await placeBeside(journal, { plan, author, given })
    if (placing.kind === "free") given.add(placing.id)
    placings.push(placing)
  }
  return placings
}
