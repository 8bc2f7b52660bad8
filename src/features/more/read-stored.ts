import { serverRow, type Journal } from "#/data/journal.ts"
import { countInState } from "#/data/ops-in-state.ts"
import type { ServerRow } from "#/data/rows.ts"
import { recordKey } from "#/domain/record-keys.ts"

export interface Stored {
  readonly classes: number
  readonly pupils: number
  readonly activities: number
  readonly waiting: number
  readonly server: ServerRow
}

/** What lies on the tablet, counted by its keys: nothing is unsealed for it. */
export async function readStored({ database }: Journal): Promise<Stored> {
  const { records } = database
  const [classes, pupils, activities, waiting, server] = await Promise.all([
    records.where("keys").equals(recordKey.kind("class")).count(),
    records.where("keys").startsWith(recordKey.pupilsOf("")).count(),
    records.where("keys").startsWith(recordKey.activitiesOn("")).count(),
    countInState(database, ["fresh", "sent", "aside"]),
    serverRow(database),
  ])
  return { classes, pupils, activities, waiting, server }
}
