import type { Json } from "#/base/json.ts"
import { goneCell, type RecordKind } from "#/domain/record.ts"
import { erasedCell } from "#/domain/retention.ts"
import { deviceOf, opId, type ServerCell } from "#/sync/merge.ts"

import { serverHand } from "./scope.ts"
import type { SchoolHead, SchoolRows, StoredRecord } from "./store.ts"

/** One transaction's changes to a school, from the moment it holds the school's lock. */
export interface Changes {
  readonly rows: SchoolRows
  readonly epoch: number
  readonly now: number
  /** The last number given out so far. */
  seq(): number
  /** The next number of the school: each change of a record takes its own. */
  nextSeq(): number
  /** The number of the next op of the server's own hand. */
  nextServerOp(): number
  /** Reads through a cache: a batch of marks touches one register many times. */
  record(id: string): Promise<StoredRecord | undefined>
  put(record: StoredRecord): Promise<void>
  /** Writes the numbers given out. Nothing may be changed after it. */
  finish(): Promise<void>
}

export interface Moment {
  readonly epoch: number
  readonly now: number
}

/** Locks the school: from here on the order of numbers is the order of commits, so no cursor can pass a late one. */
export async function beginChanges(rows: SchoolRows, { epoch, now }: Moment): Promise<Changes> {
  const before = await rows.lock()
  let { seq, serverOps } = before
  /** Null: read, and not there. */
  const cache = new Map<string, StoredRecord | null>()
  return {
    rows,
    epoch,
    now,
    seq: () => seq,
    nextSeq: () => (seq += 1),
    nextServerOp: () => (serverOps += 1),
    record: async (id) => {
      const known = cache.get(id)
      if (known !== undefined) return known ?? undefined
      const record = await rows.record(id)
      cache.set(id, record ?? null)
      return record
    },
    put: async (record) => {
      cache.set(record.id, record)
      await rows.putRecord(record)
    },
    finish: async () => {
      const after: SchoolHead = { ...before, seq, serverOps }
      if (seq !== before.seq || serverOps !== before.serverOps) await rows.putHead(after)
    },
  }
}

export function valueIn(record: StoredRecord | undefined, cell: string): Json {
  return record?.cells[cell]?.value ?? null
}

export function textIn(record: StoredRecord | undefined, cell: string): string | undefined {
  const value = valueIn(record, cell)
  return typeof value === "string" ? value : undefined
}

export function textsIn(record: StoredRecord | undefined, cell: string): readonly string[] {
  return textsOf(valueIn(record, cell))
}

export function textsOf(value: Json | undefined): readonly string[] {
  return Array.isArray(value)
    ? value.filter((item): item is string => typeof item === "string")
    : []
}

export function isGoneRecord(record: StoredRecord | undefined): boolean {
  return valueIn(record, goneCell) === true
}

/**
 * A pupil whose name was taken away for good, or a sitting whose answers were: nothing brings them back, not even a
 * tablet that still sends them.
 */
export function isErased(record: StoredRecord | undefined): boolean {
  if (valueIn(record, erasedCell) === true) return true
  const answers = record?.kind === "sitting" ? record.cells["answers"] : undefined
  return answers?.value === null && deviceOf(answers.op) === serverHand
}

/** A pupil's class, a register's activity, a sitting's pupil: what a record is found under. */
export function parentOf(
  kind: RecordKind,
  cells: Readonly<Record<string, ServerCell>>,
): string | null {
  const cell =
    kind === "pupil"
      ? cells["class"]
      : underPupil(kind)
        ? cells["pupil"]
        : underActivity(kind)
          ? cells["activity"]
          : undefined
  return typeof cell?.value === "string" ? cell.value : null
}

export function underActivity(kind: RecordKind): boolean {
  return kind === "register" || kind === "checklist"
}

/** What is a pupil's own: it goes along to another class, and goes away with the pupil. */
export function underPupil(kind: RecordKind): boolean {
  return kind === "consent" || kind === "sitting" || kind === "recommendation"
}

/** The id of the server's own next op, for the cells it sets itself. */
export function serverOp(changes: Changes): { readonly op: string; readonly n: number } {
  const n = changes.nextServerOp()
  return { n, op: opId(serverHand, n) }
}
