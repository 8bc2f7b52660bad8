import { heldOf, type Held, type Lesson } from "./job.ts"
import type { Peer } from "./peer.ts"
import type { Space } from "./space.ts"
import { watchTransactions } from "./transactions.ts"
import type { Way } from "./way.ts"

/** Every peer is a chunk of its own: a page loads only the one it drives. */
const ways: Readonly<Record<Way, (space: Space) => Promise<Peer>>> = {
  "pouchdb-mark": async (space) => (await import("./pouchdb.ts")).openPouchDb("mark", space),
  "pouchdb-lesson": async (space) => (await import("./pouchdb.ts")).openPouchDb("lesson", space),
  "rxdb-mark": async (space) => (await import("./rxdb.ts")).openRxDb("mark", space),
  "rxdb-lesson": async (space) => (await import("./rxdb.ts")).openRxDb("lesson", space),
  yjs: async (space) => (await import("./yjs.ts")).openYjs(space),
  tinybase: async (space) => (await import("./tinybase.ts")).openTinyBase(space),
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
  open: async (way: Way, space: Space): Promise<void> => {
    watchTransactions()
    opened = await ways[way](space)
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
