/**
 * What the benchmark uses of the peers' packages, and no more: they are installed only where `npm run bench:peers` has
 * run, and types and lint must say the same with and without them.
 */

declare module "pouchdb-browser" {
  import type { PouchDbClass } from "pouchdb-core"

  const PouchDB: PouchDbClass
  export default PouchDB
}

declare module "pouchdb-core" {
  // What a row holds is what was put: its reader says which.
  type Row<T> = { readonly doc: T }
  type Options = Readonly<Record<string, unknown>>

  interface Database {
    info(): Promise<unknown>
    bulkDocs(documents: readonly object[]): Promise<unknown>
    allDocs<T>(options: Options): Promise<{ readonly rows: readonly Row<T>[] }>
    readonly replicate: {
      to(remote: string, options: Options): Promise<Replicated>
      from(remote: string, options: Options): Promise<Replicated>
    }
  }
  interface Replicated {
    readonly doc_write_failures: number
  }
  export interface PouchDbClass {
    new (name: string, options?: Options): Database
    plugin(plugin: object): void
    defaults(options: Options): PouchDbClass
  }
  const PouchDB: PouchDbClass
  export default PouchDB
}

declare module "pouchdb-adapter-indexeddb" {
  const plugin: object
  export default plugin
}
declare module "pouchdb-adapter-http" {
  const plugin: object
  export default plugin
}
declare module "pouchdb-adapter-leveldb" {
  const plugin: object
  export default plugin
}
declare module "pouchdb-mapreduce" {
  const plugin: object
  export default plugin
}
declare module "pouchdb-replication" {
  const plugin: object
  export default plugin
}

declare module "express" {
  import type { RequestListener } from "node:http"

  type App = RequestListener & { use(path: string, app: RequestListener): void }
  export default function express(): App
}

declare module "express-pouchdb" {
  import type { RequestListener } from "node:http"

  import type { PouchDbClass } from "pouchdb-core"

  export default function expressPouchDb(
    PouchDB: PouchDbClass,
    options: { readonly mode: "minimumForPouchDB" },
  ): RequestListener
}

declare module "rxdb/plugins/core" {
  export interface RxCollection<T> {
    bulkInsert(documents: readonly T[]): Promise<{ readonly error: readonly unknown[] }>
    find(): { exec(): Promise<readonly { toJSON(): T }[]> }
  }
  interface RxDatabase {
    addCollections<T>(of: {
      readonly marks: { readonly schema: object }
    }): Promise<{ readonly marks: RxCollection<T> }>
  }
  export function createRxDatabase(options: {
    readonly name: string
    readonly storage: object
    readonly multiInstance: boolean
  }): Promise<RxDatabase>
}

declare module "rxdb/plugins/storage-dexie" {
  export function getRxStorageDexie(): object
}

declare module "rxdb/plugins/replication" {
  import type { RxCollection } from "rxdb/plugins/core"

  interface Options<T, C> {
    readonly collection: RxCollection<T>
    readonly replicationIdentifier: string
    readonly live: boolean
    readonly push?: {
      readonly batchSize: number
      readonly handler: (rows: readonly unknown[]) => Promise<T[]>
    }
    readonly pull?: {
      readonly batchSize: number
      readonly handler: (
        checkpoint: C | undefined,
        limit: number,
      ) => Promise<{ readonly documents: T[]; readonly checkpoint: C }>
    }
  }
  export function replicateRxCollection<T, C>(
    options: Options<T, C>,
  ): {
    readonly error$: { subscribe(hear: (reason: unknown) => void): unknown }
    awaitInitialReplication(): Promise<void>
  }
}

declare module "yjs" {
  export class Map<T> {
    constructor(entries?: readonly (readonly [string, T])[])
    readonly size: number
    set(key: string, value: T): void
    values(): IterableIterator<T>
    [Symbol.iterator](): IterableIterator<[string, T]>
  }
  export class Doc {
    getMap<T>(name: string): Map<T>
    transact(change: () => void): void
    on(event: "update", hear: (update: Uint8Array) => void): void
  }
  export function applyUpdate(doc: Doc, update: Uint8Array): void
  export function encodeStateAsUpdate(doc: Doc): Uint8Array
}

