import type { Refusal } from "#/sync/op.ts"

/** What becomes of an op that is well formed and its person's to make. */
export type Admission =
  /** Its cells are merged: all of them, or those that are named. */
  | { readonly kind: "taken"; readonly cells?: readonly string[] }
  /** What it tells of was taken away for good meanwhile: counted, so that the queue goes on, and not kept. */
  | { readonly kind: "too-late" }
  | {
      readonly kind: "refused"
      readonly verdict: "invalid" | "forbidden"
      readonly reason: Refusal
      readonly cell?: string
    }
