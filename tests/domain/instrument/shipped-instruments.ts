import { readdirSync, readFileSync } from "node:fs"

import { assert } from "#/base/assert.ts"
import type { Instrument } from "#/domain/instrument/instrument.ts"
import { readInstrument } from "#/domain/instrument/read-instrument.ts"

const folder = "src/domain/instrument/shipped"

/** Every file that is shipped, read as a school's own would be. */
export function shippedInstruments(): readonly Instrument[] {
  return readdirSync(folder).map((name) => {
    const read = readInstrument(readFileSync(`${folder}/${name}`, "utf8"))
    assert(read.kind === "instrument", `${name}: ${JSON.stringify(read)}`)
    assert(`${read.instrument.code}.json` === name, `${name} is named for its code`)
    return read.instrument
  })
}
