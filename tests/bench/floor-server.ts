import { once } from "node:events"
import { mkdtemp, readFile, rm } from "node:fs/promises"
import { createServer, type IncomingMessage, type ServerResponse } from "node:http"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { gunzipSync, gzipSync } from "node:zlib"

import { assert } from "#/base/assert.ts"
import { openDatabase } from "#/server/database.ts"

/** What any server must do with the same bytes: unpack, parse, put rows in one durable transaction, answer. */
export type FloorServer = {
  readonly url: string
  /** The answers that are fetched, in order. */
  readonly tell: (answers: readonly string[]) => void
  readonly close: () => Promise<void>
}

export async function startFloorServer(assets: string): Promise<FloorServer> {
  const folder = await mkdtemp(join(tmpdir(), "bortzhurnal-floor-"))
  const database = openDatabase(join(folder, "floor.sqlite"))
  database.exec("CREATE TABLE ops (n INTEGER PRIMARY KEY, body TEXT NOT NULL) STRICT")
  const insert = database.prepare("INSERT INTO ops (body) VALUES (?)")
  let answers: readonly string[] = []

  const store = (body: string): void => {
    const { ops }: { ops: readonly unknown[] } = JSON.parse(body)
    database.exec("BEGIN IMMEDIATE")
    for (const op of ops) insert.run(JSON.stringify(op))
    database.exec("COMMIT")
  }
  const serve = async (asked: IncomingMessage, answer: ServerResponse): Promise<void> => {
    const path = asked.url ?? "/"
    if (path === "/floor/push") {
      store(gunzipSync(Buffer.concat(await asked.toArray())).toString())
      sendJson(answer, JSON.stringify({ receipts: "applied" }))
    } else if (path.startsWith("/floor/pull/")) {
      await asked.toArray()
      sendJson(answer, answers[Number(path.slice(12))] ?? "{}")
    } else {
      await sendFile(answer, join(assets, path))
    }
  }
  const server = createServer((asked, answer) => {
    void serve(asked, answer)
  }).listen(0, "127.0.0.1")
  await once(server, "listening")
  const address = server.address()
  assert(address !== null && typeof address === "object", "a bound socket has an address")
  return {
    url: `http://127.0.0.1:${address.port}`,
    tell: (next) => {
      answers = next
    },
    close: async () => {
      server.closeAllConnections()
      server.close()
      await once(server, "close")
      database.close()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

function sendJson(answer: ServerResponse, text: string): void {
  answer.writeHead(200, { "content-type": "application/json", "content-encoding": "gzip" })
  answer.end(gzipSync(text))
}

async function sendFile(answer: ServerResponse, path: string): Promise<void> {
  const bytes = await readFile(path).catch(() => undefined)
  const type = path.endsWith(".html") ? "text/html" : "text/javascript"
  answer.writeHead(bytes === undefined ? 404 : 200, { "content-type": type })
  answer.end(bytes)
}
