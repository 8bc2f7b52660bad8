export interface TidyText {
  readonly text: string
  /** Control characters or right-to-left marks stood in the cell: somebody may be hiding something. */
  readonly hidden: boolean
  /** Doubled, leading or odd spaces, or invisible leftovers of a web page. */
  readonly respaced: boolean
}

const leftovers = /\u00ad|\u200b|\u200c|\u200d|\u2060|\ufeff/g
const hiding = /[\p{Cc}\p{Cf}\p{Cs}]/gu

/** One line of visible text: composed letters (NFC), single spaces, nothing hidden. */
export function tidy(cell: string): TidyText {
  const composed = cell.normalize("NFC")
  const spaced = composed.replace(/\s+/g, " ").replace(leftovers, "")
  const visible = spaced.replace(hiding, "")
  const text = visible.replace(/ {2,}/g, " ").trim()
  return { text, hidden: visible !== spaced, respaced: spaced.trim() !== composed.trim() }
}

/** Lower case, ё as е: what people mean when they say that two names are the same. */
export function folded(text: string): string {
  return text.toLowerCase().replace(/ё/g, "е")
}
