import type { AreaSummary } from "#/sync/area-api.ts"
import { areaWords } from "#/text/area.ts"

import { cellIn, consentsIn, shareOf, type Counts, type StepColumn } from "./summary-columns.ts"

type Words = (typeof areaWords)["ru"]

export interface SheetGiven {
  readonly summary: AreaSummary
  readonly columns: readonly StepColumn[]
  readonly nameOf: (column: StepColumn) => string
  readonly moment: (at: number) => string
  readonly words: Words
}

/** The table on the screen, row by row and with the grades, as a spreadsheet takes it. What is not told is not there, either. */
export function summarySheet(given: SheetGiven): string[][] {
  const { summary, columns, nameOf, words } = given
  const first = summary.area.kind === "region" ? words.city : words.school
  const header = [
    first,
    words.grade,
    words.consents,
    words.percentOf(words.consents),
    ...columns.flatMap((column) => [nameOf(column), words.percentOf(nameOf(column))]),
    words.pupils,
    words.held,
    words.tabletsFull,
    words.tabletsAll,
    words.lastAt,
  ]
  const rows = summary.parts.flatMap(({ name, counts, grades, tablets }) => [
    [name, "", ...countCells(given, counts), ...tabletCells(given, tablets)],
    ...grades.map((one) => [name, String(one.grade), ...countCells(given, one.counts), "", "", ""]),
  ])
  const { total } = summary
  const sum = [words.total, "", ...countCells(given, total.counts)]
  return [header, ...rows, [...sum, ...tabletCells(given, total.tablets)]]
}

function countCells({ columns, words }: SheetGiven, counts: Counts): string[] {
  return [
    ...[consentsIn(counts), ...columns.map((column) => cellIn(counts, column))].flatMap((cell) => {
      if (cell === undefined || cell.of === null) return ["", ""]
      const share = shareOf(cell)
      return [toldText(cell.done, words), share === undefined ? "" : String(share)]
    }),
    toldText(counts.pupils, words),
    String(counts.held),
  ]
}

function tabletCells(
  { moment }: SheetGiven,
  { full, of, lastAt }: AreaSummary["total"]["tablets"],
): string[] {
  return [String(full), String(of), lastAt === null ? "" : moment(lastAt)]
}

export function toldText(told: number | "few" | "hidden", words: Words): string {
  return typeof told === "number" ? String(told) : words[told]
}
