/** What the platform alone costs: the same rows and bytes without the product. */

export type Rows = {
  readonly records: readonly object[]
  readonly outbox: readonly object[]
  readonly history: readonly object[]
  readonly meta: readonly object[]
}

type StoreName = keyof Rows

let made = 0

/** A database with the stores and indexes of the app, through IndexedDB itself. */
export async function openFloor(): Promise<IDBDatabase> {
  const request = indexedDB.open(`floor-${(made += 1)}-${Math.random()}`, 1)
  request.addEventListener("upgradeneeded", () => {
    const { result } = request
    result.createObjectStore("meta", { keyPath: "key" })
    const records = result.createObjectStore("records", { keyPath: "id" })
    records.createIndex("keys", "keys", { multiEntry: true })
    const outbox = result.createObjectStore("outbox", { keyPath: "n" })
    outbox.createIndex("state", "state")
    outbox.createIndex("rec", "rec")
    const history = result.createObjectStore("history", { keyPath: "k", autoIncrement: true })
    history.createIndex("rec", "rec")
  })
  return done(request)
}

/** One strict transaction for each record, with its op, its line of history and the device's counter. */
export async function floorWrites(rows: Rows): Promise<number> {
  const database = await openFloor()
  const began = performance.now()
  for (const [place, record] of rows.records.entries()) {
    await putAll(database, {
      meta: rows.meta,
      records: [record],
      outbox: rows.outbox.slice(place, place + 1),
      history: rows.history.slice(place, place + 1),
    })
  }
  const ms = performance.now() - began
  database.close()
  return ms
}

/** The same bytes sent and answered, gzip both ways, and nothing done with them but to parse the answer. */
export async function floorPush(bodies: readonly string[]): Promise<number> {
  const began = performance.now()
  for (const body of bodies) {
    const packed = new Blob([body]).stream().pipeThrough(new CompressionStream("gzip"))
    const bytes = await new Response(packed).arrayBuffer()
    const headers = { "content-type": "application/json", "content-encoding": "gzip" }
    const response = await fetch("/floor/push", { method: "POST", headers, body: bytes })
    await response.json()
  }
  return performance.now() - began
}

/** The same answer fetched and parsed, and the same rows put in one strict transaction. */
export async function floorPull(answers: number, records: Rows["records"]): Promise<number> {
  const database = await openFloor()
  const began = performance.now()
  for (let place = 0; place < answers; place += 1) {
    const response = await fetch(`/floor/pull/${place}`, { method: "POST", body: "{}" })
    await response.json()
  }
  await putAll(database, { meta: [], records, outbox: [], history: [] })
  const ms = performance.now() - began
  database.close()
  return ms
}

function putAll(database: IDBDatabase, rows: Rows): Promise<void> {
  const names: readonly StoreName[] = ["meta", "records", "outbox", "history"]
  const transaction = database.transaction([...names], "readwrite", { durability: "strict" })
  for (const name of names) {
    const store = transaction.objectStore(name)
    for (const row of rows[name]) store.put(row)
  }
  return new Promise((resolve, reject) => {
    transaction.addEventListener("complete", () => resolve())
    transaction.addEventListener("abort", () => reject(transaction.error))
  })
}

function done<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.addEventListener("success", () => resolve(request.result))
    request.addEventListener("error", () => reject(request.error))
  })
}
