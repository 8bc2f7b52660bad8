import { useState } from "react"
import { createPortal } from "react-dom"

import { useNotePrint } from "#/features/use-note-print.ts"
import { Button } from "#/ui/button.tsx"
import { usePaper } from "#/ui/use-paper.ts"

import { PupilSheet, type Sheet } from "./pupil-sheet.tsx"

type Props = {
  readonly label: string
  readonly sheets: readonly Sheet[]
  readonly schoolName: string
}

/** Puts one sheet a pupil on paper: nobody's result stands beside somebody else's. */
export function PrintSheets({ label, sheets, schoolName }: Props) {
  const [isPrinting, setPrinting] = useState(false)
  useNotePrint(isPrinting ? { what: "result-sheets", pupils: sheets.length } : undefined)
  usePaper(isPrinting, () => setPrinting(false))
  return (
    <>
      <Button icon="print" onClick={() => setPrinting(true)}>
        {label}
      </Button>
      {isPrinting &&
        createPortal(
          <div className="print-only pupil-sheets">
            {sheets.map((sheet) => (
              <PupilSheet key={sheet.pupil.id} sheet={sheet} schoolName={schoolName} />
            ))}
          </div>,
          document.body,
        )}
    </>
  )
}
