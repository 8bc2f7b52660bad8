import type { LineFault } from "#tests/faults/line.ts"
import { describe, expect, test } from "vitest"

import { everySpoiling, type Spoiling } from "./part.ts"
import { SpoiledLine } from "./spoiled.ts"

/** So many of each kind, spread evenly: however long the answers are, none is left out. */
const ofEachKind = 9

function someOfEachKind(all: readonly Spoiling[]): readonly Spoiling[] {
  const kinds = new Set(all.map(({ fault }) => fault.kind))
  return [...kinds].flatMap((kind) => {
    const alike = all.filter(({ fault }) => fault.kind === kind)
    const step = Math.ceil(alike.length / ofEachKind)
    return alike.filter((_, index) => index % step === 0)
  })
}

describe("a line that spoils what it carries", { timeout: 120_000 }, () => {
  test("wherever it cuts, doubles, swaps, repeats or stalls: nothing is lost, doubled or taken for something else", async () => {
    const spoiled = await SpoiledLine.begin()
    try {
      const some = someOfEachKind(await everySpoiling(spoiled))
      for (const { fault, answer } of some) {
        expect({ fault, found: await spoiled.spoil(fault, answer) }).toEqual({ fault, found: [] })
      }
      expect(await spoiled.compare()).toEqual([])
      expect(new Set(some.map(({ fault }) => fault.kind)).size).toBe(6)
    } finally {
      await spoiled.end()
    }
  })

  test("shows a tablet that forgets what it has sent", async () => {
    const spoiled = await SpoiledLine.begin("forgets-on-sending")
    try {
      const fault: LineFault = { kind: "cut-request", at: 10, ending: "rst" }
      expect(await spoiled.spoil(fault)).toContain("«запись 1» is on the server 0 times")
    } finally {
      await spoiled.end()
    }
  })
})
