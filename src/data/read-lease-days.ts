import { recordIds } from "#/domain/record-ids.ts"

import type { JournalDatabase } from "./database.ts"

/** A setting of a year or more would be none. */
const leaseDaysMax = 90

/** How many days the school lets its tablets be without the server; undefined when it has not said. Open, needs no key. */
export async function readLeaseDays({ records }: JournalDatabase): Promise<number | undefined> {
  const row = await records.get(recordIds.school())
  const days = row?.open.base["leaseDays"]?.value
  const isSetting = typeof days === "number" && days >= 1 && days <= leaseDaysMax
  return isSetting ? days : undefined
}
