import type { Item, Option, Text } from "#/domain/instrument/instrument.ts"

import { readCondition, type FormCondition } from "./form-condition.ts"
import type { FormRefusal } from "./form-refusal.ts"
import { textIn, type FormRow, type FormTable } from "./form-table.ts"
import { idOfName, saysYes } from "./form-words.ts"
import type { FormChoice, FormLists } from "./read-choices.ts"
import type { FormScales } from "./read-scales.ts"

/** A question with the row it stands in and the list it takes its answers from. */
export interface FormItem {
  readonly row: number
  readonly list: string
  readonly item: Item
}

export interface ReadSurvey {
  readonly items: readonly FormItem[]
  readonly breaks: readonly string[]
  /** Notes before the first question: what the pupil reads first. */
  readonly notes: readonly Text[]
  /** Rows that mean nothing here: later notes, and what a telephone notes of itself. */
  readonly left: readonly number[]
  readonly refusals: readonly FormRefusal[]
}

/** What a telephone notes of itself while a form is filled in. Nothing of it is asked here. */
const meta = new Set([
  "start",
  "end",
  "today",
  "deviceid",
  "phonenumber",
  "username",
  "email",
  "audit",
  "subscriberid",
  "simserial",
])

/** Columns that would change what is asked or answered. */
const changing = [
  "calculation",
  "constraint",
  "choice_filter",
  "default",
  "trigger",
  "repeat_count",
]

interface Group {
  readonly row: number
  readonly condition: FormCondition | undefined
}

/** Reads the sheet of questions. */
export function readSurvey(table: FormTable, lists: FormLists, scales: FormScales): ReadSurvey {
  const items: FormItem[] = []
  const breaks: string[] = []
  const notes: Text[] = []
  const left: number[] = []
  const refusals: FormRefusal[] = []
  const groups: Group[] = []
  for (const row of table.rows) {
    const type = row.cell("type").replace(/\s+/g, " ")
    switch (kindOf(type)) {
      case "question": {
        const read = readQuestion(row, { lists, scales, groups })
        refusals.push(...read.refusals)
        if (read.item === undefined) break
        items.push({ row: row.row, list: listOf(type), item: read.item })
        if (saysYes(row.cell("break")) === true) breaks.push(read.item.id)
        break
      }
      case "note": {
        const text = textIn(row, "label")
        if (items.length === 0 && text !== undefined) notes.push(text)
        else left.push(row.row)
        break
      }
      case "group": {
        const { condition, refusal } = conditionOf(row)
        if (refusal !== undefined) refusals.push(refusal)
        groups.push({ row: row.row, condition })
        break
      }
      case "group-end":
        if (groups.pop() === undefined) refusals.push({ why: "group-not-opened", row: row.row })
        break
      case "meta":
        left.push(row.row)
        break
      case "unknown":
        refusals.push({ why: "unknown-type", row: row.row, type })
    }
  }
  refusals.push(...groups.map(({ row }): FormRefusal => ({ why: "group-not-closed", row })))
  return { items, breaks, notes, left, refusals }
}

function kindOf(type: string): "question" | "note" | "group" | "group-end" | "meta" | "unknown" {
  if (/^select_one \S+$/i.test(type) || /^select one \S+$/i.test(type)) return "question"
  switch (type.toLowerCase().replace("_", " ")) {
    case "note":
      return "note"
    case "begin group":
      return "group"
    case "end group":
      return "group-end"
    default:
      return meta.has(type.toLowerCase()) ? "meta" : "unknown"
  }
}

function listOf(type: string): string {
  return type.split(" ").at(-1) ?? ""
}

interface Around {
  readonly lists: FormLists
  readonly scales: FormScales
  readonly groups: readonly Group[]
}

