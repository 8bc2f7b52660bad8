import * as v from "valibot"

import type { Json } from "#/base/json.ts"
import { recordKindNames } from "#/domain/record.ts"

const json: v.GenericSchema<unknown, Json> = v.lazy(() =>
  v.union([
    v.null(),
    v.boolean(),
    v.number(),
    v.string(),
    v.array(json),
    v.record(v.string(), json),
  ]),
)

const unsentOp = v.object({
  n: v.number(),
  kind: v.picklist(recordKindNames),
  rec: v.string(),
  at: v.number(),
  /** Why the server did not take it; null when it was never asked. */
  refused: v.nullable(v.string()),
  cells: v.record(v.string(), json),
})

const unsentFile = v.object({
  format: v.literal("bortzhurnal-unsent"),
  version: v.literal(1),
  madeAt: v.number(),
  device: v.string(),
  person: v.nullable(v.string()),
  school: v.string(),
  ops: v.array(unsentOp),
})

/** A rescue file of the first releases: what was unsent in plain words of the journal, names included. */
export type Unsent = v.InferOutput<typeof unsentFile>

/** Reads such a file; undefined when it is none, or was cut. */
export function readUnsent(text: string): Unsent | undefined {
  try {
    const parsed = v.safeParse(unsentFile, JSON.parse(text))
    return parsed.success ? parsed.output : undefined
  } catch {
    return undefined
  }
}
