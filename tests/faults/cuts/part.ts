import type { LineFault } from "#tests/faults/line.ts"
import { type Part, type PartOrder } from "#tests/faults/part.ts"
import { recordProof } from "#tests/support/proof.ts"

import { SpoiledLine, type Answer } from "./spoiled.ts"

/** All of both sides is compared after so many spoiled exchanges. */
const compareEvery = 50
const perSchool = 600

export const cutsPart: Part = {
  says: "answers and requests cut at every byte, doubled, swapped, stalled",
  runs: Number.POSITIVE_INFINITY,
  run,
}

export interface Spoiling {
  readonly fault: LineFault
  readonly answer: Answer
}

async function run({ runs, record }: PartOrder): Promise<number> {
  const counts: Record<string, number> = {}
  let broken = 0
  const all = evenly(await spoilingsOfOneSchool(), runs)
  // A school grows with every exchange: a fresh one now and then keeps them alike.
  for (let from = 0; from < all.length; from += perSchool) {
    const spoiled = await SpoiledLine.begin()
    const share = all.slice(from, from + perSchool)
    for (const [index, { fault, answer }] of share.entries()) {
      const found = [...(await spoiled.spoil(fault, answer))]
      const isTurn = index % compareEvery === 0 || index === share.length - 1
      if (isTurn) found.push(...(await spoiled.compare()))
      counts[fault.kind] = (counts[fault.kind] ?? 0) + 1
      if (found.length > 0) broken += 1
      for (const one of found) console.log(`${JSON.stringify(fault)} ${answer}: ${one}`)
    }
    await spoiled.end()
    console.log(`${from + share.length} of ${all.length}`)
  }
  console.log(JSON.stringify(counts))
  if (record) recordProof("cut-lines", { command: "npm run faults -- cuts", tried: counts, broken })
  return broken
}

async function spoilingsOfOneSchool(): Promise<readonly Spoiling[]> {
  const spoiled = await SpoiledLine.begin()
  const all = await everySpoiling(spoiled)
  await spoiled.end()
  return all
}

/** So many of them, from the first to the last; all when there are no more. */
function evenly(all: readonly Spoiling[], runs: number): readonly Spoiling[] {
  const step = Math.max(1, all.length / runs)
  return all.filter((_, index) => Math.floor(index / step) !== Math.floor((index - 1) / step))
}

/** Every byte of a plain and of a packed answer and of a request, ended both ways, and the rest often enough. */
export async function everySpoiling(spoiled: SpoiledLine): Promise<readonly Spoiling[]> {
  const all: Spoiling[] = []
  const endings = ["fin", "rst"] as const
  for (const answer of ["plain", "packed"] as const) {
    const bytes = await spoiled.measure(answer)
    for (const ending of endings) {
      for (let at = 0; at <= bytes.answer; at += 1) {
        all.push({ fault: { kind: "cut-answer", at, ending }, answer })
      }
    }
    if (answer === "packed") continue
    for (const ending of endings) {
      for (let at = 0; at <= bytes.request; at += 1) {
        all.push({ fault: { kind: "cut-request", at, ending }, answer })
      }
    }
  }
  for (let time = 0; time < 100; time += 1) {
    for (const kind of ["double", "swap", "replay"] as const) {
      all.push({ fault: { kind }, answer: time % 2 === 0 ? "plain" : "packed" })
    }
    all.push({ fault: { kind: "stall", at: time * 13 }, answer: "plain" })
  }
  return all
}
