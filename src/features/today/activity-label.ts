import { hasRegister } from "#/domain/activity-kind.ts"
import type { Activity } from "#/domain/activity.ts"
import { tookPart } from "#/domain/mark.ts"
import { tallyOf, type Register } from "#/domain/register.ts"
import { className, type SchoolClass } from "#/domain/school-class.ts"
import { activityWords } from "#/text/activities.ts"
import { todayWords } from "#/text/today.ts"

type ActivityWords = (typeof activityWords)["ru"]
type Words = (typeof todayWords)["ru"]

/** «7Б», «7А, 7Б»; empty when it is for no class, or for one that is not on the tablet. */
export function classesOf(activity: Activity, classes: readonly SchoolClass[]): string {
  return activity.classes
    .flatMap((id) => classes.find((known) => known.id === id) ?? [])
    .map(className)
    .join(", ")
}

/** «7Б · Урок» */
export function shortLabel(
  activity: Activity,
  classes: readonly SchoolClass[],
  words: ActivityWords,
): string {
  return joined([classesOf(activity, classes), words.kindName[activity.kind]])
}

/** «7Б · Всероссийский профориентационный урок», or its own title. */
export function longLabel(
  activity: Activity,
  classes: readonly SchoolClass[],
  words: ActivityWords,
): string {
  const title = activity.title === "" ? words.kind[activity.kind] : activity.title
  return joined([classesOf(activity, classes), title])
}

/** «были 22 из 24», «14 человек»; empty when nothing is known. */
export function turnout(activity: Activity, register: Register, words: Words): string {
  if (!hasRegister(activity.kind)) {
    return activity.people === undefined ? "" : words.people(activity.people)
  }
  const { byMark, total, marked } = tallyOf(register)
  if (marked === 0) return ""
  if (marked < total) return words.markedInDay(marked, total)
  if (activity.kind === "diagnostic") return words.finished(byMark.finished ?? 0, total)
  const came = [...register.marks.values()].filter(({ mark }) => tookPart(mark)).length
  return words.present(came, total)
}

export function joined(parts: readonly string[]): string {
  return parts.filter((part) => part !== "").join(" · ")
}
