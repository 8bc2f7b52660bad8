import { randomBytes } from "node:crypto"

import { createApp } from "#/server/app.ts"
import { setupLink } from "#/server/links.ts"
import { listen } from "#/server/listen.ts"
import { createPostgresStore } from "#/server/postgres-store.ts"
import type { Services } from "#/server/services.ts"
import { createSqliteStore } from "#/server/sqlite-store.ts"
import type { Store } from "#/server/store.ts"

import { executionerFor } from "./executioner.ts"
import { appWithFailpoints, Failpoints, storeWithFailpoints, type Failpoint } from "./failpoint.ts"
import { storeWithFault, type Planted } from "./planted.ts"

/** `cluster` is the data folder of the PostgreSQL that is to be killed. */
export type StoreOrder =
  | { readonly kind: "sqlite"; readonly file: string }
  | {
      readonly kind: "postgres"
      readonly url: string
      readonly ownerUrl: string
      readonly adminUrl: string
      readonly cluster: string
    }

/** The server's own parts as main.ts puts them together, with failpoints around the ports. */
export interface ProcessOrder {
  readonly port: number
  readonly store: StoreOrder
  /** Where the process writes down what it was at when somebody died. */
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

async function run(order: ProcessOrder): Promise<void> {
  const real = await openStore(order.store)
  const points = new Failpoints(executionerFor(order.store, order.notes))
  const store =
    order.planted === undefined ? real : storeWithFault(real, order.planted, () => points.isArmed())
  let aheadMs = 0
  const services: Services = {
    store: storeWithFailpoints(store, points),
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
    await points.arm(failpoint)
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

async function openStore(store: StoreOrder): Promise<Store> {
  return store.kind === "sqlite" ? createSqliteStore(store.file) : createPostgresStore(store)
}

await run(JSON.parse(process.argv[2] ?? "") as ProcessOrder)
