import { sameJson, type Json } from "#/base/json.ts"
import { isFreeCode } from "#/domain/instrument/bring-instrument.ts"
import { readInstrument } from "#/domain/instrument/read-instrument.ts"
import { recordIds } from "#/domain/record-ids.ts"
import { goneCell } from "#/domain/record.ts"
import type { Op, Refusal } from "#/sync/op.ts"

import { valueIn } from "./changes.ts"
import type { StoredRecord } from "./store.ts"

export interface InstrumentFault {
  readonly reason: Refusal
  readonly cell?: string
}

const lasting = ["code", "version", "body"] as const

/**
 * Why a school's instrument is not taken; undefined when it may be. Sittings are scored by the file of their version,
 * so a version is written once, whole and sound, and never changes or goes: it can only be hidden.
 */
export function instrumentFault(
  { rec, cells }: Op,
  stored: StoredRecord | undefined,
): InstrumentFault | undefined {
  if (cells[goneCell] !== undefined) return { reason: "never-changes", cell: goneCell }
  const told = lasting.filter((cell) => cells[cell] !== undefined)
  if (stored !== undefined) {
    const changed = told.find(
      (cell) => !sameJson(cells[cell]?.value ?? null, valueIn(stored, cell)),
    )
    return changed === undefined ? undefined : { reason: "never-changes", cell: changed }
  }
  const [code, version, body] = lasting.map((cell): Json => cells[cell]?.value ?? null)
  if (typeof code !== "string" || typeof version !== "number" || typeof body !== "string") {
    return { reason: "bad-value", cell: lasting.find((cell) => !told.includes(cell)) ?? "body" }
  }
  if (rec !== recordIds.instrument(code, version)) return { reason: "bad-value", cell: "code" }
  const read = readInstrument(body)
  const isSound =
    read.kind === "instrument" &&
    read.instrument.code === code &&
    read.instrument.version === version &&
    isFreeCode(code)
  return isSound ? undefined : { reason: "flawed-instrument", cell: "body" }
}
