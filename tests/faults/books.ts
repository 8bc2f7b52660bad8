import { sameJson } from "#/base/json.ts"
import { valueOf, type Edit } from "#/domain/record.ts"
import { readCells } from "#/server/cells-text.ts"

import type { FaultTablet } from "./tablet.ts"

/** Rows of the server's tables, read past its own code. */
export type ReadRows = (sql: string) => Promise<readonly Readonly<Record<string, unknown>>[]>

interface Entry {
  readonly edit: Edit
  /** A text that stands in this edit and in no other. */
  readonly token: string
  readonly tablet: string
}

/** What the tablets were told is saved: the one truth that server and tablets are held against. */
export class Books {
  readonly #entries: Entry[] = []

  /** Lets a tablet make an edit and writes it down once the tablet says that it is saved. */
  async write(tablet: FaultTablet, edit: Edit, token: string): Promise<void> {
    const written = await tablet.write(edit)
    if (written.kind !== "saved") throw new Error(`the tablet did not save: ${written.kind}`)
    this.#entries.push({ edit, token, tablet: tablet.name })
  }

  get size(): number {
    return this.#entries.length
  }

  /**
   * Everything that is wrong once all is quiet, in words. Empty: each op is on the server exactly once, each saved
   * value is there, and each tablet shows what the server holds.
   */
  async faults(tablets: readonly FaultTablet[], rows: ReadRows): Promise<readonly string[]> {
    const ops = await rows("SELECT device, n, cells, verdict FROM op WHERE device <> 'server'")
    const records = new Map(
      (await rows("SELECT id, cells FROM record")).map((row) => [String(row["id"]), row]),
    )
    const found = [...this.#tokenFaults(ops)]
    for (const tablet of tablets) {
      found.push(...(await opFaults(tablet, ops)))
      found.push(...(await this.#valueFaults(tablet, records)))
    }
    return found
  }

  #tokenFaults(ops: readonly Readonly<Record<string, unknown>>[]): readonly string[] {
    const told = new Map<string, number>()
    for (const { cells } of ops.map((row) => ({ cells: textOf(row["cells"]) }))) {
      for (const [, text = ""] of cells.matchAll(/"([^"]*)"/g)) {
        told.set(text, (told.get(text) ?? 0) + 1)
      }
    }
    return this.#entries.flatMap(({ token, tablet }) => {
      const times = told.get(token) ?? 0
      if (times === 1) return []
      return [`${times === 0 ? "lost" : "doubled"}: «${token}» of ${tablet}, ${times} times`]
    })
  }

  async #valueFaults(
    tablet: FaultTablet,
    records: ReadonlyMap<string, Readonly<Record<string, unknown>>>,
  ): Promise<readonly string[]> {
    const found: string[] = []
    const held = await tablet.journal.database.records.toCollection().primaryKeys()
    const wanted = new Set([...held, ...this.#entries.map(({ edit }) => edit.id)])
    for (const id of wanted) {
      const row = records.get(id)
      const shown = await tablet.reads(id)
      if (row === undefined || shown === undefined) {
        found.push(`${row === undefined ? "lost" : "missing"}: record ${id}, ${tablet.name}`)
        continue
      }
      const cells = readCells(textOf(row["cells"]))
      for (const name of new Set([...Object.keys(cells), ...Object.keys(shown.cells)])) {
        const isSame =
          sameJson(cells[name]?.value ?? null, valueOf(shown, name)) &&
          cells[name]?.op === shown.cells[name]?.op
        if (!isSame) found.push(`different: ${id} ${name}, ${tablet.name}`)
      }
    }
    return found
  }
}

async function opFaults(
  tablet: FaultTablet,
  ops: readonly Readonly<Record<string, unknown>>[],
): Promise<readonly string[]> {
  const { id, n } = await tablet.device()
  const own = ops.filter((row) => row["device"] === id)
  const numbers = own.map((row) => Number(row["n"])).sort((a, b) => a - b)
  const found: string[] = []
  const waiting = await tablet.waits()
  if (waiting > 0) found.push(`not drained: ${waiting} ops of ${tablet.name}`)
  const isWhole = numbers.length === n && numbers.every((number, index) => number === index + 1)
  if (!isWhole) found.push(`lost: ${tablet.name} made ${n} ops, the server has ${numbers.length}`)
  for (const { verdict, n: number } of own) {
    if (verdict === "applied" || verdict === "superseded") continue
    found.push(`refused: op ${String(number)} of ${tablet.name} is ${String(verdict)}`)
  }
  return found
}

function textOf(stored: unknown): string {
  return typeof stored === "string" ? stored : JSON.stringify(stored)
}
