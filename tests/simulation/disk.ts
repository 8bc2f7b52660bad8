import { must } from "#/base/assert.ts"

/**
 * IndexedDB of many tablets in memory, as strict as the real one where our promises hang on it: a transaction is alive
 * only while one of its own requests is being answered, ends by itself when it has nothing more to do, and
 * what it wrote is there whole or not at all. `crash` drops a tablet's connections at any request, `evict`
 * the database as well. One request is answered in each turn of the event loop, so that runs repeat.
 */
export class Disk {
  readonly #databases = new Map<string, Stored>()
  readonly #connections = new Set<Connection>()
  #commits: CommitListener = () => undefined

  /** Told of every commit, at the moment it is made and before the tablet knows. */
  onCommit(listener: CommitListener): void {
    this.#commits = listener
  }

  /** As the app sees it. */
  readonly indexedDB = {
    open: (name: string, version?: number): Request => this.#open(name, version),
    deleteDatabase: (name: string): Request => {
      this.evict(name)
      const request = new Request()
      later(() => request.succeed(undefined))
      return request
    },
    databases: async () => [...this.#databases].map(([name, { version }]) => ({ name, version })),
    cmp: (one: unknown, other: unknown): number => {
      const [left, right] = [encoded(one), encoded(other)]
      return left < right ? -1 : left > right ? 1 : 0
    },
  }

  rows(name: string, store: string): readonly unknown[] {
    const kept = this.#databases.get(name)?.stores.get(store)
    return kept === undefined ? [] : kept.keys().map((key) => must(kept.rows.get(key)).value)
  }

  row(name: string, store: string, key: unknown): unknown {
    return this.#databases.get(name)?.stores.get(store)?.rows.get(encoded(key))?.value
  }

  has(name: string): boolean {
    return this.#databases.has(name)
  }

  versionOf(name: string): number {
    return this.#databases.get(name)?.version ?? 0
  }

  /** All connections are gone at once; what had not been committed never was. */
  crash(name: string): void {
    for (const connection of this.#connections) {
      if (connection.name === name) connection.die()
    }
    this.#databases.get(name)?.abandon()
  }

  /** The browser has wiped the database. */
  evict(name: string): void {
    this.crash(name)
    this.#databases.delete(name)
  }

  copy(from: string, to: string): void {
    const source = this.#databases.get(from)
    if (source !== undefined) this.#databases.set(to, source.copy())
  }

  /** Turns a database into one of the first version of the app, as it lies on tablets nobody has opened since. */
  age(name: string, rows: ReadonlyMap<string, readonly unknown[]>): void {
    const stored = this.#databases.get(name)
    if (stored === undefined) return
    // Dexie multiplies its version numbers by ten.
    stored.version = 10
    stored.stores = new Map(
      Object.entries(versionOne).map(([store, { key, increments, indexes }]) => {
        const table = new StoredTable(key, increments ?? false)
        for (const index of indexes) {
          const multiEntry = index === "keys"
          table.indexes.set(index, { name: index, keyPath: index, multiEntry, unique: false })
        }
        for (const value of rows.get(store) ?? []) {
          const given = keyIn(value, key)
          table.set(encoded(given), { key: given, value: cloned(value) })
          if (typeof given === "number") table.next = Math.max(table.next, given + 1)
        }
        return [store, table]
      }),
    )
  }

  /** Calls `crash` before the given number of further requests and commits have been answered. */
  crashAfter(name: string, requests: number, crash: () => void): void {
    const stored = this.#databases.get(name)
    if (stored !== undefined) stored.fuse = { left: requests, blow: crash }
  }

  disarm(name: string): void {
    const stored = this.#databases.get(name)
    if (stored !== undefined) stored.fuse = undefined
  }

  #open(name: string, version: number | undefined): Request {
    const request = new Request()
    const stored = this.#databases.get(name) ?? new Stored()
    this.#databases.set(name, stored)
    const connection = new Connection(name, stored, (transaction) =>
      this.#commits(name, transaction),
    )
    this.#connections.add(connection)
    later(() => {
      if (connection.isDead) return
      const wanted = version ?? Math.max(1, stored.version)
      if (wanted < stored.version) {
        request.fail(fault("VersionError"))
        return
      }
      request.result = connection
      if (wanted === stored.version) {
        request.succeed(connection)
        return
      }
      const oldVersion = stored.version
      stored.version = wanted
      const upgrade = new Transaction(connection, {
        stores: [...stored.stores.keys()],
        mode: "versionchange",
      })
      connection.upgrade = upgrade
      request.transaction = upgrade
      upgrade.addEventListener("complete", () => {
        connection.upgrade = undefined
        request.transaction = null
        later(() => request.succeed(connection))
      })
      upgrade.active = true
      request.onupgradeneeded?.({
        target: request,
        type: "upgradeneeded",
        oldVersion,
        newVersion: wanted,
      })
      upgrade.begin()
    })
    return request
  }
}

