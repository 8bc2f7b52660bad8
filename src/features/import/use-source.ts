import { importWords } from "#/text/import.ts"
import { useWords } from "#/ui/words.tsx"

import type { Answers } from "./answers.ts"
import type { BroughtList } from "./brought-list.ts"
import type { CheckedList } from "./use-checked-list.ts"

/** «7б_список.csv · windows-1251, разделитель «;» · шапка в 3-й строке, над ней две лишние». */
export function useSource(
  { name, format, encoding, separator }: BroughtList,
  { table, preview }: CheckedList,
  { isRemembered }: Answers,
): string {
  const words = useWords(importWords).check
  const between = separator === undefined ? "" : words.separator[separator]
  const [header] = preview.mapping.headerRows
  const sheets = table.parts.map(({ sheet }) => sheet)
  return [
    format === "paste" ? words.pasted : name,
    encoding === undefined
      ? between !== "" && words.separatedBy(between)
      : words.encoding(encoding.toUpperCase() === "UTF-8" ? "UTF-8" : encoding, between),
    format === "xlsx" &&
      (sheets.length === 1 ? words.sheet(sheets[0] ?? "") : words.sheets(sheets)),
    table.left.length > 0 && words.sheetsLeft(table.left),
    header === undefined
      ? words.noHeader
      : [words.header(header), header > 1 && words.above(header - 1)].filter(Boolean).join(", "),
    isRemembered && words.remembered,
  ]
    .filter(Boolean)
    .join(" · ")
}
