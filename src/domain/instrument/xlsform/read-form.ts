import type { Sheet } from "#/domain/class-list/join-sheets.ts"
import type { Instrument, Text } from "#/domain/instrument/instrument.ts"
import {
  decodeInstrument,
  instrumentFormat,
  type ReadInstrument,
} from "#/domain/instrument/read-instrument.ts"

import type { FormPlace, FormRefusal } from "./form-refusal.ts"
import { cutCells, formTable, type FormTable } from "./form-table.ts"
import { readChoices } from "./read-choices.ts"
import { readScales } from "./read-scales.ts"
import { likelyAnswering, likelyMinutes, readBands, readSettings } from "./read-settings.ts"
import { readSurvey, type FormItem, type ReadSurvey } from "./read-survey.ts"

export type ReadForm =
  | {
      readonly kind: "instrument"
      readonly instrument: Instrument
      /** Rows of the sheet of questions that are not asked here. */
      readonly left: readonly number[]
    }
  | { readonly kind: "refused"; readonly refusals: readonly FormRefusal[] }
  /** Every cell could be read, and the instrument they make is wrong. */
  | {
      readonly kind: "unsound"
      readonly why: Exclude<ReadInstrument, { kind: "instrument" }>
      /** The row of a question, by its id. */
      readonly rows: ReadonlyMap<string, number>
      /** Where the bad field stands, when one is bad and it stands somewhere. */
      readonly place: FormPlace | undefined
    }

/** Reads an XLSForm (docs/instruments.md has the sheets and columns). All refusals are told at once. */
export function readForm(sheets: readonly Sheet[]): ReadForm {
  const survey = formTable(sheets, "survey")
  const choices = formTable(sheets, "choices")
  const settings = formTable(sheets, "settings")
  if (survey === undefined || choices === undefined || settings === undefined) {
    const missing = { survey, choices, settings }
    const refusals = (["survey", "choices", "settings"] as const)
      .filter((sheet) => missing[sheet] === undefined)
      .map((sheet): FormRefusal => ({ why: "no-sheet", sheet }))
    return { kind: "refused", refusals }
  }
  return readTables(sheets, { survey, choices, settings })
}

type Tables = Readonly<Record<"survey" | "choices" | "settings", FormTable>>

function readTables(sheets: readonly Sheet[], { survey, choices, settings }: Tables): ReadForm {
  const columns = [
    ...missingColumns(survey, ["type", "name"]),
    ...missingColumns(choices, ["name"]),
    ...(choices.columns.has("list name") ? [] : missingColumns(choices, ["list_name"])),
  ]
  if (columns.length > 0) return { kind: "refused", refusals: columns }
  const [scaleTable, bandTable] = [formTable(sheets, "scales"), formTable(sheets, "bands")]
  const { scales, refusals: ofScales } = readScales(scaleTable)
  const { lists, refusals: ofChoices } = readChoices(choices, scales)
  const asked = readSurvey(survey, lists, scales)
  const said = readSettings(settings)
  const { bands, refusals: ofBands } = readBands(bandTable)
  const tables = [survey, choices, settings, scaleTable, bandTable]
  const refusals = [
    ...tables.flatMap((table) => (table === undefined ? [] : cutCells(table))),
    ...("refusals" in said ? said.refusals : []),
    ...ofScales,
    ...ofBands,
    ...ofChoices,
    ...asked.refusals,
  ]
  if (refusals.length > 0 || "refusals" in said) return { kind: "refused", refusals }
  const { items, breaks, notes } = asked
  const list = items.map(({ item }) => item)
  const { answering, minutes, instruction, ...rest } = said.value
  const read = decodeInstrument({
    format: instrumentFormat,
    ...rest,
    instruction: instruction ?? joined(notes),
    minutes: minutes ?? likelyMinutes(list.length),
    answering:
      answering ??
      likelyAnswering(
        list,
        items.map((item) => item.list),
      ),
    scales: scales.all(),
    bands,
    items: list,
    breaks,
  })
  return told(read, asked, { scales: scaleTable, bands: bandTable })
}

type Others = Readonly<Record<"scales" | "bands", FormTable | undefined>>

function told(read: ReadInstrument, { items, left }: ReadSurvey, others: Others): ReadForm {
  if (read.kind === "instrument") return { ...read, left }
  const place = read.kind === "bad-field" ? placeOf(read.path, items, others) : undefined
  const rows = new Map(items.map(({ row, item }) => [item.id, row]))
  return { kind: "unsound", why: read, rows, place }
}

function missingColumns(
  { sheet, columns }: FormTable,
  wanted: readonly string[],
): readonly FormRefusal[] {
  return wanted
    .filter((column) => !columns.has(column))
    .map((column) => ({ why: "no-column", sheet, column }))
}

function joined(notes: readonly Text[]): Text {
  const ru = notes.map((note) => note.ru).join("\n")
  const en = notes.flatMap((note) => note.en ?? []).join("\n")
  return en === "" ? { ru } : { ru, en }
}

const settingsOf: Readonly<Record<string, string>> = { code: "form_id", title: "form_title" }

/** Where a bad field of the instrument came from: `items.3.text.ru` is the label of the fourth question. */
function placeOf(path: string, items: readonly FormItem[], others: Others): FormPlace {
  const [field = "", index, part] = path.split(".")
  if (field === "items") {
    const row = items[Number(index)]?.row
    const place = row === undefined ? {} : { row }
    return { sheet: "survey", ...place, column: part === "text" ? "label" : "type" }
  }
  if (field === "scales" || field === "bands") {
    const row = others[field]?.rows[Number(index)]?.row
    return row === undefined ? { sheet: field } : { sheet: field, row }
  }
  return { sheet: "settings", column: settingsOf[field] ?? field }
}
