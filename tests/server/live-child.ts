import { plant } from "#tests/simulation/planted/fault.ts"

import { must } from "#/base/assert.ts"

import { liveFaults } from "./live-faults.ts"

/**
 * A process with one guard left out, named by the argument as the promise it keeps: prints the promise if it is broken.
 * Without an argument it looks at all of them. The program is loaded only after the planting.
 */
const name = process.argv[2]
if (name !== undefined) plant(must(liveFaults.find((fault) => fault.name === name)))
const { promises } = await import("./live-promises.ts")

const broken: string[] = []
for (const [promise, isKept] of Object.entries(promises)) {
  if (name !== undefined && name !== promise) continue
  // A guard that is left out may also make the server fall over.
  if (!(await isKept().catch(() => false))) broken.push(promise)
}
console.log(JSON.stringify(broken))
process.exit()
