import type { Json } from "#/base/json.ts"
import type { RecordKind } from "#/domain/record.ts"

import type { EditName } from "./edit-name.ts"

/** One cell as an op sets it. */
export interface OpCell {
  readonly value: Json
  /** The edit whose value was on the screen when this one was made; null when there was none. */
  readonly prev: EditName | null
  /**
   * What that one stood on, the latest first. A server restored from a backup may know only one of these:
   * without them an edit would seem not to know the value it was written on top of.
   */
  readonly past?: readonly EditName[]
  /** Server-corrected milliseconds, strictly growing on one device. */
  readonly at: number
}

/** One person's action on the cells of one record, as it travels. `n` counts the device's ops without gaps. */
export interface Op {
  readonly n: number
  readonly rec: string
  readonly kind: RecordKind
  /** The school's sequence that the tablet had seen of this record when the op was made. */
  readonly seen: number
  /** The epoch `seen` belongs to; 0 before the first contact. */
  readonly epoch: number
  readonly cells: Readonly<Record<string, OpCell>>
}

/** Why the server takes an op for bad or forbidden. It only grows: old receipts are kept for ever. */
export const refusals = [
  "unknown-kind",
  "unknown-field",
  "bad-value",
  "too-large",
  "server-only",
  "class-of-another",
  "lesson-of-another",
  "not-for-this-role",
  "changed-body",
  // A pupil was tested without a consent that holds on that day.
  "no-consent",
  // A sitting or a version of an instrument: written once and for ever.
  "never-changes",
  // An instrument whose file does not hold what it says of itself.
  "flawed-instrument",
] as const
export type Refusal = (typeof refusals)[number]

/** The server's verdict on one op. `seq` is the school's sequence at which it took effect. */
export type Receipt =
  | { readonly n: number; readonly verdict: "applied" | "superseded"; readonly seq: number }
  | {
      readonly n: number
      readonly verdict: "invalid" | "forbidden"
      readonly seq: number
      readonly reason: Refusal
      /** The cell at fault, when one is. */
      readonly cell?: string
    }
