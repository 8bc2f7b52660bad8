import { useEffect, useState } from "react"

import "./qr-code.css"

type Props = {
  readonly text: string
  readonly label: string
  /** `low` where the picture stands on a clean screen and shall be coarse. */
  readonly correction?: "low" | "medium"
}

type Drawn = { readonly text: string; readonly path: string; readonly size: number }

/** Drawn as one path: a library's own drawing would bring inline styles, which the page may not have. */
export function QrCode({ text, label, correction = "medium" }: Props) {
  const [drawn, setDrawn] = useState<Drawn>()
  useEffect(() => {
    let isOver = false
    void (async () => {
      const { encodeQR } = await import("qr")
      // The library draws no code without a border: the narrowest one is cut off again.
      const bordered = encodeQR(text, "raw", { ecc: correction, border: 1 })
      const modules = bordered.slice(1, -1).map((row) => row.slice(1, -1))
      if (!isOver) setDrawn({ text, path: pathOfModules(modules), size: modules.length })
    })()
    return () => {
      isOver = true
    }
  }, [text, correction])
  // Four empty modules around, as the standard asks; always dark on light, in the dark theme too.
  const side = (drawn?.size ?? 33) + 8
  return (
    <svg
      className="qr"
      viewBox={`-4 -4 ${side} ${side}`}
      role="img"
      aria-label={label}
      // For whoever has to know when the picture is the one asked for.
      aria-busy={drawn?.text !== text}
    >
      <rect className="qr-paper" x="-4" y="-4" width={side} height={side} />
      <path className="qr-ink" d={drawn?.path ?? ""} />
    </svg>
  )
}

/** The dark modules as the path of an SVG: one flat rectangle for each run in a row. */
export function pathOfModules(rows: readonly (readonly boolean[])[]): string {
  return rows.map((modules, row) => pathOfRow(modules, row)).join("")
}

function pathOfRow(modules: readonly boolean[], row: number): string {
  const runs: string[] = []
  let from = -1
  for (let column = 0; column <= modules.length; column += 1) {
    const isDark = modules[column] === true
    if (isDark && from < 0) from = column
    if (!isDark && from >= 0) {
      runs.push(`M${from} ${row}h${column - from}v1h-${column - from}z`)
      from = -1
    }
  }
  return runs.join("")
}
