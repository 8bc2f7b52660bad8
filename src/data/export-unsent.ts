import * as v from "valibot"

import type { Json } from "#/base/json.ts"
import { recordKindNames, type Edit } from "#/domain/record.ts"

import { deviceRow, placeOf, type Journal } from "./journal.ts"
import { openOp } from "./opening.ts"
import { opsInState } from "./ops-in-state.ts"

export const unsentFormat = "bortzhurnal-unsent"

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
  format: v.literal(unsentFormat),
  version: v.literal(1),
  madeAt: v.number(),
  device: v.string(),
  person: v.nullable(v.string()),
  school: v.string(),
  ops: v.array(unsentOp),
})

/** Everything that lives on this tablet alone, in plain words of the journal: names included. */
export type Unsent = v.InferOutput<typeof unsentFile>

/** States in which the server has not taken an op, or has refused it. */
const unsentStates = ["fresh", "sent", "aside", "mended"] as const

/** Gathers what the server does not have: what waits, what was refused, and what was set down. The oldest first. */
export async function exportUnsent(journal: Journal, nowMs: number): Promise<Unsent> {
  const { database, vault } = journal
  const [place, device, rows] = await Promise.all([
    placeOf(database),
    deviceRow(database),
    opsInState(database, unsentStates),
  ])
  const ops = await Promise.all(
    rows.map(async (row) => {
      const op = await openOp(vault, row)
      const cells = Object.entries(op.cells).map(([name, { value }]) => [name, value] as const)
      return {
        n: row.n,
        kind: row.kind,
        rec: row.rec,
        at: row.at,
        refused: row.refusal?.reason ?? null,
        cells: Object.fromEntries(cells),
      }
    }),
  )
  return {
    format: unsentFormat,
    version: 1,
    madeAt: nowMs,
    device: device.id,
    person: place.person?.id ?? null,
    school: place.schoolName,
    ops,
  }
}

/** Reads such a file back; undefined when it is none, or was cut. */
export function readUnsent(text: string): Unsent | undefined {
  try {
    const parsed = v.safeParse(unsentFile, JSON.parse(text))
    return parsed.success ? parsed.output : undefined
  } catch {
    return undefined
  }
}

/** The same changes as edits, in the order they were made: writing them a second time changes nothing. */
export function editsOfUnsent(unsent: Unsent): readonly Edit[] {
  return [...unsent.ops]
    .sort((one, other) => one.n - other.n)
    .map(({ rec, kind, cells }) => ({ id: rec, kind, cells }))
}
