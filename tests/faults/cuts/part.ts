import type { LineFault } from "#tests/faults/line.ts"
import { type Part, type PartOrder } from "#tests/faults/part.ts"
import { recordProof } from "#tests/support/proof.ts"

import { SpoiledLine, type Answer } from "./spoiled.ts"

/** All of both sides is compared after so many spoiled exchanges. */
const compareEvery = 50

export const cutsPart: Part = {
  says: "answers and requests cut at every byte, doubled, swapped, stalled",
  runs: Number.POSITIVE_INFINITY,
  run,
}

interface Spoiling {
  readonly fault: LineFault
  readonly answer: Answer
}

async function run({ runs, record }: PartOrder): Promise<number> {
  const spoiled = await SpoiledLine.begin()
  const counts: Record<string, number> = {}
  let [broken, tried] = [0, 0]
  const all = await everySpoiling(spoiled)
  // Fewer runs than places: evenly over all of them.
  const step = Math.max(1, all.length / Math.min(runs, all.length))
  for (let at = 0; at < all.length; at += step) {
    const { fault, answer } = all[Math.floor(at)] ?? { fault: { kind: "double" }, answer: "plain" }
    const found = [...(await spoiled.spoil(fault, answer))]
    tried += 1
    if (tried % compareEvery === 0) found.push(...(await spoiled.compare()))
    counts[fault.kind] = (counts[fault.kind] ?? 0) + 1
    if (found.length > 0) broken += 1
    for (const one of found) console.log(`${JSON.stringify(fault)} ${answer}: ${one}`)
    if (tried % 500 === 0) console.log(`${tried} of ${Math.floor(all.length / step)}`)
  }
  const atLast = await spoiled.compare()
  for (const one of atLast) console.log(`at the end: ${one}`)
  if (atLast.length > 0) broken += 1
  await spoiled.end()
  console.log(JSON.stringify(counts))
  if (record) recordProof("cut-lines", { command: "npm run faults -- cuts", tried: counts, broken })
  return broken
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
