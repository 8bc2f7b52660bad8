import type { Sheet, SheetPart } from "#/domain/class-list/join-sheets.ts"
import type { Table } from "#/domain/class-list/read-table.ts"

export type TextEncoding = "utf-8" | "utf-16le" | "utf-16be" | "windows-1251"
export type Separator = ";" | "," | "\t" | "|"

/** Why a file was not read. The words say what to do instead. */
export type RefusedFile =
  | { readonly why: "empty" }
  | { readonly why: "too-big"; readonly bytes: number; readonly max: number }
  | { readonly why: "too-many-rows"; readonly max: number }
  | { readonly why: "too-many-columns"; readonly max: number }
  /** The archive unpacks to more than any list needs, lies about its sizes, or hides entities: a bomb. */
  | { readonly why: "dangerous" }
  /** Not whole: cut off while copying, or damaged. */
  | { readonly why: "broken" }
  /** Behind a password. Save without one. */
  | { readonly why: "password" }
  /** Excel 97–2003. Save as .xlsx. */
  | { readonly why: "old-xls" }
  /** Excel's binary workbook. Save as .xlsx. */
  | { readonly why: "xlsb" }
  /** LibreOffice's own format. Save as .xlsx. */
  | { readonly why: "ods" }
  /** A web page or XML under another name, as some journals export. Open in Excel and save as .xlsx. */
  | { readonly why: "web-page" }
  | { readonly why: "pdf" }
  | { readonly why: "word" }
  | { readonly why: "presentation" }
  | { readonly why: "image" }
  /** A zip, rar or 7z with files inside. Unpack it first. */
  | { readonly why: "archive" }
  /** No format we know. */
  | { readonly why: "binary" }
  /** Not finished within the time allowed. */
  | { readonly why: "too-slow" }
  /** The reader could not start in this browser. Save as CSV or paste the table. */
  | { readonly why: "reader-failed" }

export interface TableSource {
  readonly format: "xlsx" | "csv" | "paste"
  /** Undefined for a workbook and for the clipboard. */
  readonly encoding: TextEncoding | undefined
  /** Undefined for a workbook and when the text has one column. */
  readonly separator: Separator | undefined
  /** The only sheet read; undefined for texts and for joined sheets. */
  readonly sheet: string | undefined
  /** Where the rows stood in a workbook. */
  readonly parts: readonly SheetPart[]
  /** Sheets left out; read one with `joinSheets(sheets, name)`. */
  readonly left: readonly string[]
}

export type SpreadsheetOutcome =
  | {
      readonly kind: "table"
      readonly rows: Table
      readonly source: TableSource
      /** Every sheet of a workbook; empty for texts. */
      readonly sheets: readonly Sheet[]
    }
  | ({ readonly kind: "refused" } & RefusedFile)

export function refusedFile(why: RefusedFile): SpreadsheetOutcome {
  return { kind: "refused", ...why }
}
