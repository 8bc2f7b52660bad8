import { IndexeddbPersistence } from "y-indexeddb"
import { WebsocketProvider } from "y-websocket"
import { Doc, Map as YMap } from "yjs"

import { lineOf } from "./job.ts"
import type { Peer } from "./peer.ts"
import type { Space } from "./space.ts"
import { allWritten } from "./transactions.ts"

/** One Yjs document, in it a map for each lesson: merged mark by mark, and smaller than one flat map. */
export async function openYjs(space: Space): Promise<Peer> {
  const doc = new Doc()
  const lessons = doc.getMap<YMap<string>>("lessons")
  await new IndexeddbPersistence("marks", doc).whenSynced
  const provider = new WebsocketProvider(`ws://${location.host}`, space, doc, {
    connect: false,
    disableBc: true,
  })
  const synced = (): Promise<void> =>
    new Promise((resolve) => {
      provider.once("sync", () => resolve())
      provider.connect()
    })
  return {
    save: async ({ id, marks }) => {
      doc.transact(() => lessons.set(id, new YMap(marks)))
      await allWritten()
    },
    push: synced,
    pull: async (marks) => {
      // Its server says that it is in sync before it has read its own disk; the marks come after that.
      const come = allCome(doc, lessons, marks)
      await synced()
      await come
      await allWritten()
    },
    lines: () =>
      Promise.resolve(
        [...lessons].flatMap(([id, marks]) => [...marks].map((mark) => lineOf(id, mark))),
      ),
    leave: () => {
      provider.destroy()
      return Promise.resolve()
    },
  }
}

function allCome(doc: Doc, lessons: YMap<YMap<string>>, marks: number): Promise<void> {
  return new Promise((resolve) => {
    doc.on("update", () => {
      const come = [...lessons.values()].reduce((sum, lesson) => sum + lesson.size, 0)
      if (come >= marks) resolve()
    })
  })
}
