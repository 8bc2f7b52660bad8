import type { Json } from "#/base/json.ts"
import { importBatchOf, type ImportBatch } from "#/domain/import-batch.ts"
import { byName, pupilOf, type Pupil } from "#/domain/pupil.ts"
import { recordIds } from "#/domain/record-ids.ts"
import { recordKey } from "#/domain/record-keys.ts"
import { isGone, textOf, textsOf, valueOf, type Edit, type ShownRecord } from "#/domain/record.ts"
import { markCell } from "#/domain/register.ts"

import type { Journal } from "./journal.ts"
import { readOpenByIds, readOpenByKeys } from "./read-open.ts"
import { readByIds, readByKey } from "./read.ts"

/** Every import the tablet knows of, the newest first. */
export async function readImports(journal: Journal): Promise<readonly ImportBatch[]> {
  const records = await readByKey(journal, recordKey.kind("import"))
  return records.map(importBatchOf).sort((one, other) => other.at - one.at)
}

export interface UndoneImport {
  /** To be saved in one call; what its outcome calls `undo` brings the import back. */
  readonly edits: readonly Edit[]
  /** Pupils of the import who have marks in a register: they stay. In the order of a register. */
  readonly kept: readonly Pupil[]
  /** How many pupils go. */
  readonly gone: number
  /** How many pupils get back what they had. */
  readonly restored: number
}

/**
 * Takes imports back: the pupils they added go, except those with marks; the fields they changed get their former
 * values, except those somebody has written since; classes they made go when nobody and nothing is left in them.
 * Pupils and batches the tablet does not hold are left alone. It makes no difference what was sent and by whom.
 */
export async function undoImport(journal: Journal, ids: readonly string[]): Promise<UndoneImport> {
  const batches = (await readByIds(journal, ids)).map(importBatchOf).filter((one) => !one.undone)
  const added = await readByIds(
    journal,
    batches.flatMap((batch) => batch.added),
  )
  const standing = added.filter((record) => !isGone(record)).map(pupilOf)
  const marked = await readMarked(journal, batches, standing)
  const kept = standing.filter(({ id }) => marked.has(id))
  const going = standing.filter(({ id }) => !marked.has(id))
  const changed = await readByIds(journal, [
    ...new Set(batches.flatMap((batch) => batch.changed.map(({ id }) => id))),
  ])
  const back = changed.flatMap((pupil) => restoringEdit(pupil, batches))
  const left = new Set([...going.map(({ id }) => id), ...leaving(back)])
  const empty = await emptyClasses(
    journal,
    batches.flatMap((batch) => batch.made),
    left,
  )
  return {
    edits: [
      ...going.map(({ id }): Edit => ({ id, kind: "pupil", cells: { gone: true } })),
      ...back,
      ...empty.map((id): Edit => ({ id, kind: "class", cells: { gone: true } })),
      ...batches.map(({ id }): Edit => ({ id, kind: "import", cells: { undone: true } })),
    ],
    kept: kept.sort(byName),
    gone: going.length,
    restored: back.length,
  }
}

/** Which of the pupils have a mark, or two that differ, in any register of the classes they are or were in. */
async function readMarked(
  journal: Journal,
  batches: readonly ImportBatch[],
  pupils: readonly Pupil[],
): Promise<ReadonlySet<string>> {
  const classes = new Set([
    ...batches.flatMap((batch) => batch.classes),
    ...pupils.map(({ classId }) => classId),
  ])
  const activities = await readOpenByKeys(journal, [...classes].map(recordKey.activitiesOf))
  const registers = await readOpenByIds(
    journal,
    activities.map(({ id }) => recordIds.register(id)),
  )
  const hasMark = (id: string): boolean =>
    registers.some(({ cells }) => {
      const cell = cells[markCell(id)]
      return cell !== undefined && (cell.value !== null || cell.rival !== undefined)
    })
  return new Set(pupils.map(({ id }) => id).filter(hasMark))
}

/** Nothing when somebody has since written whatever the import had changed. */
function restoringEdit(pupil: ShownRecord, batches: readonly ImportBatch[]): readonly Edit[] {
  const own = batches
    .flatMap(({ changed }) => changed)
    .filter(({ id, field, to }) => id === pupil.id && valueOf(pupil, field) === to)
  if (own.length === 0 || isGone(pupil)) return []
  const cells: Record<string, Json> = {}
  const was: Record<string, Json> = {}
  for (const { field, from, to } of own) {
    cells[field] = from
    was[field] = to
  }
  return [{ id: pupil.id, kind: "pupil", cells, was }]
}

/** Pupils who go back to the class they came from. */
function leaving(edits: readonly Edit[]): readonly string[] {
  return edits.filter(({ cells }) => "class" in cells).map(({ id }) => id)
}

async function emptyClasses(
  journal: Journal,
  made: readonly string[],
  left: ReadonlySet<string>,
): Promise<readonly string[]> {
  const [pupils, activities] = await Promise.all([
    readOpenByKeys(journal, made.map(recordKey.pupilsOf)),
    readOpenByKeys(journal, made.map(recordKey.activitiesOf)),
  ])
  const stays = new Set(
    pupils.filter(({ id }) => !left.has(id)).map((pupil) => textOf(pupil, "class")),
  )
  const busy = new Set(activities.flatMap((activity) => textsOf(activity, "classes")))
  return made.filter((id) => !stays.has(id) && !busy.has(id))
}
