import { closeSync, existsSync, fsyncSync, openSync, readFileSync, writeSync } from "node:fs"
import { join } from "node:path"

import * as v from "valibot"

import { uuidPattern } from "#/base/uuid.ts"

const id = v.pipe(v.string(), v.regex(uuidPattern))
const erasure = v.variant("what", [
  v.object({ what: v.literal("pupil"), school: id, pupil: id, by: id, at: v.number() }),
  // What a pupil had answered, and what was recommended, up to that moment: the consent was withdrawn.
  v.object({ what: v.literal("results"), school: id, pupil: id, by: id, at: v.number() }),
  // With the pupils: in an older copy others may still stand in that year's classes, who went on to the next one.
  v.object({
    what: v.literal("year"),
    school: id,
    year: v.number(),
    pupils: v.pipe(v.array(id), v.readonly()),
    by: id,
    at: v.number(),
  }),
])

/** What was taken away for good, by ids: enough to take it away again, and nothing to name anybody by. */
export type Erasure = v.InferOutput<typeof erasure>

/**
 * The book of erasures, outside of the database: a copy made before an erasure would bring the names back, and this
 * takes them away again (`eraseAgain` in erase-again.ts).
 */
export interface ErasureLedger {
  /** On disk when it returns. Throws when it cannot be written: then nothing is erased, for it would not last. */
  write(entry: Erasure): void
  read(): readonly Erasure[]
}

const fileName = "erasures.jsonl"

export function ledgerIn(folder: string): ErasureLedger {
  const path = join(folder, fileName)
  return {
    write(entry) {
      const file = openSync(path, "a", 0o600)
      try {
        // On a line of its own even after one that a power cut left half-written.
        writeSync(file, `\n${JSON.stringify(entry)}\n`)
        fsyncSync(file)
      } finally {
        closeSync(file)
      }
    },
    read: () => (existsSync(path) ? entriesIn(readFileSync(path, "utf8")) : []),
  }
}

/**
 * Writes into the book of the second folder what only the first one's has: a backup lays the book beside its copies, a
 * restore takes it from there. Gives how many entries were new.
 */
export function carryLedger(from: string, to: string): number {
  const target = ledgerIn(to)
  const known = new Set(target.read().map((entry) => JSON.stringify(entry)))
  const fresh = ledgerIn(from)
    .read()
    .filter((entry) => !known.has(JSON.stringify(entry)))
  for (const entry of fresh) target.write(entry)
  return fresh.length
}

/** A line that was cut is no entry: its erasure was never begun. */
function entriesIn(text: string): readonly Erasure[] {
  return text.split("\n").flatMap((line) => {
    try {
      const parsed = v.safeParse(erasure, JSON.parse(line))
      return parsed.success ? [parsed.output] : []
    } catch {
      return []
    }
  })
}
