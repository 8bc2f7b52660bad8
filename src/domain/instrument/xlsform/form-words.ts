/**
 * A name of a form as an id: «Q_1» and «q.1» become `q-1`, a choice «-2» becomes `m2`. Undefined where nothing
 * but Latin letters, digits and these signs would be left of it.
 */
export function idOfName(name: string): string | undefined {
  const id = name.toLowerCase().replace(/^-/, "m").replace(/[_.]/g, "-").replace(/^-+/, "")
  return /^[a-z0-9][a-z0-9-]{0,39}$/.test(id) ? id : undefined
}

/** A whole number as a spreadsheet may write it, «2» or «2.0». */
export function wholeOf(text: string): number | undefined {
  return /^[+-]?\d{1,12}(?:[.,]0+)?$/.test(text) ? Number.parseInt(text, 10) : undefined
}

/** «10–15», «10-15», or «15» for both. */
export function spanOf(text: string): readonly [from: number, to: number] | undefined {
  const found = /^(\d{1,3})(?:\s*[-–—]\s*(\d{1,3}))?$/.exec(text)
  if (found === null) return undefined
  const from = Number(found[1])
  return [from, found[2] === undefined ? from : Number(found[2])]
}

const yes = new Set(["yes", "true", "true()", "1", "да"])
const no = new Set(["", "no", "false", "false()", "0", "нет"])

/** Whether a cell says yes; undefined when it says something else than yes or no. */
export function saysYes(text: string): boolean | undefined {
  const word = text.toLowerCase()
  if (yes.has(word)) return true
  return no.has(word) ? false : undefined
}
