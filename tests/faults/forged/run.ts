import fc from "fast-check"

import { Attack, type Counts } from "./attack.ts"
import { batches } from "./batches.ts"
import type { Planted } from "./two-schools.ts"

/** A school is attacked so often, then the next one: the ops of all attacks are kept. */
const batchesPerSchool = 1_000
/** The other school's rows are looked at after so many batches, and at the end. */
const lookEvery = 10

export interface Attacked extends Counts {
  readonly faults: readonly string[]
}

interface AttackOrder {
  readonly seed: number
  readonly planted?: Planted
  readonly onSchool?: (done: number) => void
}

/** Sends so many batches that nobody honest sends; the same ones for the same seed. */
export async function attack(
  runs: number,
  { seed, planted, onSchool }: AttackOrder,
): Promise<Attacked> {
  const faults: string[] = []
  const sum: Counts = { batches: 0, ops: 0, taken: 0, refused: 0, requests: 0 }
  for (let from = 0; from < runs; from += batchesPerSchool) {
    const attacked = await Attack.begin(planted)
    try {
      const numRuns = Math.min(batchesPerSchool, runs - from)
      const property = fc.asyncProperty(batches, async (batch) => {
        const found = [...(await attacked.send(batch))]
        if (attacked.counts.batches % lookEvery === 0) found.push(...attacked.effects())
        if (found.length > 0) throw new Error(found.join("\n"))
      })
      const tried = await fc.check(property, { numRuns, seed: seed + from, endOnFailure: true })
      if (tried.failed) {
        faults.push(`${String(tried.errorInstance)}\n${fc.defaultReportMessage(tried) ?? ""}`)
      }
      faults.push(...attacked.effects())
    } finally {
      await attacked.close()
    }
    for (const key of ["batches", "ops", "taken", "refused", "requests"] as const) {
      sum[key] += attacked.counts[key]
    }
    onSchool?.(sum.batches)
  }
  return { ...sum, faults }
}
