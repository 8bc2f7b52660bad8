import type { Part, PartOrder } from "#tests/faults/part.ts"
import { recordProof } from "#tests/support/proof.ts"

import { attack } from "./run.ts"

const sayEvery = 10_000

export const forgedPart: Part = {
  says: "forged, foreign, replayed and mutated batches: no effect on another school, a reason for each refusal",
  runs: 100_000,
  run,
}

async function run({ runs, seed, record }: PartOrder): Promise<number> {
  const { faults, ...counts } = await attack(runs, {
    seed,
    onSchool: (done) => {
      if (done % sayEvery === 0) console.log(`${done} of ${runs}`)
    },
  })
  for (const fault of faults) console.log(fault)
  console.log(JSON.stringify(counts))
  const broken = faults.length
  const { batches, ops, taken, refused, requests } = counts
  const tried = {
    batches,
    ops,
    "ops taken": taken,
    "ops refused with a reason": refused,
    "requests refused with a reason": requests,
  }
  if (record) {
    recordProof("forged-batches", { command: "npm run faults -- forged", tried, broken })
  }
  return broken
}
