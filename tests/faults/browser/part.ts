import { spawnSync } from "node:child_process"

import type { Part, PartOrder } from "#tests/faults/part.ts"
import { recordProof } from "#tests/support/proof.ts"

import { backends } from "./backends.ts"
import { plants } from "./plants.ts"
import { runKills, type Killed } from "./run-kills.ts"

/** A register grows with every round: a fresh school now and then keeps the rounds alike. */
const roundsPerSchool = 25
/** Within so many kills a planted fault must have shown. */
export const killsToNotice = 12

export const browserPart: Part = {
  says: "browsers and pages killed in mid-write, then nothing shown as saved may be lost",
  runs: 200,
  run,
}

async function run({ runs, seed, record }: PartOrder): Promise<number> {
  const killed: Killed[] = []
  for (const [place, backend] of backends.entries()) {
    const share = Math.ceil(runs / backends.length)
    for (let done = 0; done < share; done += roundsPerSchool) {
      const rounds = Math.min(roundsPerSchool, share - done)
      killed.push(
        await runKills({ backend, seed: seed + place * 1_000 + done, rounds, say: console.log }),
      )
    }
  }
  const missed = await countMissedPlants(seed)
  const failed = runStories()
  const sum = (of: (one: Killed) => number): number =>
    killed.reduce((total, one) => total + of(one), 0)
  const tried = { kills: sum(({ rounds }) => rounds), marks: sum(({ marks }) => marks) }
  const broken = sum(({ faults }) => faults.length) + missed + failed
  console.log(`${tried.kills} kills, ${tried.marks} marks shown as saved, ${broken} broken`)
  if (record) {
    const command = `npm run faults -- browser --runs ${runs} --seed ${seed}`
    recordProof("browser-kills", { command, tried, broken })
  }
  return broken
}

/** The other faults of a browser, told as stories, on both backends. Returns 1 when any of them failed. */
function runStories(): number {
  const ended = spawnSync(
    process.execPath,
    ["node_modules/@playwright/test/cli.js", "test", "faults-(quota|wiped|versions|clock)"],
    { stdio: "inherit", env: { ...process.env, EVERY_BACKEND: "yes" } },
  )
  return ended.status === 0 ? 0 : 1
}

/** Every planted fault on both backends: how many were not noticed, or not for what they are. */
async function countMissedPlants(seed: number): Promise<number> {
  let missed = 0
  for (const backend of backends) {
    for (const { plant, saysOf } of plants) {
      const { rounds, faults } = await runKills({ backend, seed, rounds: killsToNotice, plant })
      const noticed = faults.find((fault) => saysOf.test(fault))
      if (noticed === undefined) missed += 1
      const how = noticed === undefined ? "NOT noticed" : `noticed at kill ${rounds}: ${noticed}`
      console.log(`planted in ${backend.name}, ${plant.name}: ${how}`)
    }
  }
  return missed
}
