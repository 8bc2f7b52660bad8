/** A code point that Unicode promises never to give to a character. */
const mark = "\uFFFE"

/**
 * PostgreSQL keeps no NUL in a text, and a tablet may send one: the op is refused by itself then, but is kept, and the
 * batch must not fail with it.
 */
export function toPostgresText(text: string): string {
  return /[\0\uFFFE]/.test(text)
    ? text.replaceAll(mark, `${mark}e`).replaceAll("\0", `${mark}0`)
    : text
}

/** The inverse of {@link toPostgresText}. */
export function fromPostgresText(text: string): string {
  return text.includes(mark) ? text.replaceAll(`${mark}0`, "\0").replaceAll(`${mark}e`, mark) : text
}
