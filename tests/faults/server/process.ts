import { randomBytes } from "node:crypto"
import { once } from "node:events"
import { appendFileSync } from "node:fs"
import { Worker } from "node:worker_threads"

import { createApp } from "#/server/app.ts"
import { setupLink } from "#/server/links.ts"
import { listen } from "#/server/listen.ts"
import type { Services } from "#/server/services.ts"
import { createSqliteStore } from "#/server/sqlite-store.ts"
import type { Store } from "#/server/store.ts"

import type { CheckpointOrder } from "./checkpoint.ts"
import {
  appWithFailpoints,
  Failpoints,
  storeWithFailpoints,
  type Executioner,
  type Failpoint,
} from "./failpoint.ts"
import { storeWithFault, type Planted } from "./planted.ts"

/** The server's own parts as main.ts puts them together, with failpoints around the ports. */
export interface ProcessOrder {
  readonly port: number
  readonly file: string
  /** Where the process writes down what it was at when it died. */
  readonly notes: string
  readonly planted?: Planted
  /** So far the server's clock jumps with each request: the limits of requests an hour are not what is tried. */
  readonly hurryMs?: number
}

export type ToProcess = { readonly kind: "arm"; readonly failpoint: Failpoint }
export type FromProcess =
  | { readonly kind: "ready"; readonly setupLink: string | null }
  | { readonly kind: "armed" }
  | { readonly kind: "fault"; readonly status: number; readonly fault: string }

const order = JSON.parse(process.argv[2] ?? "") as ProcessOrder

async function run(): Promise<void> {
  const store = openStore()
  const executioner = sqliteExecutioner()
  const points = new Failpoints(executioner)
  let aheadMs = 0
  const services: Services = {
    store: storeWithFailpoints(
      order.planted === undefined ? store : storeWithFault(store, order.planted),
      points,
    ),
    nowMs: () => Date.now() + aheadMs,
    randomBytes: (size) => randomBytes(size),
    log: ({ status, fault }) => {
      if (status >= 500) tell({ kind: "fault", status, fault: fault ?? "" })
    },
    assets: null,
    behindTls: false,
  }
  const app = appWithFailpoints(createApp(services), points)
  const hurried = {
    ...app,
    fetch: (request: Request, address?: string): Promise<Response> => {
      aheadMs += order.hurryMs ?? 0
      return app.fetch(request, address)
    },
  }
  await listen(hurried, { port: order.port, host: "127.0.0.1", behindTls: false })
  const arm = async ({ failpoint }: ToProcess): Promise<void> => {
    await executioner.prepare(failpoint)
    points.arm(failpoint)
    tell({ kind: "armed" })
  }
  process.on("message", (said: ToProcess) => void arm(said))
  process.on("disconnect", () => process.exit())
  const link = await setupLink(services, `http://127.0.0.1:${order.port}`)
  tell({ kind: "ready", setupLink: link ?? null })
}

function tell(message: FromProcess): void {
  process.send?.(message)
}

function openStore(): Store {
  return createSqliteStore(order.file)
}

interface PreparedExecutioner extends Executioner {
  /** Puts in place what this failpoint needs: not at the start, which is timed. */
  readonly prepare: (failpoint: Failpoint) => Promise<void>
}

function sqliteExecutioner(): PreparedExecutioner {
  const state = new Int32Array(new SharedArrayBuffer(4))
  let worker: Worker | undefined
  const kill = (): void => {
    process.kill(process.pid, "SIGKILL")
  }
  return {
    kill,
    killInCheckpoint: (waitMicros) => {
      worker?.postMessage("go")
      Atomics.wait(state, 0, 0)
      const until = performance.now() + waitMicros / 1_000
      while (performance.now() < until);
      if (Atomics.load(state, 0) === 1) appendFileSync(order.notes, "in-checkpoint\n")
      kill()
    },
    prepare: async ({ kind }) => {
      if (kind !== "in-checkpoint") return
      const workerData: CheckpointOrder = { file: order.file, state }
      worker = new Worker(new URL("./checkpoint.ts", import.meta.url), { workerData })
      worker.unref()
      await once(worker, "message")
    },
  }
}

await run()
