import { drawFrom } from "#tests/faults/part.ts"
import { describe, expect, test } from "vitest"

import { canRecord, record } from "./recording.ts"
import { replay } from "./replay.ts"

describe.skipIf(!canRecord())("a power cut", { timeout: 120_000 }, () => {
  test("loses nothing that a tablet was promised, whatever the disk had not written yet", async () => {
    const events = record({ rounds: 6, synchronous: "FULL" })
    const { images, broken } = await replay(events, { images: 300, draw: drawFrom(1) })
    expect(broken).toEqual([])
    expect(images).toBeGreaterThanOrEqual(300)
  })

  test.each(["NORMAL", "OFF"] as const)(
    "is seen to lose promises when SQLite is told synchronous = %s",
    async (synchronous) => {
      const events = record({ rounds: 2, synchronous })
      const { broken } = await replay(events, { images: 60, draw: drawFrom(1) })
      expect(broken.join("\n")).toContain("was promised")
    },
  )
})
