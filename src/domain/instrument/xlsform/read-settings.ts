import type {
  Answering,
  Balance,
  Band,
  Item,
  Reading,
  Text,
} from "#/domain/instrument/instrument.ts"

import type { FormRefusal } from "./form-refusal.ts"
import { textIn, type FormRow, type FormTable } from "./form-table.ts"
import { idOfName, spanOf, wholeOf } from "./form-words.ts"

/** What a form says of itself. */
export interface FormSettings {
  readonly code: string
  readonly version: number
  readonly title: Text
  readonly about: Text
  readonly instruction: Text | undefined
  readonly licence: string
  readonly credit: Text
  readonly minutes: readonly [from: number, to: number] | undefined
  readonly grades: readonly [from: number, to: number]
  readonly answering: Answering | undefined
  readonly balance: Balance
  readonly reading: Reading
}

const answerings: readonly Answering[] = ["pair", "choice", "rating"]
const balances: readonly Balance[] = ["every-pair", "opposites", "equal", "free"]
const readings: readonly Reading[] = ["leading", "profile"]

type Read<Value> = { readonly value: Value } | { readonly refusals: readonly FormRefusal[] }

/** Reads the one row of settings. What must be said is refused when missing; the rest has a plain default. */
export function readSettings(table: FormTable): Read<FormSettings> {
  const row = table.rows[0] ?? { row: 2, cell: () => "" }
  const refusals: FormRefusal[] = []
  const { asked, oneOf, span, number } = asking(row, refusals)
  const id = asked("form_id", row.cell("form_id"))
  const code = idOfName(id)
  if (id !== "" && code === undefined) refusals.push(refused("bad-name", row, "form_id"))
  const value: FormSettings = {
    code: code ?? "",
    version: number("version") ?? 1,
    title: asked("form_title", textIn(row, "form_title")) ?? { ru: "" },
    about: asked("about", textIn(row, "about")) ?? { ru: "" },
    instruction: textIn(row, "instruction"),
    licence: asked("licence", row.cell("licence") || row.cell("license")),
    credit: asked("credit", textIn(row, "credit")) ?? { ru: "" },
    minutes: span("minutes"),
    grades: span("grades") ?? [6, 11],
    answering: oneOf("answering", answerings),
    balance: oneOf("balance", balances) ?? "free",
    reading: oneOf("reading", readings) ?? "leading",
  }
  return refusals.length > 0 ? { refusals } : { value }
}

function asking(row: FormRow, refusals: FormRefusal[]) {
  const refuse = (why: "empty-cell" | "unknown-word" | "not-a-number", column: string): void => {
    refusals.push(refused(why, row, column))
  }
  return {
    asked: <Value>(column: string, value: Value): Value => {
      if (value === undefined || value === "") refuse("empty-cell", column)
      return value
    },
    oneOf: <Word extends string>(column: string, words: readonly Word[]): Word | undefined => {
      const told = row.cell(column).toLowerCase()
      const found = words.find((word) => word === told)
      if (told !== "" && found === undefined) refuse("unknown-word", column)
      return found
    },
    span: (column: string) => {
      const found = spanOf(row.cell(column))
      if (row.cell(column) !== "" && found === undefined) refuse("not-a-number", column)
      return found
    },
    number: (column: string): number | undefined => {
      const found = wholeOf(row.cell(column))
      if (row.cell(column) !== "" && found === undefined) refuse("not-a-number", column)
      return found
    },
  }
}

function refused(
  why: "empty-cell" | "unknown-word" | "not-a-number" | "bad-name",
  row: FormRow,
  column: string,
): FormRefusal {
  return { why, sheet: "settings", row: row.row, column, text: row.cell(column) }
}

/** Reads the sheet of bands, which may be missing. */
export function readBands(table: FormTable | undefined): {
  readonly bands: readonly Band[]
  readonly refusals: readonly FormRefusal[]
} {
  const refusals: FormRefusal[] = []
  const bands: Band[] = []
  for (const row of table?.rows ?? []) {
    const place = { sheet: "bands", row: row.row } as const
    const upTo = wholeOf(row.cell("up_to"))
    const title = textIn(row, "label")
    if (upTo === undefined) {
      const why = row.cell("up_to") === "" ? "empty-cell" : "not-a-number"
      refusals.push({ why, ...place, column: "up_to", text: row.cell("up_to") })
    }
    if (title === undefined)
      refusals.push({ why: "empty-cell", ...place, column: "label", text: "" })
    if (upTo !== undefined && title !== undefined) bands.push({ upTo, title })
  }
  return { bands, refusals }
}

/** A pair where every question has two answers, a rating where all share one list, else a choice. */
export function likelyAnswering(items: readonly Item[], lists: readonly string[]): Answering {
  if (items.length > 0 && items.every(({ options }) => options.length === 2)) return "pair"
  return new Set(lists).size === 1 ? "rating" : "choice"
}

/** Ten to fifteen seconds a question, in whole minutes. */
export function likelyMinutes(items: number): readonly [from: number, to: number] {
  const minutes = (secondsEach: number): number =>
    Math.min(120, Math.max(1, Math.ceil((items * secondsEach) / 60)))
  return [minutes(10), minutes(15)]
}
