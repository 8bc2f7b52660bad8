import { backends } from "#tests/faults/browser/backends.ts"
import { plants } from "#tests/faults/browser/plants.ts"
import { runKills } from "#tests/faults/browser/run-kills.ts"
import { expect, test } from "@playwright/test"

test.describe.configure({ mode: "parallel" })

/** The full run is `npm run faults -- browser`; every seed is another history of the same length. */
const seed = 2021
const rounds = 4

for (const backend of backends) {
  test(`nothing shown as saved is lost when the browser or its page is killed in mid-write (${backend.name})`, async () => {
    test.slow()
    const killed = await runKills({ backend, seed, rounds })
    expect(killed.faults).toEqual([])
    expect(killed.rounds).toBe(rounds)
    // A kill before the first mark would prove nothing.
    expect(killed.marks).toBeGreaterThan(rounds)
  })
}

for (const [place, { plant, saysOf }] of plants.entries()) {
  const backend = backends[place % backends.length]
  if (backend === undefined) continue
  test(`a planted fault is noticed by the same kills: ${plant.name} (${backend.name})`, async () => {
    test.slow()
    const { faults } = await runKills({ backend, seed, rounds, plant })
    expect(faults).toContainEqual(expect.stringMatching(saysOf))
  })
}
