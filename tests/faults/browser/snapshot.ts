import type { Page } from "@playwright/test"

import { must } from "#/base/assert.ts"
import { sameJson, type Json } from "#/base/json.ts"
import { stateOf, type Marks } from "#/data/ops-in-state.ts"
import type { HistoryRow, MetaRow, OpRow, RecordRow } from "#/data/rows.ts"
import { opId } from "#/sync/merge.ts"

/** What lies on the tablet's disk, read past the app in one transaction. */
export interface Snapshot {
  readonly meta: readonly MetaRow[]
  readonly records: readonly RecordRow[]
  readonly outbox: readonly OpRow[]
  readonly history: readonly HistoryRow[]
}

export function snapshotOf(page: Page): Promise<Snapshot> {
  return page.evaluate(
    () =>
      new Promise<Snapshot>((resolve, reject) => {
        const opening = indexedDB.open("nav-own")
        opening.addEventListener("error", () => reject(opening.error))
        opening.addEventListener("success", () => {
          const database = opening.result
          const stores = ["meta", "records", "outbox", "history"]
          const reading = database.transaction(stores)
          const asked = stores.map((name) => [name, reading.objectStore(name).getAll()] as const)
          reading.addEventListener("complete", () => {
            database.close()
            // What is sealed stays so: the page's own rows cross over as text.
            const found = Object.fromEntries(asked.map(([name, { result }]) => [name, result]))
            resolve(JSON.parse(JSON.stringify(found)))
          })
        })
      }),
  )
}

export interface Standing {
  readonly device: string
  /** Ops made so far. */
  readonly made: number
  readonly safe: number
  readonly marks: Marks
}

export function standingOf({ meta }: Snapshot): Standing {
  const device = must(meta.find((row) => row.key === "device"))
  const server = must(meta.find((row) => row.key === "server"))
  return { device: device.id, made: device.n, safe: server.safe, marks: device }
}

const unsettled = new Set(["fresh", "sent", "receipted"])

/** Ops that are not settled yet. */
export function unsettledIn(snapshot: Snapshot): readonly OpRow[] {
  const { marks } = standingOf(snapshot)
  return snapshot.outbox.filter((row) => unsettled.has(stateOf(row, marks)))
}

/**
 * Half states: what one transaction wrote together and lies there alone. True at every moment of a tablet's life, so it
 * may be looked at whenever it opens.
 */
export function halvesIn(snapshot: Snapshot): readonly string[] {
  const { records, outbox, history } = snapshot
  const { device, made, safe } = standingOf(snapshot)
  const faults: string[] = []
  const ops = new Map(outbox.map((op) => [op.n, op]))
  const rows = new Map(records.map((row) => [row.id, row]))
  const told = new Set(history.map((line) => line.op))
  for (const { n } of outbox) if (n > made) faults.push(`op ${n} is above the counter ${made}`)
  for (let n = safe + 1; n <= made; n += 1) {
    if (!ops.has(n)) faults.push(`op ${n} of ${made} is missing from the outbox`)
    if (!told.has(opId(device, n))) faults.push(`op ${n} is missing from the history`)
  }
  for (const row of records) {
    for (const [cell, own] of Object.entries(row.open.own)) {
      const op = ops.get(own.n)
      const carried: Json | undefined = op?.open[cell]?.value
      if (op === undefined || carried === undefined || !sameJson(carried, own.value)) {
        faults.push(`${row.kind} ${row.id} shows ${cell} of op ${own.n}, which does not carry it`)
      }
    }
  }
  for (const op of unsettledIn(snapshot)) {
    const row = rows.get(op.rec)
    if (row === undefined) faults.push(`op ${op.n} has no record ${op.rec}`)
    for (const cell of Object.keys(op.open)) {
      if ((row?.open.own[cell]?.n ?? 0) < op.n) {
        faults.push(`op ${op.n} carries ${cell}, which its record does not show`)
      }
    }
  }
  return faults
}
