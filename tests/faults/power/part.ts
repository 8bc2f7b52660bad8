import { drawFrom, type Part, type PartOrder } from "#tests/faults/part.ts"
import { recordProof } from "#tests/support/proof.ts"

import { canRecord, record as recordDisk } from "./recording.ts"
import { replay } from "./replay.ts"

const rounds = 60
const shownMax = 10

export const powerPart: Part = {
  says: "the power fails after every write, and the disk keeps what it likes of the rest",
  runs: 12_000,
  run,
}

async function run({ runs, seed, record }: PartOrder): Promise<number> {
  if (!canRecord()) {
    console.log("not tried: it needs Linux and a C compiler (Debian: apt install gcc libc6-dev)")
    return 0
  }
  const draw = drawFrom(seed)
  const events = recordDisk({ rounds, synchronous: "FULL" })
  const { images, promises, broken } = await replay(events, { images: runs, draw })
  console.log(`${events.length} events on disk, ${promises} answers, ${images} images`)
  for (const one of broken.slice(0, shownMax)) console.log(one)
  let missed = 0
  for (const synchronous of ["NORMAL", "OFF"] as const) {
    const planted = recordDisk({ rounds: 12, synchronous })
    const found = await replay(planted, { images: 400, draw })
    console.log(`planted, synchronous = ${synchronous}: ${found.broken.length} of 400 images lose`)
    if (found.broken.length === 0) missed += 1
  }
  const tried = { "crash images": images, "events on disk": events.length, promises }
  const all = broken.length + missed
  if (record) recordProof("power-cut", { command: "npm run faults -- power", tried, broken: all })
  return all
}