function readQuestion(
  row: FormRow,
  around: Around,
): { readonly item?: Item; readonly refusals: readonly FormRefusal[] } {
  const refusals: FormRefusal[] = []
  const refuse = (why: CellFault, column: string): void => {
    refusals.push({ why, sheet: "survey", row: row.row, column, text: row.cell(column) })
  }
  for (const column of changing) if (row.cell(column) !== "") refuse("not-supported", column)
  const name = row.cell("name")
  const id = idOfName(name)
  if (id === undefined) refuse(name === "" ? "empty-cell" : "bad-name", "name")
  for (const column of ["reverse", "break"]) {
    if (saysYes(row.cell(column)) === undefined) refuse("unknown-word", column)
  }
  const text = askedText(row)
  if (/\$\{/.test(`${text.ru}${text.en ?? ""}`)) refuse("not-supported", "label")

  const list = listOf(row.cell("type"))
  const choices = around.lists.get(list)
  if (choices === undefined) refusals.push({ why: "no-list", row: row.row, list })
  const told = row.cell("scale")
  const scale = told === "" ? undefined : around.scales.idOf(told)
  if (told !== "" && scale === undefined) refuse("unknown-scale", "scale")
  if (scale !== undefined && choices?.every(({ plain }) => plain === undefined) === true) {
    refusals.push({ why: "no-points", row: row.row, list })
  }
  const { condition, refusal } = conditionAround(row, around.groups)
  if (refusal !== undefined) refusals.push(refusal)

  if (id === undefined || choices === undefined || refusals.length > 0) return { refusals }
  const options = optionsOf(choices, scale, saysYes(row.cell("reverse")) === true)
  const item = { id, text, options }
  return { item: condition === undefined ? item : { ...item, when: whenOf(condition) }, refusals }
}

type CellFault =
  | "empty-cell"
  | "bad-name"
  | "unknown-word"
  | "unknown-scale"
  | "unknown-condition"
  | "not-supported"

/** A hint is read after the question: on a tablet they stand together anyway. */
function askedText(row: FormRow): Text {
  const text = textIn(row, "label") ?? { ru: "" }
  const hint = textIn(row, "hint")
  if (hint === undefined) return text
  const joined = (label: string, more: string): string => [label, more].filter(Boolean).join(" ")
  const ru = joined(text.ru, hint.ru)
  const en = joined(text.en ?? "", hint.en ?? "")
  return en === "" ? { ru } : { ru, en }
}

/** A reversed question counts its points from the other end: with 0–4, a 4 gives 0. */
function optionsOf(
  choices: readonly FormChoice[],
  scale: string | undefined,
  isReversed: boolean,
): readonly Option[] {
  const plain = choices.flatMap((choice) => choice.plain ?? [])
  const turned = Math.min(...plain) + Math.max(...plain)
  return choices.map(({ id, text, plain: point, points }) => {
    if (scale === undefined || point === undefined) return { id, text, points }
    return { id, text, points: { ...points, [scale]: isReversed ? turned - point : point } }
  })
}

function conditionOf(row: FormRow): {
  readonly condition: FormCondition | undefined
  readonly refusal?: FormRefusal
} {
  const text = row.cell("relevant")
  if (text === "") return { condition: undefined }
  const condition = readCondition(text)
  if (condition !== undefined) return { condition }
  const place = { sheet: "survey", row: row.row, column: "relevant" } as const
  return { condition, refusal: { why: "unknown-condition", ...place, text } }
}

function conditionAround(row: FormRow, groups: readonly Group[]) {
  const own = conditionOf(row)
  if (own.refusal !== undefined) return own
  const all = [own.condition, ...groups.map(({ condition }) => condition)].filter(
    (one) => one !== undefined,
  )
  if (all.length > 1) {
    const refusal: FormRefusal = { why: "two-conditions", row: row.row }
    return { condition: undefined, refusal }
  }
  return { condition: all[0] }
}

/** An answer that cannot be an id stays as it was told, so that the flaw names it. */
function whenOf({ question, is }: FormCondition): NonNullable<Item["when"]> {
  return {
    item: idOfName(question) ?? question,
    is: is.map((answer) => idOfName(answer) ?? answer),
  }
}
