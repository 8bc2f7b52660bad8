import { parseArgs } from "node:util"

import type { Part } from "./part.ts"

/** Each part is loaded only when it is asked for: some need what others have no use for. */
const parts: Readonly<Record<string, () => Promise<Part>>> = {
  server: async () => (await import("./server/part.ts")).serverPart,
  cuts: async () => (await import("./cuts/part.ts")).cutsPart,
  storage: async () => (await import("./storage/part.ts")).storagePart,
  power: async () => (await import("./power/part.ts")).powerPart,
  forged: async () => (await import("./forged/part.ts")).forgedPart,
  browser: async () => (await import("./browser/part.ts")).browserPart,
}

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    runs: { type: "string" },
    seed: { type: "string", default: "1" },
    record: { type: "boolean", default: false },
  },
})

let broken = 0
const unknown = positionals.filter((name) => parts[name] === undefined)
if (positionals.length === 0 || unknown.length > 0) {
  const names = Object.keys(parts).join("|")
  console.log(`npm run faults -- ${names} [--runs N] [--seed N] [--record]`)
  broken = 1
}
for (const name of unknown.length > 0 ? [] : positionals) {
  const part = await parts[name]?.()
  if (part === undefined) continue
  console.log(`── ${name}: ${part.says}`)
  const runs = Number(values.runs ?? part.runs)
  broken += await part.run({ runs, seed: Number(values.seed), record: values.record })
}
console.log(broken === 0 ? "0 broken" : `${broken} broken`)
// Pools of connections and fake databases would keep the process for a while.
process.exit(broken === 0 ? 0 : 1)
