import { createRxDatabase, type RxCollection } from "rxdb/plugins/core"
import { replicateRxCollection } from "rxdb/plugins/replication"
import { getRxStorageDexie } from "rxdb/plugins/storage-dexie"

import { lineOf, type Lesson } from "./job.ts"
import type { Peer } from "./peer.ts"
import type { Space } from "./space.ts"

type StoredMark = {
  readonly id: string
  readonly lesson: string
  readonly pupil: string
  readonly mark: string
}
type StoredLesson = { readonly id: string; readonly marks: Readonly<Record<string, string>> }
type Stored = StoredMark | StoredLesson

const batchSize = 1_000
const id = { type: "string", maxLength: 120 }

const schemas = {
  mark: {
    version: 0,
    primaryKey: "id",
    type: "object",
    properties: {
      id,
      lesson: { type: "string" },
      pupil: { type: "string" },
      mark: { type: "string" },
    },
    required: ["id", "lesson", "pupil", "mark"],
  },
  lesson: {
    version: 0,
    primaryKey: "id",
    type: "object",
    properties: { id, marks: { type: "object", additionalProperties: { type: "string" } } },
    required: ["id", "marks"],
  },
}

export async function openRxDb(unit: "mark" | "lesson", space: Space): Promise<Peer> {
  const database = await createRxDatabase({
    name: "marks",
    storage: getRxStorageDexie(),
    multiInstance: false,
  })
  const { marks: collection } = await database.addCollections<Stored>({
    marks: { schema: schemas[unit] },
  })
  return {
    save: async (lesson) => {
      const { error } = await collection.bulkInsert(
        unit === "mark" ? marksOf(lesson) : [lessonOf(lesson)],
      )
      if (error.length > 0) throw new Error("RxDB refused a document")
    },
    push: () => replicate(collection, { push: { batchSize, handler: pushTo(space) } }),
    pull: () => replicate(collection, { pull: { batchSize, handler: pullFrom(space) } }),
    lines: async () => (await collection.find().exec()).flatMap((found) => linesOf(found.toJSON())),
    leave: () => Promise.resolve(),
  }
}

type Directions = Pick<
  Parameters<typeof replicateRxCollection<Stored, Checkpoint>>[0],
  "push" | "pull"
>

async function replicate(collection: RxCollection<Stored>, directions: Directions): Promise<void> {
  const replication = replicateRxCollection<Stored, Checkpoint>({
    collection,
    replicationIdentifier: "marks",
    live: false,
    ...directions,
  })
  const failed = new Promise<never>((_resolve, reject) => {
    replication.error$.subscribe(reject)
  })
  await Promise.race([replication.awaitInitialReplication(), failed])
}

/** As our own transport packs: without it RxDB would send several times as much. */
function pushTo(space: Space) {
  return async (rows: readonly unknown[]): Promise<Stored[]> => {
    const packed = new Blob([JSON.stringify(rows)])
      .stream()
      .pipeThrough(new CompressionStream("gzip"))
    const body = await new Response(packed).arrayBuffer()
    const headers = { "content-type": "application/json", "content-encoding": "gzip" }
    return answered(await fetch(`/rx/${space}/push`, { method: "POST", headers, body }))
  }
}

type Checkpoint = { readonly seq: number }
type Pulled = { readonly documents: Stored[]; readonly checkpoint: Checkpoint }

function pullFrom(space: Space) {
  return async (from: Checkpoint | undefined, limit: number): Promise<Pulled> =>
    answered(await fetch(`/rx/${space}/pull?after=${from?.seq ?? 0}&limit=${limit}`))
}

async function answered<T>(response: Response): Promise<T> {
  if (response.status !== 200) throw new Error(`RxDB's server: ${response.status}`)
  const answer: T = await response.json()
  return answer
}

function marksOf({ id: lesson, marks }: Lesson): Stored[] {
  return marks.map(([pupil, mark]) => ({ id: `${lesson}|${pupil}`, lesson, pupil, mark }))
}

function lessonOf({ id: lesson, marks }: Lesson): Stored {
  return { id: lesson, marks: Object.fromEntries(marks) }
}

function linesOf(stored: Stored): readonly string[] {
  if ("marks" in stored) {
    return Object.entries(stored.marks).map((mark) => lineOf(stored.id, mark))
  }
  return [lineOf(stored.lesson, [stored.pupil, stored.mark])]
}
