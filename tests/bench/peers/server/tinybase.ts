import { fork } from "node:child_process"
import { join } from "node:path"
import { DatabaseSync } from "node:sqlite"

import { createMergeableStore } from "tinybase/mergeable-store"
import { createSqliteNodePersister } from "tinybase/persisters/persister-sqlite-node"
import { createWsServer } from "tinybase/synchronizers/synchronizer-ws-server"
import { WebSocketServer } from "ws"

import type { Ground, Served } from "./part.ts"

const table = "lessons"
/**
 * TinyBase's own server with its own persister, over SQLite with the durability of the product's. What its first client
 * answers waits until the server is ready, and the server is ready when it has waited out its own time-out for that
 * answer; so an idle client comes first, and nobody is measured before the server is ready.
 */
export function serveTinyBase({ server, data, timeoutSeconds, spaces, holds }: Ground): Served {
  const database = new DatabaseSync(join(data, "tinybase.sqlite"))
  database.exec("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;")
  const ready = new Set<string>()
  let becomeReady = (): void => undefined
  const allReady = new Promise<void>((resolve) => {
    becomeReady = resolve
  })
  createWsServer(
    new WebSocketServer({ server }),
    (space) => [
      createSqliteNodePersister(createMergeableStore(), database, space),
      (store) => {
        const tell = (): void =>
          holds(
            store
              .getRowIds(table)
              .reduce((sum, row) => sum + store.getCellIds(table, row).length, 0),
          )
        store.addTableListener(table, tell)
        ready.add(space)
        if (ready.size === spaces.length) becomeReady()
      },
    ],
    (reason) => {
      if (ready.size === spaces.length) console.error(reason)
    },
    timeoutSeconds,
  )
  return {
    answering: (_asked, answer) => answer.writeHead(404).end(),
    listening: async (port) => {
      const idle = join(import.meta.dirname, "tinybase-idle.ts")
      for (const space of spaces) fork(idle, [`ws://127.0.0.1:${port}/${space}`])
      await allReady
    },
  }
}
