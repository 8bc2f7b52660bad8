import { isShippedCode, shippedInstrument } from "#/domain/instrument/catalogue.ts"
import type { Instrument } from "#/domain/instrument/instrument.ts"
import { readInstrument } from "#/domain/instrument/read-instrument.ts"
import { recordKey } from "#/domain/record-keys.ts"
import { numberOf, textOf, valueOf } from "#/domain/record.ts"

import type { Journal } from "./journal.ts"
import { readByKey } from "./read.ts"

/**
 * The instrument of a code, shipped or brought by the school: the version asked for, or else the newest one that is
 * not hidden. Undefined where it is not here, or cannot be read by this version of the app.
 */
export async function findInstrument(
  journal: Journal,
  code: string,
  version?: number,
): Promise<Instrument | undefined> {
  if (isShippedCode(code)) {
    const instrument = await shippedInstrument(code)
    return version === undefined || version === instrument.version ? instrument : undefined
  }
  const own = (await readByKey(journal, recordKey.kind("instrument")))
    .filter((record) => textOf(record, "code") === code)
    .filter((record) =>
      version === undefined
        ? valueOf(record, "hidden") !== true
        : numberOf(record, "version") === version,
    )
    .sort((one, other) => (numberOf(other, "version") ?? 0) - (numberOf(one, "version") ?? 0))
  for (const record of own) {
    const read = readInstrument(textOf(record, "body"))
    if (read.kind === "instrument") return read.instrument
  }
  return undefined
}
