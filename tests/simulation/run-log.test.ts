import { appendFileSync, mkdtempSync, readFileSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"

import { afterEach, beforeEach, describe, expect, test } from "vitest"

import type { Told } from "./order.ts"
import { openRunLog } from "./run-log.ts"

const held: Told = { kind: "held", seed: 1, counts: { steps: 80 } }
const broken: Told = { kind: "broken", seed: 2, invariant: "I4", detail: "why", story: null }

let folder = ""
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "run-log-"))
})
afterEach(() => rmSync(folder, { recursive: true }))

describe("the log of a long run", () => {
  test("gives back what was found before the run was cut short", () => {
    const file = join(folder, "log")
    const log = openRunLog(file, "abc1234")
    log.add(held)
    log.add(broken)

    expect(log.told).toEqual([])
    expect(openRunLog(file, "abc1234").told).toEqual([held, broken])
  })

  test("leaves out the line that was being written", () => {
    const file = join(folder, "log")
    openRunLog(file, "abc1234").add(held)
    appendFileSync(file, '{"kind":"held","se')

    expect(openRunLog(file, "abc1234").told).toEqual([held])
  })

  test("is not gone on with by another state of the program", () => {
    const file = join(folder, "log")
    openRunLog(file, "abc1234").add(held)
    const before = readFileSync(file, "utf8")

    expect(() => openRunLog(file, "def5678")).toThrow("give another file")
    expect(readFileSync(file, "utf8")).toBe(before)
  })
})
