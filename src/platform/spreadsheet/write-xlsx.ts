import { guardCell } from "#/domain/class-list/formula-guard.ts"
import type { Sheet } from "#/domain/class-list/join-sheets.ts"
import type { Table } from "#/domain/class-list/read-table.ts"

/**
 * A table as a workbook of one sheet: a bold first row that stays in sight, every cell a text, so nothing in it can run;
 * the apostrophes keep it so when somebody saves it as CSV. Written without workers, which our content security policy
 * refuses to libraries. The packer is loaded on first use.
 */
export async function writeXlsx(table: Table, sheet: string): Promise<Blob> {
  return writeWorkbook([{ name: sheet, rows: table }])
}

/** The same for several sheets, whose names must differ. */
export async function writeWorkbook(sheets: readonly Sheet[]): Promise<Blob> {
  const { strToU8, zipSync } = await import("fflate")
  const parts = frame(sheets.map(({ name }) => sheetName(name)))
  for (const [index, { rows }] of sheets.entries()) {
    parts[`xl/worksheets/sheet${index + 1}.xml`] = sheetXml(rows)
  }
  const files = Object.entries(parts).map(([name, xml]) => [name, strToU8(head + xml)] as const)
  return new Blob([zipSync(Object.fromEntries(files))], { type: workbookType })
}

const workbookType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
const head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
const formats = "http://schemas.openxmlformats.org"
const main = `xmlns="${formats}/spreadsheetml/2006/main"`
const office = `${formats}/officeDocument/2006/relationships`
const parts = "application/vnd.openxmlformats-officedocument.spreadsheetml"

/** Everything but the sheets: what ECMA-376 asks of the smallest workbook, and two styles, plain and bold text. */
function frame(names: readonly string[]): Record<string, string> {
  const overrides = names.map(
    (_, index) =>
      `<Override PartName="/xl/worksheets/sheet${index + 1}.xml" ContentType="${parts}.worksheet+xml"/>`,
  )
  const sheets = names.map(
    (name, index) =>
      `<sheet name="${escaped(name)}" sheetId="${index + 1}" r:id="rId${index + 1}"/>`,
  )
  return {
    "[Content_Types].xml": `<Types xmlns="${formats}/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${parts}.sheet.main+xml"/>${overrides.join("")}<Override PartName="/xl/styles.xml" ContentType="${parts}.styles+xml"/></Types>`,
    "_rels/.rels": related([["officeDocument", "xl/workbook.xml"]]),
    "xl/workbook.xml": `<workbook ${main} xmlns:r="${office}"><sheets>${sheets.join("")}</sheets></workbook>`,
    "xl/_rels/workbook.xml.rels": related([
      ...names.map((_, index) => ["worksheet", `worksheets/sheet${index + 1}.xml`] as const),
      ["styles", "styles.xml"],
    ]),
    "xl/styles.xml": `<styleSheet ${main}><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="2"><xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/><xf numFmtId="49" fontId="1" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" applyFont="1"/></cellXfs></styleSheet>`,
  }
}

function related(targets: readonly (readonly [type: string, target: string])[]): string {
  const relations = targets.map(
    ([type, target], index) =>
      `<Relationship Id="rId${index + 1}" Type="${office}/${type}" Target="${target}"/>`,
  )
  return `<Relationships xmlns="${formats}/package/2006/relationships">${relations.join("")}</Relationships>`
}

const widthMin = 6
const widthMax = 40

function sheetXml(table: Table): string {
  const count = table.reduce((most, row) => Math.max(most, row.length), 0)
  const columns = Array.from({ length: count }, (_, column) => {
    const longest = table.reduce((most, row) => Math.max(most, (row[column] ?? "").length), 0)
    const width = Math.min(widthMax, Math.max(widthMin, longest + 2))
    return `<col min="${column + 1}" max="${column + 1}" width="${width}" customWidth="1"/>`
  })
  const rows = table.map(
    (row, index) => `<row r="${index + 1}">${row.map(cellAt(index)).join("")}</row>`,
  )
  const widths = columns.length === 0 ? "" : `<cols>${columns.join("")}</cols>`
  const still = `<sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>`
  return `<worksheet ${main}>${still}${widths}<sheetData>${rows.join("")}</sheetData></worksheet>`
}

function cellAt(row: number): (text: string, column: number) => string {
  return (text, column) =>
    text === ""
      ? ""
      : `<c r="${columnName(column)}${row + 1}" t="inlineStr" s="${row === 0 ? 1 : 0}"><is><t xml:space="preserve">${escaped(guardCell(text))}</t></is></c>`
}

/** A … Z, AA, AB … */
function columnName(column: number): string {
  const letter = String.fromCharCode(65 + (column % 26))
  return column < 26 ? letter : columnName(Math.floor(column / 26) - 1) + letter
}

const entities: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
}

/** Text inside XML, which has no place for control characters and half letters; «_x0041_» would be read as «A». */
function escaped(text: string): string {
  return text
    .replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, "")
    .replace(/_(?=x[\da-f]{4}_)/gi, "_x005F_")
    .replace(/[&<>"]/g, (sign) => entities[sign] ?? "")
}

/** A sheet's name has at most 31 characters, none of these and no apostrophe at its ends. */
function sheetName(name: string): string {
  const allowed = name
    .replace(/[\\/?*[\]:]/g, " ")
    .slice(0, 31)
    .replace(/^[\s']+|[\s']+$/g, "")
  return allowed === "" ? "1" : allowed
}
