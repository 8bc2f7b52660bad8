import { must } from "#/base/assert.ts"
import { activityOf, type Activity } from "#/domain/activity.ts"
import { recordIds } from "#/domain/record-ids.ts"
import { recordKey } from "#/domain/record-keys.ts"
import { sameAmong, type Likeness } from "#/domain/same-activity.ts"

import type { Journal } from "./journal.ts"
import { readByIds, readByKey } from "./read.ts"

/** Where a planned activity goes: under an id that is free, or it is there already. */
export type Placing =
  | { readonly kind: "free"; readonly id: string }
  | { readonly kind: "there"; readonly activity: Activity }

/** More activities than this with one identity, each moved away by hand, no day can have. */
const turnsMax = 40

/**
 * Finds the id for an activity that is being planned. Two tablets that plan the same one offline arrive at the
 * same id; an id whose activity has since become another (moved to another day) is passed over.
 * @param author whose event it is when no class tells it apart
 */
export async function placeActivity(
  journal: Journal,
  plan: Likeness,
  author: string,
): Promise<Placing> {
  return placeBeside(journal, { plan, author, given: new Set() })
}

interface Asked {
  readonly plan: Likeness
  readonly author: string
  /** Ids that others got a moment ago and that stand nowhere yet. */
  readonly given: ReadonlySet<string>
}

/** The same beside others that are being placed with it: see {@link placeActivity}. */
export async function placeBeside(
  journal: Journal,
  { plan, author, given }: Asked,
): Promise<Placing> {
  const onDay = await readByKey(journal, recordKey.activitiesOn(plan.day))
  const same = sameAmong(
    plan,
    onDay.flatMap((record) => activityOf(record) ?? []),
  )
  if (same !== undefined) return { kind: "there", activity: same }
  const turns = Array.from({ length: turnsMax }, (_, turn) =>
    recordIds.activity({ ...plan, author }, turn + 1),
  )
  const taken = new Set((await readByIds(journal, turns)).map(({ id }) => id))
  const id = must(
    turns.find((turn) => !taken.has(turn) && !given.has(turn)),
    "a day has room for one more activity",
  )
  return { kind: "free", id }
}
