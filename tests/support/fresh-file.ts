// Gives the process IndexedDB's global classes; must come before the factory below is put in place.
import "fake-indexeddb/auto"
import { Dexie } from "dexie"
import { IDBFactory, IDBKeyRange } from "fake-indexeddb"
import { afterAll, vi } from "vitest"

/**
 * Test files share processes and what they have loaded (a new one for each took up to a second of processor time), but
 * nothing else: each begins with an empty disk, and what it has put in the place of globals goes with it. Dexie is told
 * of the disk, as it looks for IndexedDB only once, when it is loaded.
 */
const indexedDB = new IDBFactory()
Object.assign(globalThis, { indexedDB })
Object.assign(Dexie.dependencies, { indexedDB, IDBKeyRange })

afterAll(() => {
  vi.useRealTimers()
  vi.restoreAllMocks()
  vi.unstubAllGlobals()
  vi.unstubAllEnvs()
})
