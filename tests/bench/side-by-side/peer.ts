import { spawn, type ChildProcess } from "node:child_process"
import { once } from "node:events"
import { mkdtemp, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"

import { openPage } from "#tests/bench/browser.ts"
import { spaces, type Space } from "#tests/bench/peers/page/space.ts"
import type { Way } from "#tests/bench/peers/page/way.ts"

import { must } from "#/base/assert.ts"

import type { Client, Running } from "./system.ts"
import type { Place } from "./us.ts"

type Told = { readonly port?: number; readonly marks?: number }

/** A peer: its server in a process and a folder of its own, as ours. */
export async function runPeer(place: Place, way: Way): Promise<Running> {
  const data = await mkdtemp(join(tmpdir(), "bortzhurnal-peer-"))
  const server = spawn(
    process.execPath,
    [
      "tests/bench/peers/server/main.ts",
      way.split("-")[0] ?? way,
      place.pages,
      data,
      String(place.timeoutSeconds),
      spaces.join(","),
    ],
    { stdio: ["ignore", "inherit", "inherit", "ipc"] },
  )
  const port = await told(server, ({ port: found }) => found)
  place.leadTo(port)
  return {
    pid: must(server.pid, "the server runs"),
    client: (space) => openClient(place, { way, space }, server),
    stop: async () => {
      const gone = once(server, "exit")
      server.kill("SIGKILL")
      await gone
      await rm(data, { recursive: true, force: true })
    },
  }
}

/** Yjs and TinyBase give no receipt: their push has ended when their server says that it holds everything. */
const silent: ReadonlySet<Way> = new Set<Way>(["yjs", "tinybase"])

async function openClient(
  { browser, url, jobs }: Place,
  { way, space }: { readonly way: Way; readonly space: Space },
  server: ChildProcess,
): Promise<Client> {
  const page = await openPage(browser, `${url}/peers/page/peers.html`)
  await page.evaluate((chosen) => peers.open(chosen.way, chosen.space), { way, space })
  const job = jobs[space]
  const all = job.held.marks
  return {
    page,
    write: () => page.evaluate((lessons) => peers.write(lessons), job.lessons),
    push: async () => {
      const arrived = silent.has(way)
        ? told(server, ({ marks }) => (marks === all ? true : undefined))
        : undefined
      await page.evaluate(() => peers.push())
      await arrived
    },
    pull: () => page.evaluate((marks) => peers.pull(marks), all),
    held: () => page.evaluate(() => peers.held()),
    leave: async () => {
      await page.evaluate(() => peers.leave())
      await page.context().close()
    },
  }
}

/** The first thing of this kind that a server tells. */
function told<T>(server: ChildProcess, find: (message: Told) => T | undefined): Promise<T> {
  return new Promise((resolve, reject) => {
    const hear = (message: Told): void => {
      const found = find(message)
      if (found === undefined) return
      server.off("message", hear)
      server.off("exit", gone)
      resolve(found)
    }
    const gone = (): void =>
      reject(new Error(`The server of a peer ended: ${server.exitCode ?? server.signalCode}.`))
    server.on("message", hear)
    server.on("exit", gone)
  })
}
