import * as v from "valibot"

import { joinSheets, type JoinedSheets } from "#/domain/class-list/join-sheets.ts"
import { type FoundPersonal, withoutPersonal } from "#/domain/class-list/without-personal.ts"
import type { SpreadsheetOutcome } from "#/platform/spreadsheet/outcome.ts"

const personalKinds = [
  "snils",
  "document",
  "address",
  "phone",
  "email",
  "health",
  "citizenship",
  "family",
  "secret",
] as const

const listSchema = v.object({
  /** Of the file; empty when the list was pasted. */
  name: v.string(),
  format: v.picklist(["xlsx", "csv", "paste"]),
  encoding: v.optional(v.string()),
  separator: v.optional(v.picklist([";", ",", "\t", "|"])),
  /** A text is a book of one sheet without a name. */
  sheets: v.array(
    v.object({
      name: v.string(),
      rows: v.array(v.array(v.string())),
      found: v.array(
        v.object({
          column: v.number(),
          title: v.string(),
          kinds: v.array(v.picklist(personalKinds)),
        }),
      ),
    }),
  ),
  /** The class from whose screen the list was loaded. */
  into: v.optional(v.string()),
  at: v.number(),
})

/** A list as it was brought, without its personal columns. */
export type BroughtList = v.InferOutput<typeof listSchema>

export function readBroughtList(kept: unknown): BroughtList | undefined {
  const read = v.safeParse(listSchema, kept)
  return read.success ? read.output : undefined
}

interface Bringing {
  readonly name: string
  readonly into: string | undefined
  readonly at: number
}

/** What was read, with the cells of personal columns emptied before anything else sees or keeps them. */
export function broughtList(
  { rows, sheets, source }: Extract<SpreadsheetOutcome, { kind: "table" }>,
  { name, into, at }: Bringing,
): BroughtList {
  const read = sheets.length > 0 ? sheets : [{ name: "", rows }]
  return {
    name,
    format: source.format,
    encoding: source.encoding,
    separator: source.separator,
    sheets: read.map((sheet) => {
      const stripped = withoutPersonal(sheet.rows)
      return {
        name: sheet.name,
        rows: stripped.rows.map((row) => [...row]),
        found: stripped.found.map((found) => ({ ...found, kinds: [...found.kinds] })),
      }
    }),
    into,
    at,
  }
}

export interface ListTable extends JoinedSheets {
  readonly found: readonly FoundPersonal[]
}

/** The table to check: one sheet, or those of the classes together. */
export function tableOf(list: BroughtList, sheet: string | undefined): ListTable {
  const joined = joinSheets(list.sheets, sheet)
  const first = list.sheets.find(({ name }) => name === joined.parts[0]?.sheet)
  return {
    ...joined,
    sheet: joined.sheet === "" ? undefined : joined.sheet,
    found: first?.found ?? [],
  }
}
