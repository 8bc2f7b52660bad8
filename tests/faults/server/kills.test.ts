import { drawFrom } from "#tests/faults/part.ts"
import { describe, expect, test } from "vitest"

import { crashableCluster, endCluster, postgresPlace, sqlitePlace, type Place } from "./place.ts"
import type { Planted } from "./planted.ts"
import { deathsOf, someFailpoint, Storm, type Death } from "./storm.ts"

async function storm(place: Place, deaths: readonly Death[]): Promise<void> {
  const draw = drawFrom(20)
  const storming = await Storm.begin(place, { draw })
  try {
    for (const death of deaths) {
      const failpoint = someFailpoint(death, draw)
      const { faults } = await storming.run(failpoint)
      expect({ failpoint, faults }).toEqual({ failpoint, faults: [] })
    }
  } finally {
    await storming.end()
  }
}

describe("a server that is killed with SIGKILL, at whatever point it dies,", () => {
  const sayings = "loses nothing, doubles nothing and gets ready again"

  test(`${sayings}: over SQLite`, { timeout: 240_000 }, async () => {
    await storm(sqlitePlace(), deathsOf.sqlite)
  })

  test(`${sayings}: over PostgreSQL, which is killed too`, { timeout: 240_000 }, async () => {
    const cluster = await crashableCluster()
    try {
      await storm(await postgresPlace(cluster), deathsOf.postgres)
    } finally {
      await endCluster(cluster)
    }
  })
})

describe("the storm finds a server", { timeout: 240_000 }, () => {
  test("that answers before it has committed", async () => {
    expect(await faultsOf("reply-before-commit")).toContain("lost")
  })

  test("that does not know what it has taken before", async () => {
    expect(await faultsOf("forgets-devices")).toContain("doubled")
  })
})

/**
 * A death after which the tablet sends something more is healed by that, and shows nothing: another storm does. On a busy
 * machine some three of eight show nothing.
 */
const storms = [3, 4, 5, 6, 7, 8, 9, 10]

/** The first words of what the first storm that finds anything says of this server. */
async function faultsOf(planted: Planted): Promise<readonly string[]> {
  for (const seed of storms) {
    const found = await faultsIn(planted, seed)
    if (found.length > 0) return found
  }
  return []
}

async function faultsIn(planted: Planted, seed: number): Promise<readonly string[]> {
  const draw = drawFrom(seed)
  const planting = await Storm.begin(sqlitePlace(), { draw, planted })
  try {
    const { faults } = await planting.run({ victim: "server", kind: "after-reply", turn: 4 })
    return faults.map((fault) => fault.slice(0, fault.indexOf(":")))
  } finally {
    await planting.end()
  }
}
