import indexedDbAdapter from "pouchdb-adapter-indexeddb"
import PouchDB from "pouchdb-browser"

import { lineOf, type Lesson, type Mark } from "./job.ts"
import type { Peer } from "./peer.ts"
import type { Space } from "./space.ts"

PouchDB.plugin(indexedDbAdapter)

type MarkDocument = { readonly _id: string; readonly mark: string }
type LessonDocument = { readonly _id: string; readonly marks: Record<string, string> }

type Stored = MarkDocument | LessonDocument

/** Documents in a batch of replication: the default of 100 makes a hundred rounds of 10,000 documents. */
const replication = { batch_size: 1_000, batches_limit: 10 }

export async function openPouchDb(unit: "mark" | "lesson", space: Space): Promise<Peer> {
  const database = new PouchDB("marks", { adapter: "indexeddb" })
  const remote = `${location.origin}/db/${space}`
  await database.info()
  return {
    save: async ({ id, marks }) => {
      await database.bulkDocs(
        unit === "mark" ? markDocuments({ id, marks }) : [lessonOf(id, marks)],
      )
    },
    push: async () => {
      await database.replicate.to(remote, replication)
    },
    pull: async () => {
      await database.replicate.from(remote, replication)
    },
    lines: async () => {
      const { rows } = await database.allDocs<Stored>({ include_docs: true })
      return rows.flatMap(({ doc }) => linesOf(doc))
    },
    leave: () => Promise.resolve(),
  }
}

function markDocuments({ id, marks }: Lesson): readonly MarkDocument[] {
  return marks.map(([pupil, mark]) => ({ _id: `${id}|${pupil}`, mark }))
}

function lessonOf(id: string, marks: readonly Mark[]): LessonDocument {
  return { _id: id, marks: Object.fromEntries(marks) }
}

function linesOf({ _id: id, ...stored }: Stored): readonly string[] {
  if ("marks" in stored) return Object.entries(stored.marks).map((mark) => lineOf(id, mark))
  const [lesson = "", pupil = ""] = id.split("|")
  return [lineOf(lesson, [pupil, stored.mark])]
}
