import { placeOf, serverRow, type Journal } from "#/data/journal.ts"
import { recordKey } from "#/domain/record-keys.ts"

import type { Findings } from "./judge.ts"

type ListsHere = Pick<
  Findings,
  "mode" | "classes" | "pupils" | "areListsWhole" | "fetchedAt" | "offsetMs" | "hasPin"
>

/** What of the findings lies in the database. Counted by keys: nothing is unsealed for it. */
export async function readListsHere({ database }: Journal): Promise<ListsHere> {
  const { records, feeds, slots } = database
  const [place, server, classes, pupils, building, pin] = await Promise.all([
    placeOf(database),
    serverRow(database),
    records.where("keys").equals(recordKey.kind("class")).count(),
    records.where("keys").startsWith(recordKey.pupilsOf("")).count(),
    feeds.filter(({ state }) => state === "building").count(),
    slots.get("pin"),
  ])
  const { fetchedAt, offsetMs } = server
  const hasPin = pin !== undefined
  return {
    mode: place.mode,
    classes,
    pupils,
    areListsWhole: building === 0,
    fetchedAt,
    offsetMs,
    hasPin,
  }
}
