/**
 * A spreadsheet runs a cell that begins like this, also behind a full-width twin (OWASP, CSV injection).
 * An apostrophe before it makes the cell a text.
 */
const dangerous = "=+\\-@\\t\\r\\n\\0\uff1d\uff0b\uff0d\uff20"
const toGuard = new RegExp(`^'*[${dangerous}]`)
const guarded = new RegExp(`^'+[${dangerous}]`)

/** The text with one more apostrophe in front when a spreadsheet could take it for a formula. */
export function guardCell(text: string): string {
  return toGuard.test(text) ? `'${text}` : text
}

/** Takes the apostrophe of {@link guardCell} off again, so that export and import meet. */
export function unguardCell(text: string): string {
  return guarded.test(text) ? text.slice(1) : text
}

/** Whether a spreadsheet could run this text. */
export function looksLikeFormula(text: string): boolean {
  return new RegExp(`^[${dangerous}]`).test(text)
}
