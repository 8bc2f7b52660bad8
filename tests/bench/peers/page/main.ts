import { heldOf, type Held, type Lesson } from "./job.ts"
import type { Peer } from "./peer.ts"
import { watchTransactions } from "./transactions.ts"
import type { Way } from "./way.ts"

/** Every peer is a chunk of its own: a page loads only the one it drives. */
const ways: Readonly<Record<Way, () => Promise<Peer>>> = {
  "pouchdb-mark": async () => (await import("./pouchdb.ts")).openPouchDb("mark"),
  "pouchdb-lesson": async () => (await import("./pouchdb.ts")).openPouchDb("lesson"),
  "rxdb-mark": async () => (await import("./rxdb.ts")).openRxDb("mark"),
  "rxdb-lesson": async () => (await import("./rxdb.ts")).openRxDb("lesson"),
  yjs: async () => (await import("./yjs.ts")).openYjs(),
  tinybase: async () => (await import("./tinybase.ts")).openTinyBase(),
}

let opened: Peer | undefined

function peer(): Peer {
  if (opened === undefined) throw new Error("no peer was opened")
  return opened
}

/** Some systems throw what is no error; its words would be lost on the way to the benchmark. */
async function told(work: Promise<void>): Promise<void> {
  try {
    await work
  } catch (reason) {
    throw new Error(`${String(reason)} ${JSON.stringify(reason)}`, { cause: reason })
  }
}

const peers = {
  open: async (way: Way): Promise<void> => {
    watchTransactions()
    opened = await ways[way]()
  },

  /** Lesson after lesson, each durable before the next one begins. Milliseconds of all. */
  write: async (lessons: readonly Lesson[]): Promise<number> => {
    const began = performance.now()
    for (const lesson of lessons) await peer().save(lesson)
    return performance.now() - began
  },

  push: () => told(peer().push()),
  pull: (marks: number) => told(peer().pull(marks)),
  leave: () => peer().leave(),
  held: async (): Promise<Held> => heldOf(await peer().lines()),
}

export type Peers = typeof peers

declare global {
  var peers: Peers
}

globalThis.peers = peers
