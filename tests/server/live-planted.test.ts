import { execFile } from "node:child_process"
import { promisify } from "node:util"

import { describe, expect, test } from "vitest"

import { liveFaults } from "./live-faults.ts"
import { promises } from "./live-promises.ts"

const run = promisify(execFile)

async function brokenWith(fault?: string): Promise<readonly string[]> {
  const flags = ["tests/server/live-child.ts", ...(fault === undefined ? [] : [fault])]
  const { stdout } = await run(process.execPath, flags)
  return JSON.parse(stdout) as string[]
}

describe("the guards of the live nudges", { timeout: 60_000 }, () => {
  test("keep every promise, and each promise has a guard that can be left out", async () => {
    expect(await brokenWith()).toEqual([])
    const guarded = liveFaults.map(({ name }) => name)
    expect(Object.keys(promises).sort()).toEqual(guarded.sort())
  })

  test.concurrent.each(liveFaults)("without one this is broken: $name", async ({ name }) => {
    expect(await brokenWith(name)).toEqual([name])
  })
})
