import { instrumentFile } from "#/domain/instrument/instrument-file.ts"
import type { Instrument } from "#/domain/instrument/instrument.ts"
import { writeForm } from "#/domain/instrument/xlsform/write-form.ts"
import { shareFile } from "#/platform/share-file.ts"
import { writeWorkbook } from "#/platform/spreadsheet/write-xlsx.ts"
import { instrumentFileWords } from "#/text/instrument-files.ts"
import { useToast } from "#/ui/toast.tsx"
import { useWords } from "#/ui/words.tsx"

export type Format = "json" | "xlsx"

/** Gives an instrument as a file that can be loaded again, with lines that a person can read. */
export function useDownload(): (instrument: Instrument, format: Format) => Promise<void> {
  const words = useWords(instrumentFileWords).download
  const toasts = useToast()
  return async (instrument, format) => {
    const outcome = await shareFile(await fileOf(instrument, format))
    if (outcome === "downloaded") toasts.show({ text: words.done })
  }
}

async function fileOf(instrument: Instrument, format: Format): Promise<File> {
  const name = `${instrument.code}-${instrument.version}.${format}`
  if (format === "xlsx") {
    const workbook = await writeWorkbook(writeForm(instrument))
    return new File([workbook], name, { type: workbook.type })
  }
  const lines = JSON.stringify(JSON.parse(instrumentFile(instrument)), undefined, 2)
  return new File([`${lines}\n`], name, { type: "application/json" })
}
