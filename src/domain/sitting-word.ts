import { sameJson, type Json } from "#/base/json.ts"

import { goneCell } from "./record.ts"

/** What the first word of a sitting has to say. */
const whole = ["activity", "pupil", "instrument", "version", "startedAt", "seconds", "answers"]

export type Values = Readonly<Record<string, Json>>

/** What an op is to a sitting, which is said once, whole, and never changes: it can only be taken back. */
export type Word =
  /** Makes the record. */
  | { readonly kind: "first" }
  /** Says again what stands there, and may set what may still be set: `cells`, none at all where nothing is new. */
  | { readonly kind: "again"; readonly cells: readonly string[] }
  /** Would make a record that is not whole. */
  | { readonly kind: "cut"; readonly cell: string }
  /** Would change what never changes. */
  | { readonly kind: "changes"; readonly cell: string }

/**
 * What these values are to the sitting as it stands (undefined: there is none yet). One and the same may come twice under
 * two names, from a tablet that had to take another: that changes nothing.
 */
export function wordOf(values: Values, stands: Values | undefined): Word {
  if (stands === undefined) {
    const missing = whole.find((cell) => (values[cell] ?? null) === null)
    return missing === undefined ? { kind: "first" } : { kind: "cut", cell: missing }
  }
  const fresh = Object.entries(values)
    .filter(([cell, value]) => !sameJson(stands[cell] ?? null, value))
    .map(([cell]) => cell)
  const changed = fresh.find((cell) => cell !== goneCell)
  return changed === undefined
    ? { kind: "again", cells: fresh }
    : { kind: "changes", cell: changed }
}
