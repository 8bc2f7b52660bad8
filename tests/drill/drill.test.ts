import { copyFileSync } from "node:fs"

import { describe, expect, test } from "vitest"

import { databaseIn } from "#/server/data-folder.ts"

import { rehearse } from "./rehearsal.ts"

describe("the drill: the server's disk is gone and a copy is put on an empty machine", () => {
  test("the tablets send again what the copy lacks, and nothing is finally lost", async () => {
    const { faults, sentAgain } = await rehearse(1)
    expect(faults).toEqual([])
    expect(sentAgain).toBe(15)
  })

  test("would see the loss if the copy were put back without a new epoch", async () => {
    const { faults } = await rehearse(2, ({ data, copy }) => copyFileSync(copy, databaseIn(data)))
    expect(faults.join("\n")).toContain("lost")
  })
})
