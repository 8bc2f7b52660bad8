import { createServer, type Server } from "node:http"

import { getRequestListener, type HttpBindings } from "@hono/node-server"

import type { App } from "./app.ts"

export interface Patience {
  /** Headers within this time, the whole request within the next: a slow sender must not hold a connection. */
  readonly headersMs: number
  readonly requestMs: number
  /** Node looks for connections that are too slow only so often; by default every half minute. */
  readonly checkEveryMs: number
  /** A connection on which nothing moves: longer than the pause between the heartbeats of a stream of events. */
  readonly stillMs: number
}

const patience: Patience = {
  headersMs: 10_000,
  requestMs: 15_000,
  checkEveryMs: 2_000,
  stillMs: 60_000,
}
/** On SIGTERM requests under way may finish for so long. */
const farewellMsMax = 8_000

export interface Listening {
  readonly port: number
  /** Takes no new requests, lets those under way finish, and resolves when none is left. */
  stop(): Promise<void>
}

export interface Place {
  readonly port: number
  readonly host: string
  readonly behindTls: boolean
}

export async function listen(
  app: App,
  place: Place,
  { headersMs, requestMs, checkEveryMs, stillMs }: Patience = patience,
): Promise<Listening> {
  const listener = getRequestListener((request, bindings) =>
    app.fetch(request, addressOf(bindings, place.behindTls)),
  )
  const server = createServer(
    {
      headersTimeout: headersMs,
      requestTimeout: requestMs,
      connectionsCheckingInterval: checkEveryMs,
      // Longer than a proxy's own, or it reuses a connection that is just being closed.
      keepAliveTimeout: 65_000,
    },
    (incoming, outgoing) => {
      void listener(incoming, outgoing)
    },
  )
  server.timeout = stillMs
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject)
    server.listen(place.port, place.host, resolve)
  })
  const address = server.address()
  const port = typeof address === "object" && address !== null ? address.port : place.port
  return {
    port,
    stop: () => {
      app.endStreams()
      return stop(server)
    },
  }
}

function stop(server: Server): Promise<void> {
  return new Promise((resolve) => {
    const impatience = setTimeout(() => server.closeAllConnections(), farewellMsMax)
    server.close(() => {
      clearTimeout(impatience)
      resolve()
    })
    server.closeIdleConnections()
  })
}

/** Behind a proxy every connection comes from it; the last address it adds is the one it saw. */
function addressOf(bindings: Pick<HttpBindings, "incoming"> | object, behindTls: boolean): string {
  if (!("incoming" in bindings)) return ""
  const incoming = bindings.incoming
  const forwarded = behindTls ? incoming.headers["x-forwarded-for"] : undefined
  const last = (Array.isArray(forwarded) ? forwarded.join(",") : forwarded)?.split(",").at(-1)
  return last?.trim() || (incoming.socket.remoteAddress ?? "")
}
