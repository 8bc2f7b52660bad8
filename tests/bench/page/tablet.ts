import { must } from "#/base/assert.ts"
import { uuidV7 } from "#/base/uuid.ts"
import { openDatabase } from "#/data/database.ts"
import { changePlace, openJournal, type Journal, type Seeds } from "#/data/journal.ts"
import { syncStoreOf } from "#/data/sync-store.ts"
import { write } from "#/data/write.ts"
import type { Edit } from "#/domain/record.ts"
import { httpTransport } from "#/platform/transport.ts"
import { api } from "#/sync/api.ts"
import { syncRounds } from "#/sync/engine.ts"

/** The journal this page works on. */
let opened: Journal | undefined

export function journal(): Journal {
  return must(opened, "the journal was opened")
}

/** Opens a journal under a name of its own, or the app's. */
export async function openTablet(name: string): Promise<void> {
  const opening = await openDatabase(name, { onTrouble: () => undefined })
  if (opening.kind === "trouble") throw new Error(opening.trouble.kind)
  opened = await openJournal(opening.database, "local", seeds())
}

export function seeds(): Seeds {
  return { nowMs: Date.now(), random: (length) => crypto.getRandomValues(new Uint8Array(length)) }
}

export function newId(): string {
  return uuidV7(Date.now(), crypto.getRandomValues(new Uint8Array(10)))
}

/** Signs the tablet in with an invitation, as the app does. */
export async function joinSchool(token: string): Promise<void> {
  const response = await fetch(api.acceptInvitation.path, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ token }),
  })
  if (response.status !== 200) throw new Error(`joining: ${response.status}`)
  const { person, school }: Joined = await response.json()
  await changePlace(journal().database, {
    mode: "joined",
    schoolName: school.name,
    person: { id: person.id, name: person.name, role: "navigator" },
  })
}

type Joined = {
  readonly person: { readonly id: string; readonly name: string }
  readonly school: { readonly name: string }
}

/** Writes as a screen does, and fails when it was not saved. */
export async function save(edits: readonly Edit[]): Promise<void> {
  const written = await write(journal(), edits, Date.now())
  if (written.kind !== "saved") throw new Error(`not saved: ${written.kind}`)
}

export type Exchange = { readonly sent: string; readonly answered: string }

export type Synced = {
  readonly ms: number
  readonly requests: number
  /** Bytes of bodies on the wire. */
  readonly up: number
  readonly down: number
}

/** Sends and fetches until nothing is left. */
export async function syncNow(): Promise<Synced> {
  performance.clearResourceTimings()
  const watched = watchFetch()
  const began = performance.now()
  const outcome = await syncRounds({
    store: syncStoreOf(journal(), seeds),
    transport: httpTransport,
    nowMs: () => Date.now(),
    marker: newId,
    onProgress: () => undefined,
  })
  const ms = performance.now() - began
  const up = watched()
  if (outcome.kind !== "quiet") throw new Error(`sync: ${outcome.kind}`)
  const timings = performance.getEntriesByType("resource")
  const answers = timings.filter((entry) => entry instanceof PerformanceResourceTiming)
  const down = answers.reduce((sum, { encodedBodySize }) => sum + encodedBodySize, 0)
  return { ms, requests: answers.length, up, down }
}

/** Counts the bytes of request bodies until it is called. */
function watchFetch(): () => number {
  const { fetch } = globalThis
  let sent = 0
  globalThis.fetch = (input, init) => {
    const body = init?.body
    if (typeof body === "string") sent += new TextEncoder().encode(body).length
    else if (body instanceof ArrayBuffer) sent += body.byteLength
    return fetch(input, init)
  }
  return () => {
    globalThis.fetch = fetch
    return sent
  }
}

/** The same as {@link syncNow}, unmeasured: returns what went over the wire, unpacked, for a floor to repeat. */
export async function recordSync(): Promise<readonly Exchange[]> {
  const { fetch } = globalThis
  const exchanges: Exchange[] = []
  globalThis.fetch = async (input, init) => {
    const response = await fetch(input, init)
    const answered = await response.clone().text()
    exchanges.push({ sent: await unpacked(init), answered })
    return response
  }
  try {
    await syncNow()
  } finally {
    globalThis.fetch = fetch
  }
  return exchanges
}

async function unpacked(init: RequestInit | undefined): Promise<string> {
  const body = init?.body ?? ""
  if (typeof body === "string") return body
  if (!(body instanceof ArrayBuffer)) throw new Error("sync sends strings and buffers")
  const stream = new Blob([body]).stream().pipeThrough(new DecompressionStream("gzip"))
  return new Response(stream).text()
}
