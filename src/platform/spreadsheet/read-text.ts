import { decodeText } from "./decode-text.ts"
import { fileBytesMax } from "./limits.ts"
import { refusedFile, type SpreadsheetOutcome, type TableSource } from "./outcome.ts"
import { readSeparated } from "./separated.ts"

/** Reads a table pasted from the clipboard. */
export function readPasted(text: string): SpreadsheetOutcome {
  if (text.length > fileBytesMax) {
    return refusedFile({ why: "too-big", bytes: text.length, max: fileBytesMax })
  }
  return readText(text, { format: "paste", encoding: undefined })
}

/** Reads a text file in any of the encodings schools use. */
export function readTextFile(bytes: Uint8Array): SpreadsheetOutcome {
  const decoded = decodeText(bytes)
  if (decoded.kind === "binary") return refusedFile({ why: "binary" })
  if (isMarkup(decoded.text)) return refusedFile({ why: "web-page" })
  return readText(decoded.text, { format: "csv", encoding: decoded.encoding })
}

function isMarkup(text: string): boolean {
  return /^\ufeff?\s*<(?:!doctype|html|head|body|table|meta|style|\?xml|mime)/i.test(
    text.slice(0, 500),
  )
}

function readText(
  text: string,
  told: Pick<TableSource, "format" | "encoding">,
): SpreadsheetOutcome {
  const read = readSeparated(text)
  if (read.kind === "refused") return refusedFile(read.refusal)
  const { rows, separator } = read
  return {
    kind: "table",
    rows,
    sheets: [],
    source: { ...told, separator, sheet: undefined, parts: [], left: [] },
  }
}
