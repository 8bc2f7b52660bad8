import { setTimeout as pause } from "node:timers/promises"

import { braked, type Brake } from "#tests/bench/browser.ts"
import type { Figures } from "#tests/bench/rounds.ts"
import { cpuMsOf } from "#tests/bench/server-cpu.ts"

import { unbraked, type Line, type Speed } from "./line.ts"
import type { Client, Job, Running } from "./system.ts"

/** What stands between a system and a fast machine on a fast line. */
export type Condition = {
  readonly name: "full" | "slow"
  readonly title: string
  readonly cpu: Brake
  readonly speed: Speed
  /** How long an answer may be under way: enough for the largest on this line. */
  readonly timeoutSeconds: number
}

type Measuring = {
  readonly line: Line
  readonly condition: Condition
  readonly job: Job
}

/**
 * Somebody else does the very job before, in a room, a database or a school year of its own, and leaves: what is
 * measured is a server at work, as it is all day, and not one that has just started.
 */
export async function warmUp(running: Running, job: Job): Promise<void> {
  const writer = await running.client("before")
  await writer.write()
  await writer.push()
  const reader = await running.client("before")
  await reader.pull()
  await mustHold(reader, job)
  for (const client of [writer, reader]) await client.leave()
}

/** One system does the job once: written offline by one client, pushed, pulled by a fresh one, compared. */
export async function doJob(running: Running, measuring: Measuring): Promise<Figures> {
  const { job } = measuring
  const writer = await running.client("measured")
  const writes = await braked(writer.page, measuring.condition.cpu, () => writer.write())
  measuring.line.cut(0)
  const pushed = await over(running, writer, measuring, () => writer.push())
  const pushedAt = performance.now()
  await mustHold(writer, job)
  const reader = await running.client("measured")
  measuring.line.cut(pushedAt)
  const pulled = await over(running, reader, measuring, () => reader.pull())
  await mustHold(reader, job)
  // Only now: a server that keeps its documents in memory while somebody is connected need not read them anew.
  for (const client of [writer, reader]) await client.leave()
  return {
    writes,
    push: pushed.ms,
    pushUp: pushed.up,
    pushDown: pushed.down,
    pull: pulled.ms,
    pullUp: pulled.up,
    pullDown: pulled.down,
    pushAndPull: pushed.ms + pulled.ms,
    bytes: pushed.up + pushed.down + pulled.up + pulled.down,
    cpu: pushed.cpu + pulled.cpu,
  }
}

type Step = {
  readonly ms: number
  readonly up: number
  readonly down: number
  readonly cpu: number
}

async function over(
  { pid }: Running,
  { page }: Client,
  { line, condition }: Measuring,
  run: () => Promise<void>,
): Promise<Step> {
  return braked(page, condition.cpu, async () => {
    // A browser takes a moment to see that its connections are gone.
    await pause(100)
    line.become(condition.speed)
    const [sent, spent] = [line.counted(), cpuMsOf(pid)]
    const began = performance.now()
    await run()
    const ms = performance.now() - began
    line.become(unbraked)
    const after = line.counted()
    return {
      ms,
      up: after.up - sent.up,
      down: after.down - sent.down,
      cpu: (cpuMsOf(pid) ?? Number.NaN) - (spent ?? Number.NaN),
    }
  })
}

/** A benchmark of something that did not happen would be the fastest of all. */
async function mustHold(client: Client, { held }: Job): Promise<void> {
  const found = await client.held()
  if (found.digest !== held.digest) {
    throw new Error(`A client holds ${found.marks} marks of ${held.marks}, or others.`)
  }
}
