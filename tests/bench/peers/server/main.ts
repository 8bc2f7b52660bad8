import { once } from "node:events"
import { readFile } from "node:fs/promises"
import { createServer, type ServerResponse } from "node:http"
import { join } from "node:path"

import type { Ground, Served } from "./part.ts"

/**
 * `main.ts <system> <folder of the page> <folder for data> <seconds> <spaces>`: serves a page and one system from one origin, so that no
 * system pays for asking whether it may. Tells its parent the port, and how many marks it holds.
 */
const systems: Readonly<Record<string, () => Promise<(ground: Ground) => Served>>> = {
  pouchdb: async () => (await import("./pouchdb.ts")).servePouchDb,
  rxdb: async () => (await import("./rxdb.ts")).serveRxDb,
  yjs: async () => (await import("./yjs.ts")).serveYjs,
  tinybase: async () => (await import("./tinybase.ts")).serveTinyBase,
}

const [system = "", assets = "", data = "", timeoutSeconds = "", spaces = ""] =
  process.argv.slice(2)
const load = systems[system]
if (load === undefined) throw new Error(`No such system: ${system}`)

// As the product keeps them. Node's 5 seconds are as long as a batch of PouchDB's takes on a slow line, and
// it gives up when its next request meets a connection that is just being closed.
const server = createServer({ keepAliveTimeout: 65_000 })
const serve = await load()
const served = serve({
  server,
  data,
  timeoutSeconds: Number(timeoutSeconds),
  spaces: spaces.split(","),
  holds: (marks) => process.send?.({ marks }),
})
server.on("request", (asked, answer) => {
  const path = asked.url?.split("?")[0] ?? "/"
  if (/\.(html|js)$/.test(path)) void sendFile(answer, join(assets, path))
  else served.answering(asked, answer)
})
server.listen(0, "127.0.0.1")
await once(server, "listening")
const address = server.address()
if (address === null || typeof address === "string") throw new Error("no port")
await served.listening?.(address.port)
process.send?.({ port: address.port })
// A benchmark that was interrupted leaves no server behind.
process.on("disconnect", () => process.exit())

async function sendFile(answer: ServerResponse, path: string): Promise<void> {
  const bytes = await readFile(path).catch(() => undefined)
  const type = path.endsWith(".html") ? "text/html" : "text/javascript"
  answer.writeHead(bytes === undefined ? 404 : 200, { "content-type": type })
  answer.end(bytes)
}
