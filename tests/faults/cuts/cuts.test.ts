import type { LineFault } from "#tests/faults/line.ts"
import { describe, expect, test } from "vitest"

import { everySpoiling } from "./part.ts"
import { SpoiledLine } from "./spoiled.ts"

const spoilings = 54

describe("a line that spoils what it carries", { timeout: 120_000 }, () => {
  test("wherever it cuts, doubles, swaps, repeats or stalls: nothing is lost, doubled or taken for something else", async () => {
    const spoiled = await SpoiledLine.begin()
    try {
      const all = await everySpoiling(spoiled)
      const kinds = new Set<string>()
      for (let at = 0; at < spoilings; at += 1) {
        const spoiling = all[Math.floor((at * all.length) / spoilings)]
        if (spoiling === undefined) continue
        const { fault, answer } = spoiling
        kinds.add(fault.kind)
        expect({ fault, found: await spoiled.spoil(fault, answer) }).toEqual({ fault, found: [] })
      }
      expect(await spoiled.compare()).toEqual([])
      expect(kinds.size).toBe(6)
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
