import { describe, expect, test } from "vitest"

import { assert } from "#/base/assert.ts"
import { instrumentFile } from "#/domain/instrument/instrument-file.ts"
import { readInstrument } from "#/domain/instrument/read-instrument.ts"

import { aPairFile } from "./a-pair-instrument.ts"
import { shippedInstruments } from "./shipped-instruments.ts"

describe("the file of an instrument", () => {
  test.each(shippedInstruments())("$code reads back the same", (instrument) => {
    expect(readInstrument(instrumentFile(instrument))).toEqual({ kind: "instrument", instrument })
  })

  test("is the same text however the one that was brought was written", () => {
    const fileOf = (text: string) => {
      const read = readInstrument(text)
      assert(read.kind === "instrument", JSON.stringify(read))
      return instrumentFile(read.instrument)
    }
    const file = aPairFile()
    const turned = Object.fromEntries(Object.entries(file).reverse())
    expect(fileOf(JSON.stringify(turned, undefined, 4))).toBe(fileOf(JSON.stringify(file)))
  })
})
