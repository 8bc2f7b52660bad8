import type { Scale } from "#/domain/instrument/instrument.ts"

import type { FormRefusal } from "./form-refusal.ts"
import { textIn, type FormTable } from "./form-table.ts"
import { idOfName } from "./form-words.ts"

/** The scales of a form, found by name or by title. */
export interface FormScales {
  /** Undefined when the form has a sheet of scales and this one is not in it. */
  readonly idOf: (told: string) => string | undefined
  /** After everything was read: without a sheet of their own, scales are those that were named, in that order. */
  readonly all: () => readonly Scale[]
}

/** Reads the sheet of scales. Without one every scale is taken that a question or a choice names, under that name. */
export function readScales(table: FormTable | undefined): {
  readonly scales: FormScales
  readonly refusals: readonly FormRefusal[]
} {
  if (table === undefined) return { scales: namedScales(), refusals: [] }
  const refusals: FormRefusal[] = []
  const scales: Scale[] = []
  for (const row of table.rows) {
    const refuse = (column: string, why: "empty-cell" | "bad-name"): void => {
      refusals.push({ why, sheet: table.sheet, row: row.row, column, text: row.cell(column) })
    }
    const id = idOfName(row.cell("name"))
    const title = textIn(row, "label")
    if (id === undefined) refuse("name", row.cell("name") === "" ? "empty-cell" : "bad-name")
    if (title === undefined) refuse("label", "empty-cell")
    if (id !== undefined && title !== undefined) {
      scales.push({ id, title, about: textIn(row, "about") ?? title })
    }
  }
  const byName = new Map(
    scales.flatMap(({ id, title }) => [
      [folded(title.ru), id] as const,
      [folded(title.en ?? title.ru), id] as const,
    ]),
  )
  for (const { id } of scales) byName.set(id, id)
  const idOf = (told: string): string | undefined =>
    byName.get(idOfName(told) ?? "") ?? byName.get(folded(told))
  return { scales: { idOf, all: () => scales }, refusals }
}

function namedScales(): FormScales {
  const named = new Map<string, Scale>()
  return {
    idOf: (told) => {
      const known = named.get(folded(told))
      if (known !== undefined) return known.id
      const id = freeId(idOfName(told), [...named.values()])
      named.set(folded(told), { id, title: { ru: told }, about: { ru: told } })
      return id
    },
    all: () => [...named.values()],
  }
}

/** A scale called in Russian has no id of its own. */
function freeId(wanted: string | undefined, others: readonly Scale[]): string {
  const isFree = (id: string): boolean => others.every((other) => other.id !== id)
  if (wanted !== undefined && isFree(wanted)) return wanted
  for (let number = others.length + 1; ; number += 1) {
    if (isFree(`s${number}`)) return `s${number}`
  }
}

const folded = (text: string): string => text.toLowerCase().replaceAll("ё", "е")
