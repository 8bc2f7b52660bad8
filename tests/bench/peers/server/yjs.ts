import { getYDoc, setPersistence, setupWSConnection } from "@y/websocket-server/utils"
import { WebSocketServer } from "ws"
import { LeveldbPersistence } from "y-leveldb"
import { applyUpdate, encodeStateAsUpdate, type Map as YMap } from "yjs"

import type { Ground, Served } from "./part.ts"

/** The server of y-websocket as it is, with its own persistence in LevelDB. */
export function serveYjs({ server, data, holds }: Ground): Served {
  const level = new LeveldbPersistence(data)
  setPersistence({
    provider: level,
    // Word for word what the server does when YPERSISTENCE is set; set here, because it is read before we run.
    bindState: async (name, doc) => {
      const persisted = await level.getYDoc(name)
      void level.storeUpdate(name, encodeStateAsUpdate(doc))
      applyUpdate(doc, encodeStateAsUpdate(persisted))
      doc.on("update", (update) => {
        void level.storeUpdate(name, update)
      })
    },
    writeState: () => Promise.resolve(),
  })
  new WebSocketServer({ server }).on("connection", (socket, asked) => {
    setupWSConnection(socket, asked)
    // The room stands in the address, as this server reads it.
    const doc = getYDoc(asked.url?.slice(1) ?? "")
    const lessons = doc.getMap<YMap<string>>("lessons")
    doc.on("update", () => {
      holds([...lessons.values()].reduce((sum, marks) => sum + marks.size, 0))
    })
  })
  return { answering: (_asked, answer) => answer.writeHead(404).end() }
}
