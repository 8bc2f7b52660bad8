import type { Text } from "#/domain/instrument/instrument.ts"

import type { FormRefusal } from "./form-refusal.ts"
import { textIn, type FormRow, type FormTable } from "./form-table.ts"
import { idOfName, wholeOf } from "./form-words.ts"
import type { FormScales } from "./read-scales.ts"

/** A choice of a list, as it stands in the sheet. */
export interface FormChoice {
  readonly id: string
  readonly text: Text
  /** For the scale that the question names; undefined where the column is empty. */
  readonly plain: number | undefined
  /** For scales named in the heading: `points::nature`. */
  readonly points: Readonly<Record<string, number>>
}

export type FormLists = ReadonlyMap<string, readonly FormChoice[]>

/** Reads the sheet of choices into its lists. */
export function readChoices(
  table: FormTable,
  scales: FormScales,
): { readonly lists: FormLists; readonly refusals: readonly FormRefusal[] } {
  const refusals: FormRefusal[] = []
  const lists = new Map<string, FormChoice[]>()
  const listColumn = table.columns.has("list name") ? "list name" : "list_name"
  const keyed = [...table.columns.keys()].flatMap((column) => {
    const scale = /^points::(.+)$/.exec(column)?.[1]
    if (scale === undefined) return []
    const id = scales.idOf(scale)
    if (id === undefined) refusals.push(refusedAt(table, 1, column)("unknown-scale", scale))
    return id === undefined ? [] : [{ column, id }]
  })
  for (const row of table.rows) {
    const list = row.cell(listColumn)
    const told = toldBy(table, row, keyed)
    refusals.push(...told.refusals)
    if (list === "") refusals.push(refusedAt(table, row.row, listColumn)("empty-cell", ""))
    else if (told.choice !== undefined) {
      lists.set(list, [...(lists.get(list) ?? []), told.choice])
    }
  }
  return { lists, refusals }
}

type Keyed = readonly { readonly column: string; readonly id: string }[]

function toldBy(
  table: FormTable,
  row: FormRow,
  keyed: Keyed,
): { readonly choice?: FormChoice; readonly refusals: readonly FormRefusal[] } {
  const refusals: FormRefusal[] = []
  const refuse = (column: string, why: CellFault): void => {
    refusals.push(refusedAt(table, row.row, column)(why, row.cell(column)))
  }
  const numberIn = (column: string): number | undefined => {
    const text = row.cell(column)
    const number = wholeOf(text)
    if (text !== "" && number === undefined) refuse(column, "not-a-number")
    return number
  }
  const id = idOfName(row.cell("name"))
  if (id === undefined) refuse("name", row.cell("name") === "" ? "empty-cell" : "bad-name")
  const text = textIn(row, "label")
  if (text === undefined) refuse("label", "empty-cell")
  const plain = numberIn("points")
  const points: Record<string, number> = {}
  for (const { column, id: scale } of keyed) {
    const given = numberIn(column)
    if (given !== undefined) points[scale] = given
  }
  if (id === undefined || text === undefined) return { refusals }
  return { choice: { id, text, plain, points }, refusals }
}

type CellFault = "empty-cell" | "bad-name" | "not-a-number" | "unknown-scale"

function refusedAt({ sheet }: FormTable, row: number, column: string) {
  return (why: CellFault, text: string): FormRefusal => ({ why, sheet, row, column, text })
}