declare module "y-indexeddb" {
  import type { Doc } from "yjs"

  export class IndexeddbPersistence {
    constructor(name: string, doc: Doc)
    readonly whenSynced: Promise<unknown>
  }
}

declare module "y-websocket" {
  import type { Doc } from "yjs"

  export class WebsocketProvider {
    constructor(
      url: string,
      room: string,
      doc: Doc,
      options: { readonly connect: boolean; readonly disableBc: boolean },
    )
    connect(): void
    destroy(): void
    once(event: "sync", hear: () => void): void
  }
}

declare module "y-leveldb" {
  import type { Doc } from "yjs"

  export class LeveldbPersistence {
    constructor(folder: string)
    getYDoc(name: string): Promise<Doc>
    storeUpdate(name: string, update: Uint8Array): Promise<number>
  }
}

declare module "@y/websocket-server/utils" {
  import type { IncomingMessage } from "node:http"

  import type { WebSocketServer } from "ws"
  import type { LeveldbPersistence } from "y-leveldb"
  import type { Doc } from "yjs"

  export function getYDoc(name: string): Doc
  export function setPersistence(persistence: {
    readonly provider: LeveldbPersistence
    readonly bindState: (name: string, doc: Doc) => Promise<void>
    readonly writeState: () => Promise<void>
  }): void
  export function setupWSConnection(
    socket: Parameters<Parameters<WebSocketServer["on"]>[1]>[0],
    asked: IncomingMessage,
  ): void
}

declare module "ws" {
  import type { IncomingMessage, Server } from "node:http"

  interface Socket {
    close(): void
  }
  export class WebSocketServer {
    constructor(options: { readonly server: Server })
    on(event: "connection", hear: (socket: Socket, asked: IncomingMessage) => void): void
  }
}

declare module "tinybase/mergeable-store" {
  type Cells = Readonly<Record<string, string>>

  export interface MergeableStore {
    setRow(table: string, row: string, cells: Cells): void
    getTable(table: string): Readonly<Record<string, Cells>>
    getRowIds(table: string): readonly string[]
    getCellIds(table: string, row: string): readonly string[]
    addTableListener(table: string, hear: () => void): unknown
  }
  export function createMergeableStore(): MergeableStore
}

declare module "tinybase/persisters/persister-indexed-db" {
  import type { MergeableStore } from "tinybase/mergeable-store"

  export function createIndexedDbPersister(
    store: MergeableStore,
    name: string,
  ): { save(): Promise<unknown> }
}

declare module "tinybase/persisters/persister-sqlite-node" {
  import type { DatabaseSync } from "node:sqlite"

  import type { MergeableStore } from "tinybase/mergeable-store"

  interface Persister {
    readonly store: MergeableStore
  }
  export function createSqliteNodePersister(
    store: MergeableStore,
    database: DatabaseSync,
    table: string,
  ): Persister
}

declare module "tinybase/synchronizers/synchronizer-ws-client" {
  import type { MergeableStore } from "tinybase/mergeable-store"

  export function createWsSynchronizer(
    store: MergeableStore,
    socket: WebSocket,
    requestTimeoutSeconds?: number,
  ): Promise<{
    startSync(): Promise<unknown>
    stopSync(): Promise<unknown>
    destroy(): Promise<unknown>
  }>
}

declare module "tinybase/synchronizers/synchronizer-ws-server" {
  import type { MergeableStore } from "tinybase/mergeable-store"
  import type { createSqliteNodePersister } from "tinybase/persisters/persister-sqlite-node"
  import type { WebSocketServer } from "ws"

  export function createWsServer(
    sockets: WebSocketServer,
    persisterOf: (
      path: string,
    ) => [ReturnType<typeof createSqliteNodePersister>, (store: MergeableStore) => void],
    onIgnoredError: (reason: unknown) => void,
    requestTimeoutSeconds: number,
  ): unknown
}
