// Gives the process IndexedDB's global classes; must come before the factory below is put in place.
import "fake-indexeddb/auto"
import { Dexie } from "dexie"
import { IDBFactory, IDBKeyRange } from "fake-indexeddb"

/**
 * Test files share processes and what they have loaded (a new one for each took a second of processor time), but not
 * the disk: each begins with an empty one. Dexie is told, as it looks for IndexedDB only once, when it is loaded.
 */
const indexedDB = new IDBFactory()
Object.assign(globalThis, { indexedDB })
Object.assign(Dexie.dependencies, { indexedDB, IDBKeyRange })
