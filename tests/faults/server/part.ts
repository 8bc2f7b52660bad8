import { drawFrom, type Part, type PartOrder } from "#tests/faults/part.ts"
import { recordProof } from "#tests/support/proof.ts"

import { crashableCluster, endCluster, postgresPlace, sqlitePlace, type Place } from "./place.ts"
import { deathsOf, someFailpoint, Storm, type Death, type RunResult } from "./storm.ts"

/** A school grows with every run: a fresh one now and then keeps the runs alike. */
const runsPerSchool = 40
const readyWithinMs = 2_000

export const serverPart: Part = {
  says: "kill -9 at every failpoint, then nothing may be lost or doubled",
  runs: 640,
  run,
}

interface Series {
  readonly database: "SQLite" | "PostgreSQL"
  readonly results: readonly RunResult[]
  readonly checkpointsMet: number
  readonly ops: number
}

async function run({ runs, seed, record }: PartOrder): Promise<number> {
  const share = Math.ceil(runs / 2)
  const sqlite = await series("SQLite", () => Promise.resolve(sqlitePlace()), { runs: share, seed })
  const cluster = await crashableCluster()
  const order = { runs: share, seed: seed + 1 }
  const postgres = await series("PostgreSQL", () => postgresPlace(cluster), order)
  await endCluster(cluster)
  const all = [sqlite, postgres]
  const broken = all.reduce((sum, one) => sum + report(one), 0)
  if (record) recordProof("server-kills", proofOf(all, broken))
  return broken
}

async function series(
  database: Series["database"],
  place: () => Promise<Place>,
  { runs, seed }: { runs: number; seed: number },
): Promise<Series> {
  const draw = drawFrom(seed)
  const deaths: readonly Death[] = database === "SQLite" ? deathsOf.sqlite : deathsOf.postgres
  const results: RunResult[] = []
  let [checkpointsMet, ops] = [0, 0]
  while (results.length < runs) {
    const storm = await Storm.begin(await place(), { draw })
    const until = Math.min(runs, results.length + runsPerSchool)
    while (results.length < until) {
      const death = deaths[results.length % deaths.length]
      if (death === undefined) throw new Error("there is always a death to die")
      const result = await storm.run(someFailpoint(death, draw))
      results.push(result)
      for (const fault of result.faults) {
        console.log(
          `${database} run ${results.length} ${JSON.stringify(result.failpoint)}: ${fault}`,
        )
      }
      // What one run has lost every later one would report again.
      if (result.faults.length > 0) break
    }
    checkpointsMet += storm.place.noted("in-checkpoint")
    ops += storm.books.size
    await storm.end()
    console.log(`${database}: ${results.length} of ${runs}`)
  }
  return { database, results, checkpointsMet, ops }
}

function report({ database, results, checkpointsMet, ops }: Series): number {
  const deaths = database === "SQLite" ? deathsOf.sqlite : deathsOf.postgres
  for (const [victim, kind] of deaths) {
    const runs = results.filter(
      ({ failpoint }) => failpoint.kind === kind && failpoint.victim === victim,
    )
    const hit = runs.filter((result) => result.hit).length
    const broken = runs.filter(({ faults }) => faults.length > 0).length
    const place = victim === "server" ? kind : `${kind}, killing the ${victim}`
    console.log(`${database} ${place}: ${runs.length} runs, ${hit} died there, ${broken} broken`)
  }
  const ready = results.map(({ readyMs }) => readyMs).sort((a, b) => a - b)
  const at = (part: number): number => Math.round(ready[Math.floor(ready.length * part)] ?? 0)
  const slowest = Math.round(ready.at(-1) ?? 0)
  const late = ready.filter((ms) => ms > readyWithinMs).length
  console.log(
    `${database}: ${ops} watched ops, ${checkpointsMet} checkpoints met while they ran; ready again after ${at(0.5)} ms (median), ${at(0.95)} ms (p95), ${slowest} ms (slowest), ${late} later than ${readyWithinMs} ms`,
  )
  return results.filter(({ faults }) => faults.length > 0).length
}

function proofOf(all: readonly Series[], broken: number): Parameters<typeof recordProof>[1] {
  const results = all.flatMap((one) => one.results)
  const counts = all.map((one) => [`kills on ${one.database}`, one.results.length] as const)
  return {
    command: `npm run faults -- server${results.length === serverPart.runs ? "" : ` --runs ${results.length}`}`,
    tried: {
      ...Object.fromEntries(counts),
      "died at the failpoint": results.filter(({ hit }) => hit).length,
      "watched ops": all.reduce((sum, one) => sum + one.ops, 0),
      "ready again within 2 s": results.filter(({ readyMs }) => readyMs <= readyWithinMs).length,
    },
    broken,
  }
}
