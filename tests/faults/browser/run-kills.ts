import type { Backend } from "./backends.ts"
import { Victim } from "./kills.ts"
import { roundOf } from "./rounds.ts"

export interface Killing {
  readonly backend: Backend
  readonly seed: number
  readonly rounds: number
  readonly plant?: () => void
  /** Told after each round. */
  readonly say?: (line: string) => void
}

export interface Killed {
  readonly rounds: number
  /** Marks that were shown as saved. */
  readonly marks: number
  /** What did not hold, with the round in which it showed first: the run ends there. */
  readonly faults: readonly string[]
}

/** Kills a browser or its page so many times in the midst of work; ends at the first thing that does not hold. */
export async function runKills({ backend, seed, rounds, plant, say }: Killing): Promise<Killed> {
  const victim = await Victim.begin(plant === undefined ? { backend } : { backend, plant })
  try {
    for (let place = 0; place < rounds; place += 1) {
      const round = roundOf(seed, place)
      const faults = await victim.round(round)
      const what = `${backend.name} ${place + 1}: ${round.victim} while ${round.during}`
      say?.(faults.length === 0 ? what : `${what}: ${faults.join("; ")}`)
      if (faults.length === 0) continue
      const named = faults.map((fault) => `${what} (seed ${seed}): ${fault}`)
      return { rounds: place + 1, marks: victim.counted.marks, faults: named }
    }
    return { rounds, marks: victim.counted.marks, faults: [] }
  } finally {
    await victim.end()
  }
}
