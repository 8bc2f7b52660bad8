import { fork, type ChildProcess } from "node:child_process"
import { once } from "node:events"
import { setTimeout as pause } from "node:timers/promises"

import type { Failpoint } from "./failpoint.ts"
import type { FromProcess, ProcessOrder, ToProcess } from "./process.ts"

const readyWithinMs = 30_000
const askAgainMs = 5

/** The server's process as its parent holds it. */
export class ServerProcess {
  readonly order: ProcessOrder
  /** What went wrong inside, as the server's log told it. */
  readonly faults: string[] = []
  setupLink = ""
  #child: ChildProcess | undefined
  #gone: Promise<unknown> = Promise.resolve()

  constructor(order: ProcessOrder) {
    this.order = order
  }

  get url(): string {
    return `http://127.0.0.1:${this.order.port}`
  }

  get isAlive(): boolean {
    return this.#child !== undefined
  }

  /** Starts it and returns after how many milliseconds it answered out of its database. */
  async start(): Promise<number> {
    const begunAt = performance.now()
    const child = fork(new URL("./process.ts", import.meta.url), [JSON.stringify(this.order)], {
      stdio: ["ignore", "ignore", "inherit", "ipc"],
      execArgv: [],
    })
    this.#child = child
    this.#gone = once(child, "exit")
    child.once("exit", () => {
      if (this.#child === child) this.#child = undefined
    })
    const ready = answer(child, "ready")
    child.on("message", (said: FromProcess) => {
      if (said.kind === "fault") this.faults.push(`${said.status} ${said.fault}`)
    })
    await this.healthy()
    const readyMs = performance.now() - begunAt
    const { setupLink } = await ready
    if (setupLink !== null) this.setupLink = setupLink
    return readyMs
  }

  /** Waits until it answers out of its database. */
  async healthy(): Promise<void> {
    const deadline = performance.now() + readyWithinMs
    while (performance.now() < deadline) {
      if (this.#child === undefined) throw new Error("the server ended while it started")
      const health = await fetch(`${this.url}/api/health`).catch(() => undefined)
      await health?.arrayBuffer().catch(() => undefined)
      if (health?.ok === true) return
      await pause(askAgainMs)
    }
    throw new Error(`no health after ${readyWithinMs} ms`)
  }

  async arm(failpoint: Failpoint): Promise<void> {
    const child = this.#child
    if (child === undefined) throw new Error("only a living server is armed")
    const armed = answer(child, "armed")
    const order: ToProcess = { kind: "arm", failpoint }
    child.send(order)
    await armed
  }

  async kill(): Promise<void> {
    this.#child?.kill("SIGKILL")
    await this.#gone
  }

  /** Whether it has died by itself within the time. */
  async diesWithin(ms: number): Promise<boolean> {
    return Promise.race([this.#gone.then(() => true), pause(ms, false, { ref: false })])
  }
}

function answer<Kind extends FromProcess["kind"]>(
  child: ChildProcess,
  kind: Kind,
): Promise<FromProcess & { readonly kind: Kind }> {
  return new Promise((resolve, reject) => {
    const end = (): void => reject(new Error(`the server ended before it was ${kind}`))
    const read = (said: FromProcess): void => {
      if (said.kind !== kind) return
      child.off("message", read)
      child.off("exit", end)
      resolve(said as FromProcess & { readonly kind: Kind })
    }
    child.on("message", read)
    child.on("exit", end)
  })
}
