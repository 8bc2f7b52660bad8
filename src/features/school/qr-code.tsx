import { useEffect, useState } from "react"

import { pathOfModules } from "./qr-path.ts"

type Props = { readonly text: string; readonly label: string }

/** Drawn as one path: the package's own drawing would bring inline styles, which the page may not have. */
export function QrCode({ text, label }: Props) {
  const [drawn, setDrawn] = useState<{ readonly path: string; readonly size: number }>()
  useEffect(() => {
    let isOver = false
    void (async () => {
      const { create } = await import("qrcode")
      const { size, data } = create(text, { errorCorrectionLevel: "M" }).modules
      if (!isOver) setDrawn({ path: pathOfModules(data, size), size })
    })()
    return () => {
      isOver = true
    }
  }, [text])
  // Four empty modules around, as the standard asks; always dark on light, in the dark theme too.
  const side = (drawn?.size ?? 33) + 8
  return (
    <svg className="qr" viewBox={`-4 -4 ${side} ${side}`} role="img" aria-label={label}>
      <rect className="qr-paper" x="-4" y="-4" width={side} height={side} />
      <path className="qr-ink" d={drawn?.path ?? ""} />
    </svg>
  )
}