interface OldTable {
  readonly key: string | readonly string[]
  readonly increments?: true
  readonly indexes: readonly string[]
}

const versionOne: Readonly<Record<string, OldTable>> = {
  meta: { key: "key", indexes: [] },
  slots: { key: "id", indexes: [] },
  records: { key: "id", indexes: ["keys"] },
  outbox: { key: "n", indexes: ["state", "rec"] },
  feeds: { key: "feed", indexes: [] },
  staged: { key: ["feed", "rec"], indexes: ["feed"] },
  history: { key: "k", increments: true, indexes: ["rec"] },
}

export interface Change {
  readonly store: string
  readonly key: unknown
  readonly before: unknown
  readonly after: unknown
}
export type CommitListener = (name: string, changes: readonly Change[]) => void

interface Row {
  readonly key: unknown
  readonly value: unknown
}

interface Index {
  readonly name: string
  readonly keyPath: string | readonly string[]
  readonly multiEntry: boolean
  readonly unique: boolean
}

class StoredTable {
  readonly keyPath: string | readonly string[] | null
  readonly autoIncrement: boolean
  readonly indexes = new Map<string, Index>()
  rows = new Map<string, Row>()
  next = 1
  #sorted: string[] | undefined

  constructor(keyPath: string | readonly string[] | null, autoIncrement: boolean) {
    this.keyPath = keyPath
    this.autoIncrement = autoIncrement
  }

  keys(): string[] {
    this.#sorted ??= [...this.rows.keys()].sort()
    return this.#sorted
  }

  set(key: string, row: Row | undefined): void {
    if (row === undefined) {
      if (this.rows.delete(key)) this.#sorted = undefined
      return
    }
    if (!this.rows.has(key)) this.#sorted = undefined
    this.rows.set(key, row)
  }

  copy(): StoredTable {
    const table = new StoredTable(this.keyPath, this.autoIncrement)
    for (const [name, index] of this.indexes) table.indexes.set(name, index)
    table.rows = new Map(this.rows)
    table.next = this.next
    return table
  }
}

class Stored {
  version = 0
  stores = new Map<string, StoredTable>()
  /** Transactions that are not over, in the order in which they were begun. */
  waiting: Transaction[] = []
  fuse: { left: number; blow: () => void } | undefined

  copy(): Stored {
    const copied = new Stored()
    copied.version = this.version
    for (const [name, table] of this.stores) copied.stores.set(name, table.copy())
    return copied
  }

  abandon(): void {
    for (const transaction of [...this.waiting].reverse()) transaction.undo()
    this.waiting = []
    this.fuse = undefined
  }

  /** True when the tablet has died just now. */
  burn(): boolean {
    if (this.fuse === undefined) return false
    if (this.fuse.left > 0) {
      this.fuse.left -= 1
      return false
    }
    const { blow } = this.fuse
    this.fuse = undefined
    blow()
    return true
  }

  wake(): void {
    for (const transaction of this.waiting) transaction.tryBegin()
  }
}

interface Event {
  readonly target: unknown
  readonly type: string
  readonly oldVersion?: number
  readonly newVersion?: number
  preventDefault?: () => void
  stopPropagation?: () => void
}
type Handler = ((event: Event) => unknown) | null

class Request {
  result: unknown = undefined
  error: unknown = null
  source: unknown = null
  transaction: Transaction | null = null
  readyState: "pending" | "done" = "pending"
  onsuccess: Handler = null
  onerror: Handler = null
  onblocked: Handler = null
  onupgradeneeded: Handler = null

  succeed(result: unknown): void {
    this.result = result
    this.readyState = "done"
    this.onsuccess?.({ target: this, type: "success" })
  }

