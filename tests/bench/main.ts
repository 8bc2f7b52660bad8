import { availableParallelism, loadavg } from "node:os"

import { addBenchPage, buildApp, buildShell } from "./built.ts"
import { benchClass } from "./class-screen.ts"
import { benchLighthouse } from "./lighthouse.ts"
import { benchLive } from "./live.ts"
import { benchMarks } from "./marks.ts"
import { benchPupil } from "./pupil.ts"
import { benchScore } from "./score.ts"
import { benchServer } from "./server.ts"
import { benchSession } from "./session.ts"
import { benchSize } from "./size.ts"
import { benchStart } from "./start.ts"
import { benchTap } from "./tap.ts"
import { benchUnlock } from "./unlock.ts"

const parts = {
  size: benchSize,
  start: benchStart,
  class: benchClass,
  session: benchSession,
  tap: benchTap,
  pupil: benchPupil,
  unlock: benchUnlock,
  score: benchScore,
  live: benchLive,
  marks: benchMarks,
  server: benchServer,
  lighthouse: benchLighthouse,
}
type Part = keyof typeof parts

const asked = process.argv.slice(2)
const unknown = asked.filter((name) => !(name in parts))
if (unknown.length > 0) {
  console.error(`No such part: ${unknown.join(", ")}. There are ${Object.keys(parts).join(", ")}.`)
  process.exit(1)
}

const load = (): string =>
  loadavg()
    .map((minutes) => minutes.toFixed(1))
    .join(" ")
const began = Date.now()
console.log(`Node ${process.versions.node}, ${availableParallelism()} processors, load ${load()}`)

const app = await buildApp()
const shell = await buildShell()
await addBenchPage(app)
const names: readonly Part[] = [
  "size",
  "start",
  "class",
  "session",
  "tap",
  "pupil",
  "unlock",
  "score",
  "live",
  "marks",
  "server",
  "lighthouse",
]
for (const name of names) {
  if (asked.length === 0 || asked.includes(name)) await parts[name](app, shell)
}

console.log(`\nLoad at the end ${load()}; ${Math.round((Date.now() - began) / 1_000)} s in all.`)
