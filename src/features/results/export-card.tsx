import type { Sheet } from "#/domain/class-list/join-sheets.ts"
import { className } from "#/domain/school-class.ts"
import { useCompletenessLine } from "#/features/completeness-stamp.tsx"
import { noteLater } from "#/features/use-note-print.ts"
import { useServices } from "#/platform/services.tsx"
import { shareFile } from "#/platform/share-file.ts"
import { dateWords, dayOf } from "#/text/dates.ts"
import { instrumentText } from "#/text/instrument-text.ts"
import { resultWords } from "#/text/results.ts"
import { Button } from "#/ui/button.tsx"
import { Card } from "#/ui/card.tsx"
import { useToast } from "#/ui/toast.tsx"
import { useLanguage, useWords } from "#/ui/words.tsx"

import type { ClassResults } from "./read-class-results.ts"
import { resultsTable, stampTable } from "./results-table.ts"
import { standingOf } from "./who-card.tsx"

type Props = { readonly results: ClassResults }

/** The session as a file: what stands on the screen, and of which tablets it is made. */
export function ExportCard({ results }: Props) {
  const words = useWords(resultWords).export
  const download = useDownload(results)
  return (
    <Card title={words.title}>
      <div className="stack stack-close">
        <p className="muted">{words.why}</p>
        <div className="line">
          <Button icon="download" onClick={() => void download("xlsx")}>
            {words.xlsx}
          </Button>
          <Button look="quiet" onClick={() => void download("csv")}>
            {words.csv}
          </Button>
        </div>
      </div>
    </Card>
  )
}

type Format = "xlsx" | "csv"

function useDownload(results: ClassResults): (format: Format) => Promise<void> {
  const words = useWords(resultWords)
  const dates = useWords(dateWords)
  const language = useLanguage()
  const toasts = useToast()
  const services = useServices()
  const { nowMs } = services
  const stamp = useCompletenessLine()
  const finished = standingOf(results).finished.length
  return async (format) => {
    const { activity, classes } = results
    const now = nowMs()
    const table = resultsTable({
      results,
      textOf: (text) => instrumentText(text, language),
      dayText: dates.numbersWithYear,
      words,
    })
    const madeAt = `${dates.numbersWithYear(dayOf(now))} ${dates.time(now)}`
    const about = stampTable({ results, finished, stamp, madeAt, words })
    const day = dates.numbersWithYear(activity.day)
    const title = words.export.fileName(classes.map(className).join(" "), day)
    const file = await fileOf(format, title, [
      { name: words.export.results, rows: table },
      { name: words.export.completeness, rows: about },
    ])
    const outcome = await shareFile(file)
    if (outcome === "cancelled") return
    void noteLater(services, { what: "results", how: "file", pupils: finished })
    if (outcome === "downloaded") toasts.show({ text: words.export.downloaded(file.name) })
  }
}

/** The writers are loaded when they are asked for. A CSV has one sheet: the second stands below it. */
async function fileOf(format: Format, title: string, sheets: readonly Sheet[]): Promise<File> {
  if (format === "csv") {
    const { writeCsv } = await import("#/platform/spreadsheet/write-csv.ts")
    const rows = sheets.flatMap(({ rows: part }, index) => (index === 0 ? part : [[], ...part]))
    return new File([writeCsv(rows)], `${title}.csv`, { type: "text/csv" })
  }
  const { writeWorkbook } = await import("#/platform/spreadsheet/write-xlsx.ts")
  const book = await writeWorkbook(sheets)
  return new File([book], `${title}.xlsx`, { type: book.type })
}
