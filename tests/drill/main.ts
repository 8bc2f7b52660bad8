import { parseArgs } from "node:util"

import { recordProof } from "#tests/support/proof.ts"

import { tryOwnCopy } from "./own-copy.ts"
import { rehearse } from "./rehearsal.ts"

/**
 * `npm run drill`: rehearses the loss of the server's disk with an invented school. `npm run drill -- --from <copy>`
 * tries a copy of one's own in a folder that is thrown away. Ends with 1 when anything would be lost.
 */
const { values } = parseArgs({
  options: {
    from: { type: "string" },
    rounds: { type: "string", default: "10" },
    record: { type: "boolean", default: false },
  },
})

const faults =
  values.from === undefined ? await rehearsals(Number(values.rounds)) : await own(values.from)
console.log(faults === 0 ? "Nothing is lost." : `${faults} faults.`)
// Databases in memory would keep the process for a while.
process.exit(faults === 0 ? 0 : 1)

async function rehearsals(rounds: number): Promise<number> {
  let [sentAgain, broken] = [0, 0]
  const back: number[] = []
  for (let round = 1; round <= rounds; round += 1) {
    const rehearsed = await rehearse(round)
    sentAgain += rehearsed.sentAgain
    back.push(rehearsed.backAfterMs)
    if (rehearsed.faults.length > 0) broken += 1
    for (const fault of rehearsed.faults) console.log(`round ${round}: ${fault}`)
  }
  const slowest = Math.round(Math.max(...back))
  console.log(
    `${rounds} disks lost; ${sentAgain} acknowledged changes were not in the copy and came again from the tablets; ` +
      `restored, checked and answering at the latest ${slowest} ms after the loss`,
  )
  if (values.record) {
    const tried = { "disks lost": rounds, "changes sent again": sentAgain }
    recordProof("drill", { command: "npm run drill", tried, broken })
  }
  return broken
}

async function own(copy: string): Promise<number> {
  const { checked, readyMs, fetched, missing } = await tryOwnCopy(copy)
  const { schools, devices, ops, records, findings } = checked
  console.log(`${schools} schools, ${devices} tablets, ${ops} changes, ${records} records`)
  for (const { school, what, id } of findings) console.log(`${what}: ${id} of school ${school}`)
  console.log(`The server was ready after ${Math.round(readyMs)} ms.`)
  console.log(`The head's empty tablet fetched ${fetched} records; ${missing} were missing.`)
  return findings.length + missing
}