  /** Whether somebody has taken the fault upon themselves. */
  fail(error: unknown): boolean {
    this.error = error
    this.readyState = "done"
    let isHandled = false
    this.onerror?.({
      target: this,
      type: "error",
      preventDefault: () => {
        isHandled = true
      },
      stopPropagation: () => undefined,
    })
    return isHandled
  }
}

class Connection {
  readonly name: string
  readonly stored: Stored
  readonly committed: (changes: readonly Change[]) => void
  isDead = false
  isClosed = false
  upgrade: Transaction | undefined
  onversionchange: Handler = null
  onclose: Handler = null

  constructor(name: string, stored: Stored, committed: (changes: readonly Change[]) => void) {
    this.name = name
    this.stored = stored
    this.committed = committed
  }

  get version(): number {
    return this.stored.version
  }

  get objectStoreNames(): Names {
    return new Names([...this.stored.stores.keys()].sort())
  }

  transaction(stores: string | Iterable<string>, mode: IDBTransactionMode = "readonly") {
    if (this.isClosed && !this.isDead) throw fault("InvalidStateError")
    const scope = typeof stores === "string" ? [stores] : [...stores]
    if (scope.some((name) => !this.stored.stores.has(name))) throw fault("NotFoundError")
    const transaction = new Transaction(this, { stores: scope, mode })
    transaction.active = true
    // The program that asks is no more: it never hears anything.
    if (!this.isDead) transaction.begin()
    return transaction
  }

  createObjectStore(
    name: string,
    options: { keyPath?: string | readonly string[] | null; autoIncrement?: boolean } = {},
  ): Store {
    const table = new StoredTable(options.keyPath ?? null, options.autoIncrement ?? false)
    this.stored.stores.set(name, table)
    return must(this.upgrade).objectStore(name)
  }

  deleteObjectStore(name: string): void {
    this.stored.stores.delete(name)
  }

  close(): void {
    this.isClosed = true
  }

  die(): void {
    this.isDead = true
    this.isClosed = true
  }

  addEventListener(): void {}
}

/** A list of names as DOM has it. */
class Names extends Array<string> {
  static override get [Symbol.species]() {
    return Array
  }

  constructor(names: readonly string[]) {
    super(names.length)
    for (const [place, name] of names.entries()) this[place] = name
  }

  contains(name: string): boolean {
    return this.includes(name)
  }

  item(place: number): string | undefined {
    return this[place]
  }
}

interface Asked {
  readonly request: Request
  readonly run: () => unknown
}

class Transaction {
  readonly db: Connection
  readonly mode: string
  readonly stores: ReadonlySet<string>
  active = false
  error: unknown = null
  oncomplete: Handler = null
  onabort: Handler = null
  onerror: Handler = null
  readonly #asked: Asked[] = []
  readonly #listeners = new Map<string, ((event: Event) => unknown)[]>()
  #undo: { store: string; key: string; before: Row | undefined; given: unknown; next: number }[] =
    []
  #state: "waiting" | "running" | "over" = "waiting"

  constructor(db: Connection, given: { stores: readonly string[]; mode: string }) {
    this.db = db
    this.mode = given.mode
    this.stores = new Set(given.stores)
  }

  begin(): void {
    this.db.stored.waiting.push(this)
    this.tryBegin()
  }

