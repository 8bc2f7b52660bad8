import type { Consent } from "./consent.ts"
import { addDays, type Day } from "./day.ts"

/**
 * So many days after the family has withdrawn its consent everything that rested on it is destroyed at the latest
 * (152-ФЗ, art. 21, part 5: thirty days from the day on which the withdrawal came in).
 */
export const eraseWithinDays = 30

/** Why a pupil's results are not shown, and until when they will be erased, where they will. */
export type ResultsLock =
  | { readonly why: "missing" | "clash" }
  | {
      readonly why: "withdrawn" | "refused"
      /** The server erases answers and recommendations on this day, unless there is a consent again. */
      readonly eraseOn: Day
    }

/**
 * Whether a pupil's results and recommendations are kept from every screen: undefined when they may be shown. Asked with
 * the school's own consent as it is now; whether somebody may take a diagnostic is another question (`gateFor`).
 */
export function resultsLocked(consent: Consent | undefined): ResultsLock | undefined {
  if (consent === undefined) return { why: "missing" }
  if (consent.isClashing) return { why: "clash" }
  const { status } = consent
  if (status === "given") return undefined
  return { why: status, eraseOn: eraseDayOf(consent) }
}

/**
 * Not before the day after it was written down: a slip in the date of an old paper must leave time to be mended. A refusal
 * that comes after a consent bears no day of withdrawal: it counts from when it was written down.
 */
function eraseDayOf({ status, withdrawn, record }: Consent): Day {
  const writtenOn = dayOf(record.cells["status"]?.at ?? 0)
  const from = status === "withdrawn" && withdrawn !== "" ? withdrawn : writtenOn
  const due = addDays(from, eraseWithinDays)
  const earliest = addDays(writtenOn, 1)
  return due < earliest ? earliest : due
}

/** The calendar day in UTC: an hour or two do not matter to a month. */
function dayOf(atMs: number): Day {
  return new Date(atMs).toISOString().slice(0, 10)
}
