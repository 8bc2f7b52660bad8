import { drawFrom, type Part, type PartOrder } from "#tests/faults/part.ts"
import { recordProof } from "#tests/support/proof.ts"

import { injuries, Patient } from "./damage.ts"
import { scenarios } from "./scenarios.ts"

const recordsInFile = 60

export const storagePart: Part = {
  says: "full, read-only and damaged disks: refused in words, healed, never served wrong",
  runs: 2_000,
  run,
}

async function run({ runs, seed, record }: PartOrder): Promise<number> {
  let [broken, told] = [0, 0]
  for (const scenario of scenarios) {
    const found = await scenario.run()
    if (found.kind === "skipped") {
      console.log(`${scenario.name}: not tried, ${found.why}`)
      continue
    }
    told += 1
    if (found.faults.length > 0) broken += 1
    console.log(`${scenario.name}: ${found.faults.length === 0 ? "holds" : "broken"}`)
    for (const fault of found.faults) console.log(`  ${fault}`)
  }
  const met = await injureMany(runs, seed)
  console.log(JSON.stringify(met))
  broken += (met["served something else"] ?? 0) + (met["broke"] ?? 0)
  const tried = { "disks in trouble": told, "injured files": runs, ...named(met) }
  if (record) recordProof("storage", { command: "npm run faults -- storage", tried, broken })
  return broken
}

/** How often each came of injuring so many copies of a file. */
export async function injureMany(runs: number, seed: number): Promise<Record<string, number>> {
  const draw = drawFrom(seed)
  const patient = await Patient.make(recordsInFile)
  const met: Record<string, number> = {}
  for (let at = 0; at < runs; at += 1) {
    const injury = injuries[at % injuries.length] ?? "bit"
    const whileOpen = at % 4 === 3
    const result = await patient.injure(injury, { draw, whileOpen })
    met[result] = (met[result] ?? 0) + 1
    if (result === "served something else" || result === "broke") {
      console.log(`injury ${at} of seed ${seed}, ${injury}, open: ${whileOpen}: ${result}`)
    }
  }
  patient.remove()
  return met
}

function named(met: Readonly<Record<string, number>>): Record<string, number> {
  return Object.fromEntries(Object.entries(met).map(([name, times]) => [`files ${name}`, times]))
}
