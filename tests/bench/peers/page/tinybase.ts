import { createMergeableStore, type MergeableStore } from "tinybase/mergeable-store"
import { createIndexedDbPersister } from "tinybase/persisters/persister-indexed-db"
import { createWsSynchronizer } from "tinybase/synchronizers/synchronizer-ws-client"

import { lineOf } from "./job.ts"
import type { Peer } from "./peer.ts"
import type { Space } from "./space.ts"

/** Its default of one second is too short for all marks on a slow line: the system would give up. */
const requestTimeoutSeconds = 300
const table = "lessons"

/** One mergeable store: a row a lesson, in it a cell a mark. */
export async function openTinyBase(space: Space): Promise<Peer> {
  const store = createMergeableStore()
  const persister = createIndexedDbPersister(store, "marks")
  await persister.save()
  let leave = (): Promise<void> => Promise.resolve()
  const start = async (): Promise<void> => {
    const socket = new WebSocket(`ws://${location.host}/${space}`)
    const synchronizer = await createWsSynchronizer(store, socket, requestTimeoutSeconds)
    leave = async () => {
      await synchronizer.destroy()
    }
    await synchronizer.startSync()
  }
  return {
    save: async ({ id, marks }) => {
      store.setRow(table, id, Object.fromEntries(marks))
      await persister.save()
    },
    push: start,
    pull: async (marks) => {
      const come = allCome(store, marks)
      await start()
      await come
      await persister.save()
    },
    lines: () =>
      Promise.resolve(
        Object.entries(store.getTable(table)).flatMap(([id, marks]) =>
          Object.entries(marks).map((mark) => lineOf(id, mark)),
        ),
      ),
    leave: () => leave(),
  }
}

function allCome(store: MergeableStore, marks: number): Promise<void> {
  return new Promise((resolve) => {
    store.addTableListener(table, () => {
      const come = store
        .getRowIds(table)
        .reduce((sum, row) => sum + store.getCellIds(table, row).length, 0)
      if (come >= marks) resolve()
    })
  })
}
