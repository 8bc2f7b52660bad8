const russian = new Intl.PluralRules("ru")
const english = new Intl.PluralRules("en")

type Forms = readonly [one: string, few: string, many: string]

/** The Russian word alone: `plural(3, "ученик", "ученика", "учеников")` is «ученика». A fraction takes the second form. */
export function plural(count: number, ...[one, few, many]: Forms): string {
  const form = russian.select(count)
  if (form === "one") return one
  return form === "many" ? many : few
}

/** The number and the word: «3 ученика». */
export function counted(count: number, ...forms: Forms): string {
  return `${count} ${plural(count, ...forms)}`
}

/** The English word alone: `pluralEn(1, "pupil", "pupils")` is “pupil”. */
export function pluralEn(count: number, one: string, other: string): string {
  return english.select(count) === "one" ? one : other
}

/** The number and the English word: “3 pupils”. */
export function countedEn(count: number, one: string, other: string): string {
  return `${count} ${pluralEn(count, one, other)}`
}
