import { sameJson, type Json } from "#/base/json.ts"
import type { Edit, ShownRecord } from "#/domain/record.ts"
import type { Op } from "#/sync/op.ts"

import { keepDraft, readDraft } from "./drafts.ts"
import type { Journal } from "./journal.ts"
import { readByIds } from "./read.ts"
import { write, type Written } from "./write.ts"

/** Where it is remembered when a value taken in was made on the tablet that it comes from. */
const memoryId = "rescue-taken"

/** By record and cell: the time of the value's making, and the stamp it got here. */
type Memory = Readonly<
  Record<string, Readonly<Record<string, readonly [madeAt: number, at: number]>>>
>

interface Value {
  readonly value: Json
  readonly at: number
}

/**
 * Takes the ops of another tablet in as edits of one's own. What was written here later stays, and so does what came
 * from a later file: doing it twice, or with an older file afterwards, changes nothing.
 */
export async function takeInAsOwn(
  journal: Journal,
  ops: readonly Op[],
  nowMs: number,
): Promise<Written> {
  const latest = latestValues(ops)
  const ids = [...latest.keys()]
  const [records, memory] = await Promise.all([readByIds(journal, ids), readMemory(journal)])
  const shown = new Map(records.map((record) => [record.id, record]))
  const edits = [...latest].flatMap(([id, { kind, values }]): Edit[] => {
    const cells: Record<string, Json> = {}
    for (const [name, { value, at }] of Object.entries(values)) {
      const here = shown.get(id)?.cells[name]
      const isLater = here === undefined || at > madeAt(here, memory[id]?.[name])
      if (isLater && !sameJson(here?.value ?? null, value)) cells[name] = value
    }
    return Object.keys(cells).length === 0 ? [] : [{ id, kind, cells }]
  })
  const written = await write(journal, edits, nowMs)
  if (written.kind === "saved" && written.changed > 0) {
    await keepMemory(journal, { edits, latest, memory })
  }
  return written
}

interface Latest {
  readonly kind: Op["kind"]
  readonly values: Readonly<Record<string, Value>>
}

function latestValues(ops: readonly Op[]): ReadonlyMap<string, Latest> {
  const latest = new Map<string, Latest>()
  for (const { rec, kind, cells } of [...ops].sort((one, other) => one.n - other.n)) {
    latest.set(rec, { kind, values: { ...latest.get(rec)?.values, ...cells } })
  }
  return latest
}

/** A value taken in bears the time of its taking; what counts is when it was made, as long as it still stands. */
function madeAt(
  here: ShownRecord["cells"][string],
  taken: readonly [madeAt: number, at: number] | undefined,
): number {
  return taken !== undefined && taken[1] === here.at ? taken[0] : here.at
}

async function readMemory(journal: Journal): Promise<Memory> {
  const kept = await readDraft(journal, memoryId)
  return isMemory(kept) ? kept : {}
}

/** Sealed by this app alone: nobody else can have written it. */
function isMemory(kept: unknown): kept is Memory {
  return typeof kept === "object" && kept !== null
}

interface Taken {
  readonly edits: readonly Edit[]
  readonly latest: ReadonlyMap<string, Latest>
  readonly memory: Memory
}

async function keepMemory(journal: Journal, { edits, latest, memory }: Taken): Promise<void> {
  const next: Record<string, Memory[string]> = { ...memory }
  const records = await readByIds(
    journal,
    edits.map(({ id }) => id),
  )
  const shown = new Map(records.map((record) => [record.id, record]))
  for (const { id, cells } of edits) {
    const taken: Record<string, readonly [number, number]> = { ...next[id] }
    for (const name of Object.keys(cells)) {
      const at = shown.get(id)?.cells[name]?.at
      const made = latest.get(id)?.values[name]?.at
      if (at !== undefined && made !== undefined) taken[name] = [made, at]
    }
    next[id] = taken
  }
  await keepDraft(journal, memoryId, next)
}
