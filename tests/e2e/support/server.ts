import { spawn, type ChildProcess } from "node:child_process"
import { once } from "node:events"
import { mkdtemp, rm } from "node:fs/promises"
import { createServer } from "node:net"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { setTimeout as pause } from "node:timers/promises"

import { assert } from "#/base/assert.ts"

/** It takes half a second; the rest is patience with a machine that does other work too. */
const healthyWithinMs = 60_000
const askAgainMs = 25

export type ServerOptions = {
  /** A built app to serve instead of `dist`. */
  readonly assets?: string
  readonly flags?: readonly string[]
  /** Beside this process's own, e.g. DATABASE_URL. */
  readonly environment?: Readonly<Record<string, string>>
}

/** With these options the server's clock goes ahead of the machine's: what a day changes need not be waited for. */
export function clockAhead(byMs: number): ServerOptions {
  const script = `const now = Date.now; Date.now = () => now() + ${byMs}`
  const address = `data:text/javascript,${encodeURIComponent(script)}`
  return { environment: { NODE_OPTIONS: `--import=${address}` } }
}

/** The real server in a process of its own, with a data folder of its own. */
export type TestServer = {
  readonly port: number
  readonly url: string
  readonly dataFolder: string
  /** The link of the first start, as the server printed it. */
  readonly setupLink: () => Promise<string>
  /** Pulls the plug: SIGKILL, nothing is flushed or said good-bye to. */
  readonly kill: () => Promise<void>
  /** Starts it again on the same port and data folder, by default with the same options. */
  readonly restart: (options?: ServerOptions) => Promise<void>
  /** Ends it and removes its data. */
  readonly stop: () => Promise<void>
}

export async function startServer(first: ServerOptions = {}): Promise<TestServer> {
  const port = await freePort()
  const dataFolder = await mkdtemp(join(tmpdir(), "bortzhurnal-server-"))
  let options = first
  let running = await launch({ port, dataFolder, options })

  const kill = async (): Promise<void> => {
    const { child } = running
    if (child.exitCode !== null || child.signalCode !== null) return
    const gone = once(child, "exit")
    child.kill("SIGKILL")
    await gone
  }
  return {
    port,
    url: `http://127.0.0.1:${port}`,
    dataFolder,
    setupLink: () => running.setupLink,
    kill,
    restart: async (other = options) => {
      await kill()
      options = other
      running = await launch({ port, dataFolder, options })
    },
    stop: async () => {
      await kill()
      await rm(dataFolder, { recursive: true, force: true })
    },
  }
}

type Launch = {
  readonly port: number
  readonly dataFolder: string
  readonly options: ServerOptions
}

type Running = { readonly child: ChildProcess; readonly setupLink: Promise<string> }

async function launch({ port, dataFolder, options }: Launch): Promise<Running> {
  const origin = `http://127.0.0.1:${port}`
  const args = ["src/server/main.ts", "--port", String(port), "--data", dataFolder]
  args.push("--origin", origin)
  if (options.assets !== undefined) args.push("--assets", options.assets)
  const child = spawn(process.execPath, [...args, ...(options.flags ?? [])], {
    stdio: ["ignore", "pipe", "pipe"],
    env: { ...process.env, ...options.environment },
  })
  const said: string[] = []
  child.stderr?.setEncoding("utf8").on("data", (text: string) => said.push(text))
  const setupLink = printed(child, /http\S+\/start#\S+/)
  await healthy(child, port).catch((reason: unknown) => {
    child.kill("SIGKILL")
    throw new Error(`The server did not start.\n${said.join("")}`, { cause: reason })
  })
  return { child, setupLink }
}

/** The first text of this form that the server prints. Stays open for ever when it never does. */
function printed(child: ChildProcess, form: RegExp): Promise<string> {
  const said: string[] = []
  return new Promise((resolve) => {
    child.stdout?.setEncoding("utf8").on("data", (text: string) => {
      said.push(text)
      const found = form.exec(said.join(""))
      if (found !== null) resolve(found[0])
    })
  })
}

async function healthy(child: ChildProcess, port: number): Promise<void> {
  const deadline = Date.now() + healthyWithinMs
  while (Date.now() < deadline) {
    assert(child.exitCode === null, `the server lives (it ended with ${child.exitCode})`)
    const answer = await fetch(`http://127.0.0.1:${port}/api/health`).catch(() => undefined)
    if (answer?.ok === true) return
    await pause(askAgainMs)
  }
  throw new Error(`No health after ${healthyWithinMs} ms.`)
}

/** A port nobody listens on. Taken again at once, so two tests do not get the same one. */
export async function freePort(): Promise<number> {
  const probe = createServer().listen(0, "127.0.0.1")
  await once(probe, "listening")
  const address = probe.address()
  assert(address !== null && typeof address === "object", "a bound socket has an address")
  probe.close()
  await once(probe, "close")
  return address.port
}