  tryBegin(): void {
    if (this.#state !== "waiting") return
    for (const other of this.db.stored.waiting) {
      if (other === this) break
      if (this.#isHeldBackBy(other)) return
    }
    this.#state = "running"
    later(() => this.#turn())
  }

  #isHeldBackBy(other: Transaction): boolean {
    if (this.mode === "readonly" && other.mode === "readonly") return false
    if (this.mode === "versionchange" || other.mode === "versionchange") return true
    return [...this.stores].some((name) => other.stores.has(name))
  }

  objectStore(name: string): Store {
    if (this.#state === "over") throw fault("InvalidStateError")
    return new Store(this, name, must(this.db.stored.stores.get(name), `store ${name}`))
  }

  get objectStoreNames(): Names {
    return new Names([...this.stores].sort())
  }

  addEventListener(type: string, listener: (event: Event) => unknown): void {
    this.#listeners.set(type, [...(this.#listeners.get(type) ?? []), listener])
  }

  removeEventListener(): void {}

  commit(): void {}

  ask(run: () => unknown, request = new Request()): Request {
    if (!this.active || this.#state === "over") throw fault("TransactionInactiveError")
    request.transaction = this
    request.readyState = "pending"
    this.#asked.push({ request, run })
    return request
  }

  /** Puts a row or takes it away, and remembers what was there. */
  set(store: string, key: string, row: Row | undefined): void {
    if (this.mode === "readonly") throw fault("ReadOnlyError")
    const table = must(this.db.stored.stores.get(store))
    const before = table.rows.get(key)
    this.#undo.push({ store, key, before, given: row?.key ?? before?.key, next: table.next })
    table.set(key, row)
  }

  undo(): void {
    if (this.#state === "over") return
    this.#state = "over"
    for (const { store, key, before, next } of this.#undo.reverse()) {
      const table = this.db.stored.stores.get(store)
      table?.set(key, before)
      if (table !== undefined) table.next = next
    }
    this.#undo = []
  }

  abort(): void {
    if (this.#state === "over") return
    this.#end(false)
  }

  #turn(): void {
    if (this.#state === "over" || this.db.isDead) return
    this.active = false
    for (;;) {
      const next = this.#asked.shift()
      if (this.db.stored.burn()) return
      if (next === undefined) {
        this.#end(true)
        return
      }
      // Nobody listens: the next one may follow in the same turn.
      if (this.#answer(next)) break
    }
    later(() => this.#turn())
  }

  #answer({ request, run }: Asked): boolean {
    let result: unknown
    try {
      result = run()
    } catch (error) {
      this.active = true
      if (!request.fail(error)) {
        this.error = error
        this.abort()
      }
      return true
    }
    if (request.onsuccess === null) {
      request.result = result
      request.readyState = "done"
      return false
    }
    this.active = true
    request.succeed(result)
    return true
  }

  #end(isCommit: boolean): void {
    const { stored } = this.db
    if (isCommit) {
      this.#state = "over"
      this.#tell()
      // Saved, and the tablet dies before it hears of it.
      if (stored.burn()) return
    } else {
      this.undo()
    }
    stored.waiting = stored.waiting.filter((one) => one !== this)
    this.active = false
    later(() => {
      if (this.db.isDead) return
      const type = isCommit ? "complete" : "abort"
      const event = { target: this, type, preventDefault: () => undefined }
      for (const listener of this.#listeners.get(type) ?? []) listener(event)
      const handler = isCommit ? this.oncomplete : this.onabort
      handler?.(event)
    })
    stored.wake()
  }

  #tell(): void {
    if (this.#undo.length === 0) return
    const first = new Map<string, Change>()
    for (const { store, key, before, given } of this.#undo) {
      const place = `${store} ${key}`
      if (first.has(place)) continue
      const after = this.db.stored.stores.get(store)?.rows.get(key)?.value
      first.set(place, { store, key: given, before: before?.value, after })
    }
    this.#undo = []
    this.db.committed([...first.values()])
  }
}

/** Reading common to a store and to one of its indexes. */
abstract class Source {
  protected abstract find(
    range: unknown,
  ): readonly { key: unknown; primaryKey: unknown; value: unknown }[]
  protected abstract readonly within: Transaction

  get(query: unknown): Request {
    return this.within.ask(() => cloned(this.find(query)[0]?.value))
  }

  getKey(query: unknown): Request {
    return this.within.ask(() => this.find(query)[0]?.primaryKey)
  }

  getAll(query?: unknown, count?: number): Request {
    return this.within.ask(() =>
      this.find(query)
        .slice(0, count)
        .map(({ value }) => cloned(value)),
    )
  }

  getAllKeys(query?: unknown, count?: number): Request {
    return this.within.ask(() =>
      this.find(query)
        .slice(0, count)
        .map(({ primaryKey }) => primaryKey),
    )
  }

  count(query?: unknown): Request {
    return this.within.ask(() => this.find(query).length)
  }

  openCursor(query?: unknown, direction = "next"): Request {
    return this.#cursor(query, direction)
  }

  openKeyCursor(query?: unknown, direction = "next"): Request {
    return this.#cursor(query, direction)
  }

  #cursor(query: unknown, direction: string): Request {
    const request = new Request()
    request.source = this
    const { within } = this
    let found: ReturnType<Source["find"]> | undefined
    let place = 0
    const show = (): unknown => {
      if (found === undefined) {
        const all = this.find(query)
        found = direction.startsWith("prev") ? [...all].reverse() : all
        if (direction.endsWith("unique")) {
          const seen = new Set<string>()
          found = found.filter(({ key }) => {
            const name = encoded(key)
            return seen.has(name) ? false : (seen.add(name), true)
          })
        }
      }
      const at = found[place]
      if (at === undefined) return null
      // One and the same object all the way, as in a browser.
      return Object.assign(cursor, {
        key: at.key,
        primaryKey: at.primaryKey,
        value: cloned(at.value),
      })
    }
    const move = (steps: number): void => {
      place += steps
      within.ask(show, request)
    }
    const cursor = {
      source: this,
      request,
      direction,
      advance: move,
      continue: (key?: unknown) => {
        const all = must(found)
        let steps = 1
        if (key !== undefined) {
          const wanted = encoded(key)
          for (;;) {
            const next = all[place + steps]
            if (next === undefined || encoded(next.key) >= wanted) break
            steps += 1
          }
        }
        move(steps)
      },
      continuePrimaryKey: () => {
        throw fault("NotSupportedError")
      },
    }
    return within.ask(show, request)
  }
}

class Store extends Source {
  readonly name: string
  readonly transaction: Transaction
  protected readonly within: Transaction
  readonly #table: StoredTable

  constructor(transaction: Transaction, name: string, table: StoredTable) {
    super()
    this.transaction = transaction
    this.within = transaction
    this.name = name
    this.#table = table
  }

  get keyPath() {
    return this.#table.keyPath
  }

  get autoIncrement(): boolean {
    return this.#table.autoIncrement
  }

  get indexNames(): Names {
    return new Names([...this.#table.indexes.keys()].sort())
  }

  deleteIndex(name: string): void {
    this.#table.indexes.delete(name)
  }

  index(name: string): StoreIndex {
    return new StoreIndex(this, this.#table, must(this.#table.indexes.get(name), `index ${name}`))
  }

  createIndex(
    name: string,
    keyPath: string | readonly string[],
    { unique = false, multiEntry = false }: { unique?: boolean; multiEntry?: boolean } = {},
  ): StoreIndex {
    this.#table.indexes.set(name, { name, keyPath, unique, multiEntry })
    return this.index(name)
  }

  put(value: unknown, key?: unknown): Request {
    return this.#write(value, key, false)
  }

  add(value: unknown, key?: unknown): Request {
    return this.#write(value, key, true)
  }

  #write(value: unknown, key: unknown, isNew: boolean): Request {
    if (this.transaction.mode === "readonly") throw fault("ReadOnlyError")
    const copy = cloned(value)
    return this.within.ask(() => {
      const table = this.#table
      let given = key ?? keyIn(copy, table.keyPath)
      if (given === undefined) {
        if (!table.autoIncrement) throw fault("DataError")
        given = table.next
        if (typeof table.keyPath === "string")
          Object.assign(copy as object, { [table.keyPath]: given })
      }
      const name = encoded(given)
      if (isNew && table.rows.has(name)) throw fault("ConstraintError")
      this.transaction.set(this.name, name, { key: given, value: copy })
      if (table.autoIncrement && typeof given === "number" && given >= table.next)
        table.next = given + 1
      return given
    })
  }

  delete(query: unknown): Request {
    return this.within.ask(() => {
      for (const { primaryKey } of this.find(query)) {
        this.transaction.set(this.name, encoded(primaryKey), undefined)
      }
    })
  }

  clear(): Request {
    return this.delete(null)
  }

  protected find(query: unknown) {
    const { rows } = this.#table
    if (query !== null && query !== undefined && !(query instanceof KeyRange)) {
      const row = rows.get(encoded(query))
      return row === undefined ? [] : [{ key: row.key, primaryKey: row.key, value: row.value }]
    }
    const holds = rangeOf(query)
    return this.#table
      .keys()
      .filter(holds)
      .map((name) => {
        const { key, value } = must(rows.get(name))
        return { key, primaryKey: key, value }
      })
  }
}

class StoreIndex extends Source {
  readonly objectStore: Store
  readonly name: string
  readonly keyPath: string | readonly string[]
  readonly unique: boolean
  readonly multiEntry: boolean
  protected readonly within: Transaction
  readonly #table: StoredTable

  constructor(store: Store, table: StoredTable, index: Index) {
    super()
    this.objectStore = store
    this.within = store.transaction
    this.#table = table
    this.name = index.name
    this.keyPath = index.keyPath
    this.unique = index.unique
    this.multiEntry = index.multiEntry
  }

  protected find(query: unknown) {
    const holds =
      query instanceof KeyRange || query === null || query === undefined
        ? rangeOf(query)
        : (name: string) => name === encoded(query)
    const found: { name: string; key: unknown; primaryKey: unknown; value: unknown }[] = []
    for (const primary of this.#table.keys()) {
      const { key: primaryKey, value } = must(this.#table.rows.get(primary))
      const entry = keyIn(value, this.keyPath)
      const entries = this.multiEntry && Array.isArray(entry) ? new Set<unknown>(entry) : [entry]
      for (const key of entries) {
        if (key === undefined) continue
        const name = encoded(key)
        if (holds(name)) found.push({ name, key, primaryKey, value })
      }
    }
    return found.sort((one, other) => (one.name < other.name ? -1 : one.name > other.name ? 1 : 0))
  }
}

export class KeyRange {
  readonly lower: unknown
  readonly upper: unknown
  readonly lowerOpen: boolean
  readonly upperOpen: boolean

  constructor(lower: unknown, upper: unknown, open: readonly [boolean, boolean]) {
    this.lower = lower
    this.upper = upper
    this.lowerOpen = open[0]
    this.upperOpen = open[1]
  }

  static only(value: unknown): KeyRange {
    return new KeyRange(value, value, [false, false])
  }

  static lowerBound(lower: unknown, isOpen = false): KeyRange {
    return new KeyRange(lower, undefined, [isOpen, true])
  }

  static upperBound(upper: unknown, isOpen = false): KeyRange {
    return new KeyRange(undefined, upper, [true, isOpen])
  }

  static bound(lower: unknown, upper: unknown, lowerOpen = false, upperOpen = false): KeyRange {
    return new KeyRange(lower, upper, [lowerOpen, upperOpen])
  }
}

function rangeOf(query: unknown): (name: string) => boolean {
  if (!(query instanceof KeyRange)) return () => true
  const lower = query.lower === undefined ? undefined : encoded(query.lower)
  const upper = query.upper === undefined ? undefined : encoded(query.upper)
  return (name) => {
    if (lower !== undefined && (query.lowerOpen ? name <= lower : name < lower)) return false
    if (upper !== undefined && (query.upperOpen ? name >= upper : name > upper)) return false
    return true
  }
}

function keyIn(value: unknown, path: string | readonly string[] | null): unknown {
  if (path === null || typeof value !== "object" || value === null) return undefined
  if (typeof path !== "string") {
    const parts = path.map((one) => keyIn(value, one))
    return parts.includes(undefined) ? undefined : parts
  }
  return Reflect.get(value, path)
}

/** Keys as text that sorts as IndexedDB sorts them: numbers, then strings, then lists. */
function encoded(key: unknown): string {
  if (typeof key === "number") return `1${(key + 1e15).toString().padStart(17, "0")}`
  if (typeof key === "string") return `3${key}`
  if (Array.isArray(key)) return `5${key.map(encoded).join("\u0000")}`
  throw fault("DataError")
}

/** Data that a database may hold, copied; keys of WebCrypto are passed on. */
function cloned(value: unknown): unknown {
  if (typeof value !== "object" || value === null) return value
  if (Array.isArray(value)) return value.map(cloned)
  if (value instanceof ArrayBuffer) return value.slice(0)
  if (value instanceof Uint8Array) return value.slice()
  if (Object.getPrototypeOf(value) !== Object.prototype) return value
  const copy: Record<string, unknown> = {}
  for (const name of Object.keys(value)) copy[name] = cloned(Reflect.get(value, name))
  return copy
}

function fault(name: string): DOMException {
  return new DOMException(name, name)
}

/** The next turn of the event loop, after all that follows from this one. */
function later(run: () => void): void {
  setImmediate(run)
}
