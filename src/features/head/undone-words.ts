import { daysBetween, type Day } from "#/domain/day.ts"
import type { UndoneRow } from "#/domain/overdue.ts"
import { activityWords } from "#/text/activities.ts"
import { dateWords } from "#/text/dates.ts"
import { headWords } from "#/text/head.ts"
import { useWords } from "#/ui/words.tsx"

export interface UndoneTold {
  /** «урок не отмечен» */
  readonly what: string
  /** «по плану 6 ноября» */
  readonly detail: string
  /** «просрочено 12 дней», «завтра» */
  readonly chip: string
}

/** What a row says, in words; never a pupil's name. */
export function useUndoneWords(): (row: UndoneRow, today: Day) => UndoneTold {
  const words = useWords(headWords)
  const kinds = useWords(activityWords)
  const dates = useWords(dateWords)
  return ({ step, what }, today) => {
    const { kind } = step
    const name = kind === null ? words.consents.name : kinds.kindInText[kind]
    const notHeld = kind === null ? words.consents.none : words.notHeld[kind]
    const partly = (done: number, of: number): string =>
      kind === null ? words.consents.some(done, of) : words.partly(name, done, of)
    const passed = kind === null ? words.consents.some : words.passed
    switch (what.kind) {
      case "not-logged": {
        const { activity, since } = what
        return {
          what: words.notLogged[activity.kind],
          detail: words.plannedFor(dates.day(since)),
          chip: words.late(dates.days(daysBetween(since, today))),
        }
      }
      case "unmarked":
        return {
          what: words.unmarked(name, what.left),
          detail: words.heldOn(dates.day(what.since)),
          chip: words.late(dates.days(daysBetween(what.since, today))),
        }
      case "not-held":
        return {
          what: what.done === 0 ? notHeld : partly(what.done, what.of),
          detail: words.dueOn(dates.day(what.since)),
          chip: words.late(dates.days(daysBetween(what.since, today))),
        }
      case "blocks": {
        const { next, left } = what
        const days = daysBetween(today, next.day)
        const rest = days === 0 ? words.today : words.daysLeft(dates.days(days))
        return {
          what: kind === null ? words.consents.lacking(left) : words.lacking(name, left),
          detail: words.nextOn(kinds.kindInText[next.kind], dates.day(next.day), rest),
          chip: words.inTheWay[next.kind],
        }
      }
      case "due-soon":
        return {
          what: name,
          detail: `${passed(what.done, what.of)}, ${words.dueOn(dates.day(what.until))}`,
          chip: dates.daysFrom(what.until, today),
        }
    }
  }
}
