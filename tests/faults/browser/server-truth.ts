import { DatabaseSync } from "node:sqlite"

import { sameJson, type Json } from "#/base/json.ts"
import { readCells } from "#/server/cells-text.ts"
import { databaseIn } from "#/server/data-folder.ts"

import { standingOf, type Snapshot } from "./snapshot.ts"

interface StoredOp {
  readonly device: string
  readonly n: number
  readonly rec: string
  readonly cells: string
  readonly verdict: string
}

interface StoredRecord {
  readonly id: string
  readonly cells: string
}

/**
 * What the server's database says against a tablet that believes that everything is sent: every op of it there, once, with
 * its values, accepted, and nothing else; every record it shows with the same values.
 */
export function serverFaults(dataFolder: string, tablet: Snapshot): readonly string[] {
  const { ops, records } = readServer(dataFolder)
  const { device, made } = standingOf(tablet)
  const faults: string[] = []
  const own = ops.filter((op) => op.device === device)
  if (own.length !== made) faults.push(`${made} ops were made, the server has ${own.length}`)
  const numbers = new Set(own.map(({ n }) => n))
  if (numbers.size !== own.length) faults.push("the server has an op twice")
  for (let n = 1; n <= made; n += 1) if (!numbers.has(n)) faults.push(`the server lacks op ${n}`)
  for (const { n, verdict } of own) {
    if (verdict !== "applied") faults.push(`op ${n} is ${verdict}`)
  }
  const kept = new Map(tablet.outbox.map((op) => [op.n, op]))
  for (const { n, rec, cells } of own) {
    const op = kept.get(n)
    if (op === undefined || op.ct !== undefined) continue
    const values = Object.fromEntries(
      Object.entries(op.open).map(([cell, { value }]) => [cell, value]),
    )
    const stored: Json = JSON.parse(cells)
    if (op.rec !== rec || !sameJson(stored, values)) {
      faults.push(`op ${n} is another one on the server`)
    }
  }
  const there = new Map(records.map(({ id, cells }) => [id, readCells(cells)]))
  for (const { id, open } of tablet.records) {
    if (Object.keys(open.own).length > 0) faults.push(`${id} has unsettled values`)
    for (const [cell, { value }] of Object.entries(open.base)) {
      const stored = there.get(id)?.[cell]?.value ?? null
      if (!sameJson(stored, value)) faults.push(`${cell} of ${id} differs from the server's`)
    }
  }
  return faults
}

function readServer(dataFolder: string) {
  const database = new DatabaseSync(databaseIn(dataFolder), { readOnly: true })
  try {
    // The columns are the server's own, in the types it wrote them.
    const ops = database
      .prepare("SELECT device, n, rec, cells, verdict FROM op ORDER BY n")
      .all() as unknown as StoredOp[]
    const records = database
      .prepare("SELECT id, cells FROM record")
      .all() as unknown as StoredRecord[]
    return { ops, records }
  } finally {
    database.close()
  }
}
