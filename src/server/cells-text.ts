import { crc32 } from "node:zlib"

import type { Json } from "#/base/json.ts"
import type { ServerCell } from "#/sync/merge.ts"
import { StringTable } from "#/sync/pack.ts"

import { DamagedDatabase } from "./database.ts"

type StoredRival = readonly [value: Json, op: number, by: number, at: number]
type StoredCell = readonly [
  value: Json,
  op: number,
  by: number,
  at: number,
  seq: number,
  past: readonly number[],
  rival?: StoredRival,
]
interface Stored {
  readonly strings: readonly string[]
  readonly cells: Readonly<Record<string, StoredCell>>
}

/** The cells of a record as one text. Ids of ops and people stand once: 25 marks of one lesson share them. */
export function writeCells(cells: Readonly<Record<string, ServerCell>>): string {
  const table = new StringTable()
  const stored: Record<string, StoredCell> = {}
  for (const [name, cell] of Object.entries(cells)) {
    const { value, at, seq, rival } = cell
    const past = cell.past.map((op) => table.place(op))
    const bare = [value, table.place(cell.op), table.place(cell.by), at, seq, past] as const
    stored[name] =
      rival === undefined
        ? bare
        : [...bare, [rival.value, table.place(rival.op), table.place(rival.by), rival.at]]
  }
  return sealed(JSON.stringify({ strings: table.strings, cells: stored } satisfies Stored))
}

const sealLength = "#00000000".length

/** SQLite does not notice a flipped bit inside a value, and half a name reads as well as a whole one: a sum does. */
function sealed(json: string): string {
  return `${json}#${crc32(json).toString(16).padStart(8, "0")}`
}

function unsealed(text: string): string {
  const json = text.slice(0, -sealLength)
  // Written before there was a sum.
  if (text.endsWith("}") && text.at(-sealLength) !== "#") return text
  if (sealed(json) !== text)
    throw new DamagedDatabase("the cells of a record do not match their sum")
  return json
}

/**
 * The inverse of {@link writeCells}. The text is our own, written in the transaction that changed the record.
 * Throws {@link DamagedDatabase} when it is not what was written.
 */
export function readCells(text: string): Record<string, ServerCell> {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  const { strings, cells } = JSON.parse(unsealed(text)) as Stored
  const named = (place: number): string => strings[place] ?? ""
  const read: Record<string, ServerCell> = {}
  for (const [name, [value, op, by, at, seq, past, rival]] of Object.entries(cells)) {
    const cell = { value, op: named(op), by: named(by), at, seq, past: past.map(named) }
    read[name] =
      rival === undefined
        ? cell
        : {
            ...cell,
            rival: { value: rival[0], op: named(rival[1]), by: named(rival[2]), at: rival[3] },
          }
  }
  return read
}
