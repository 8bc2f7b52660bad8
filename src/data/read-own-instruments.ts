import { ownInstrumentOf, type OwnInstrument } from "#/domain/instrument/own-instrument.ts"
import { recordKey } from "#/domain/record-keys.ts"

import type { Journal } from "./journal.ts"
import { readByKey } from "./read.ts"

/** Every version of every instrument that the school brought, hidden ones too. Those that cannot be read are left out. */
export async function readOwnInstruments(journal: Journal): Promise<readonly OwnInstrument[]> {
  const records = await readByKey(journal, recordKey.kind("instrument"))
  return records.flatMap((record) => ownInstrumentOf(record) ?? [])
}
