import { drawFrom } from "#tests/faults/part.ts"
import { describe, expect, test } from "vitest"

import { failpointKinds } from "./failpoint.ts"
import { sqlitePlace, type Place } from "./place.ts"
import { someFailpoint, Storm } from "./storm.ts"

const killsEach = 2

interface Database {
  readonly name: string
  readonly place: () => Promise<Place>
}

const databases: readonly Database[] = [
  { name: "SQLite", place: () => Promise.resolve(sqlitePlace()) },
]

describe.each(databases)("a server on $name that is killed with SIGKILL", ({ place }) => {
  test(
    "loses nothing and doubles nothing, at whatever point it dies, and gets ready again",
    { timeout: 120_000 },
    async () => {
      const draw = drawFrom(20)
      const storm = await Storm.begin(await place(), { draw })
      try {
        for (const kind of Array.from({ length: killsEach }, () => failpointKinds).flat()) {
          const failpoint = someFailpoint(kind, draw)
          const { faults } = await storm.run(failpoint)
          expect({ failpoint, faults }).toEqual({ failpoint, faults: [] })
        }
      } finally {
        await storm.end()
      }
    },
  )
})

describe("the storm finds a server", { timeout: 120_000 }, () => {
  test("that answers before it has committed", async () => {
    expect(await faultsOf("reply-before-commit")).toContain("lost")
  })

  test("that does not know what it has taken before", async () => {
    expect(await faultsOf("forgets-devices")).toContain("doubled")
  })
})

/** The first words of what the storm says of this server. */
async function faultsOf(
  planted: "reply-before-commit" | "forgets-devices",
): Promise<readonly string[]> {
  const draw = drawFrom(3)
  const storm = await Storm.begin(sqlitePlace(), { draw, planted })
  try {
    const { faults } = await storm.run({ kind: "after-reply", turn: 4 })
    return faults.map((fault) => fault.slice(0, fault.indexOf(":")))
  } finally {
    await storm.end()
  }
}
