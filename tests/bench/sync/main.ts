import { availableParallelism, loadavg } from "node:os"
import { parseArgs } from "node:util"

import { inTurn, mediansOf, type Figures } from "#tests/bench/rounds.ts"
import { ms, printTable, type Line } from "#tests/bench/table.ts"

import { historySizes, openHistories } from "./history.ts"
import { benchLogins, loginsPerSecond } from "./logins.ts"
import type { StoreName } from "./place.ts"
import { benchPushes, type OpsPerPush } from "./pushes.ts"
import { benchRush, opsPerTablet, rushTablets } from "./rush.ts"

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    rounds: { type: "string", default: "3" },
    store: { type: "string", default: "both" },
  },
})
const rounds = Number(values.rounds)
const stores: readonly StoreName[] =
  values.store === "sqlite"
    ? ["SQLite"]
    : values.store === "postgres"
      ? ["PostgreSQL"]
      : ["SQLite", "PostgreSQL"]

const parts = { pushes: printPushes, history: printHistory, rush: printRush, logins: printLogins }
const asked = positionals.length === 0 ? Object.keys(parts) : positionals

console.log(
  `Node ${process.versions.node}, ${availableParallelism()} processors, load ${load()}, ${rounds} rounds`,
)
for (const [part, print] of Object.entries(parts)) {
  if (!asked.includes(part)) continue
  for (const store of stores) await print(store)
}
console.log(`\nLoad at the end ${load()}`)
process.exit()

function load(): string {
  return loadavg()
    .map((minutes) => minutes.toFixed(1))
    .join(" ")
}

async function printPushes(store: StoreName): Promise<void> {
  const sizes: readonly OpsPerPush[] = [1, 25]
  const lines: Line[] = []
  for (const size of sizes) {
    const { of, ratio, spreadOf } = await inTurn(rounds, () => benchPushes(store, size), {
      isWarm: true,
    })
    const noise = `±${Math.round(spreadOf("perSecond") * 100)} %`
    lines.push({
      what: size === 1 ? "a register a push" : `${size} registers a push`,
      ratio: ratio("perSecond", "floor"),
      against: `the same rows alone, a commit a push: ${Math.round(of("floor"))}/s`,
      figure: `${Math.round(of("perSecond"))} pushes/s ${noise}, ${Math.round(of("opsPerSecond"))} ops/s, p99 ${ms(of("p99"))}`,
      aim: "≥ 0.5×",
      met: ratio("perSecond", "floor") >= 0.5,
    })
    lines.push({
      what: "server's processor time for one",
      ratio: ratio("cpu", "floorCpu"),
      against: `writing the rows alone, ${of("floorCpu").toFixed(2)} ms`,
      figure: `${of("cpu").toFixed(2)} ms; the database's ${of("databaseCpu").toFixed(2)} ms, the tablets' own ${of("tabletsCpu").toFixed(2)} ms`,
    })
    if (store === "SQLite") {
      const grouped = Math.round(of("floorGrouped"))
      lines.push({
        what: "",
        ratio: ratio("perSecond", "floorGrouped"),
        against: `the same rows alone, 32 pushes a commit: ${grouped}/s`,
        figure: "",
      })
    }
  }
  printTable({ title: `Durable pushes of 64 tablets of 16 schools, ${store}`, lines })
}

async function printHistory(store: StoreName): Promise<void> {
  const histories = await openHistories(store)
  const counted: Figures[] = []
  await histories.round()
  for (let round = 0; round < rounds; round += 1) counted.push(await histories.round())
  await histories.close()
  const { of, ratio } = mediansOf(counted)
  const [small] = historySizes
  const lines = historySizes.map((size): Line => {
    const times = ratio(String(size), String(small))
    return {
      what: `${size.toLocaleString("en")} ops behind it`,
      ratio: times,
      against: "1,000 ops behind it",
      figure: `${of(String(size)).toFixed(2)} ms`,
      ...(size === small ? {} : { aim: "≤ 1.2×", met: times <= 1.2 }),
    }
  })
  printTable({ title: `An empty pull, one tablet at a time, ${store}`, lines })
}

async function printRush(store: StoreName): Promise<void> {
  const { of } = await inTurn(rounds, () => benchRush(store), { isWarm: true })
  const megabytes = (name: string): string => `${Math.round(of(name) / 1e6)} MB`
  printTable({
    title: `${rushTablets} tablets with ${opsPerTablet} ops each at once, ${store}`,
    lines: [
      {
        what: "answered",
        figure: `p50 ${ms(of("p50"))}, p95 ${ms(of("p95"))}, max ${ms(of("max"))}; ${Math.round(of("opsPerSecond"))} ops/s`,
        aim: "p95 ≤ 2 s",
        met: of("p95") <= 2_000,
      },
      {
        what: "answers that are not 200",
        figure: String(of("errors")),
        aim: "none",
        met: of("errors") === 0,
      },
      {
        what: "memory of the server",
        figure: `${megabytes("before")} before, ${megabytes("peak")} at its peak, ${megabytes("after")} after`,
      },
    ],
  })
}

async function printLogins(store: StoreName): Promise<void> {
  const { of, ratio, spreadOf } = await inTurn(rounds, () => benchLogins(store), { isWarm: true })
  const perSecond = (name: string): string => `${Math.round(of(name))}/s`
  const noise = `±${Math.round(spreadOf("stormy") * 100)} %`
  printTable({
    title: `Sync of 16 tablets while ${loginsPerSecond} people a second sign in, ${store}`,
    lines: [
      {
        what: "a push, p95",
        ratio: ratio("stormy", "calm"),
        against: `the same without the storm, ${ms(of("calm"))}`,
        figure: `${ms(of("stormy"))} ${noise}`,
        aim: "≤ 500 ms",
        met: of("stormy") <= 500,
      },
      {
        what: "a push, median",
        ratio: ratio("stormyMedian", "calmMedian"),
        against: `the same without the storm, ${ms(of("calmMedian"))}`,
        figure: ms(of("stormyMedian")),
      },
      {
        what: "sign-ins",
        figure: `${perSecond("asked")} asked, ${perSecond("signedIn")} signed in, ${perSecond("comeAgain")} told to come again (p95 ${ms(of("sentAway"))})`,
      },
      {
        what: "answers that are neither 200 nor 503",
        figure: String(of("other")),
        aim: "none",
        met: of("other") === 0,
      },
    ],
  })
}
