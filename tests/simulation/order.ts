import * as v from "valibot"

import { troubles } from "./plan.ts"

/** What one child process is asked to do. */
export const orderSchema = v.object({
  /** The fault to plant before the program is loaded. */
  fault: v.nullable(v.string()),
  seeds: v.array(v.number()),
  /** The kinds of trouble in all these histories; null leaves the choice to each seed. */
  only: v.nullable(v.array(v.picklist(troubles))),
  /** These besides: `diagnostics` come to no seed by itself. */
  with: v.exactOptional(v.array(v.picklist(troubles))),
  /** So many steps instead of as many as each seed says. */
  steps: v.exactOptional(v.number()),
  /** The short histories kept under these seeds (named-plans.json) instead of what the seeds make now. */
  named: v.exactOptional(v.literal(true)),
  /** `broken`: ends with the first seed that breaks. `story`: and tells its story, made short. `stories`: of all. */
  until: v.picklist(["end", "broken", "story", "stories"]),
})

export type Order = v.InferOutput<typeof orderSchema>

const counts = v.record(v.string(), v.number())

export const toldSchema = v.variant("kind", [
  v.object({ kind: v.literal("held"), seed: v.number(), counts }),
  v.object({
    kind: v.literal("broken"),
    seed: v.number(),
    invariant: v.string(),
    detail: v.string(),
    /** The sentences of the shortest story found, when one was asked for. */
    story: v.nullable(v.string()),
  }),
])

/** What a child says of one seed. */
export type Told = v.InferOutput<typeof toldSchema>
export type ToldBroken = Told & { readonly kind: "broken" }
