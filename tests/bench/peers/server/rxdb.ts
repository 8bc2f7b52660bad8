import type { IncomingMessage, ServerResponse } from "node:http"
import { basename, dirname, join } from "node:path"
import { DatabaseSync } from "node:sqlite"
import { isDeepStrictEqual } from "node:util"
import { gunzipSync, gzipSync } from "node:zlib"

import type { Ground, Served } from "./part.ts"

type Stored = { readonly id: string }
type Row = { readonly newDocumentState: Stored; readonly assumedMasterState?: Stored }

/**
 * RxDB brings the client; its documentation describes the server that replication over HTTP needs. This is that server,
 * small, on SQLite with the journal and the durability of the product's own.
 */
export function serveRxDb({ data, spaces }: Ground): Served {
  const kept = new Map(spaces.map((space) => [`/rx/${space}`, keep(join(data, `${space}.sqlite`))]))

  const answer = async (asked: IncomingMessage, to: ServerResponse): Promise<void> => {
    const { pathname, searchParams } = new URL(asked.url ?? "/", "http://peers.test")
    const documents = kept.get(dirname(pathname))
    if (documents === undefined) {
      to.writeHead(404).end()
    } else if (basename(pathname) === "push") {
      const rows = JSON.parse(gunzipSync(Buffer.concat(await asked.toArray())).toString())
      sendJson(to, JSON.stringify(documents.push(rows)))
    } else {
      const [from, limit] = [Number(searchParams.get("after")), Number(searchParams.get("limit"))]
      sendJson(to, documents.pull(from, limit))
    }
  }
  return {
    answering: (asked, to) => {
      void answer(asked, to)
    },
  }
}

type Kept = {
  readonly push: (rows: readonly Row[]) => readonly Stored[]
  readonly pull: (from: number, limit: number) => string
}

function keep(file: string): Kept {
  const database = new DatabaseSync(file)
  database.exec(`
    PRAGMA journal_mode = WAL;
    PRAGMA synchronous = FULL;
    CREATE TABLE documents (id TEXT PRIMARY KEY, seq INTEGER NOT NULL UNIQUE, body TEXT NOT NULL) STRICT;
  `)
  const byId = database.prepare("SELECT body FROM documents WHERE id = ?")
  const newest = database.prepare("SELECT coalesce(max(seq), 0) AS seq FROM documents")
  const put = database.prepare("INSERT OR REPLACE INTO documents (id, seq, body) VALUES (?, ?, ?)")
  const after = database.prepare(
    "SELECT seq, body FROM documents WHERE seq > ? ORDER BY seq LIMIT ?",
  )

  const push = (rows: readonly Row[]): readonly Stored[] => {
    const conflicts: Stored[] = []
    database.exec("BEGIN IMMEDIATE")
    let seq = Number(newest.get()?.["seq"])
    for (const { newDocumentState, assumedMasterState } of rows) {
      const found = byId.get(newDocumentState.id)?.["body"]
      const master: Stored | undefined = found === undefined ? found : JSON.parse(String(found))
      if (isDeepStrictEqual(master, assumedMasterState)) {
        put.run(newDocumentState.id, (seq += 1), JSON.stringify(newDocumentState))
      } else if (master !== undefined) {
        conflicts.push(master)
      }
    }
    database.exec("COMMIT")
    return conflicts
  }

  const pull = (from: number, limit: number): string => {
    const rows = after.all(from, limit)
    const documents = rows.map(({ body }) => body).join(",")
    return `{"documents":[${documents}],"checkpoint":{"seq":${Number(rows.at(-1)?.["seq"] ?? from)}}}`
  }

  return { push, pull }
}

function sendJson(answer: ServerResponse, text: string): void {
  answer.writeHead(200, { "content-type": "application/json", "content-encoding": "gzip" })
  answer.end(gzipSync(text))
}
