import { noteLater } from "#/features/use-note-print.ts"
import { useServices } from "#/platform/services.tsx"
import { shareFile } from "#/platform/share-file.ts"
import type { AreaSummary } from "#/sync/area-api.ts"
import { areaWords } from "#/text/area.ts"
import { dateWords } from "#/text/dates.ts"
import { useToast } from "#/ui/toast.tsx"
import { useWords } from "#/ui/words.tsx"

import { useStepName } from "./step-name.ts"
import type { StepColumn } from "./summary-columns.ts"
import { summarySheet } from "./summary-sheet.ts"

interface Exported {
  readonly summary: AreaSummary
  readonly columns: readonly StepColumn[]
}

/** Gives the table on the screen as a file that a Russian Excel opens with a double click. */
export function useExport(): (exported: Exported) => Promise<void> {
  const words = useWords(areaWords)
  const dates = useWords(dateWords)
  const nameOf = useStepName()
  const toasts = useToast()
  const services = useServices()
  const { today, nowMs } = services
  return async (exported) => {
    const moment = (at: number): string => dates.moment(at, nowMs())
    const table = summarySheet({ ...exported, nameOf, moment, words })
    const { writeCsv } = await import("#/platform/spreadsheet/write-csv.ts")
    const name = `${words.fileName(dates.numbersWithYear(today()))}.csv`
    const outcome = await shareFile(new File([writeCsv(table)], name, { type: "text/csv" }))
    if (outcome === "cancelled") return
    // Counts of schools: nobody stands in it.
    void noteLater(services, { what: "summary", how: "file", pupils: 0 })
    if (outcome === "downloaded") toasts.show({ text: words.downloaded(name) })
  }
}
