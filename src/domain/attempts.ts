import type { Gate } from "./consent.ts"
import { addDays, type Day } from "./day.ts"
import { answerTo, askedItems } from "./instrument/asked-items.ts"
import type { Answers, Instrument } from "./instrument/instrument.ts"
import type { Mark } from "./mark.ts"
import { numberOf, type ShownRecord } from "./record.ts"
import type { Attempt } from "./sitting.ts"

/**
 * How often a pupil takes one instrument in a season, and how many days lie between two times. No rule of the project
 * is known: both are settings of the season, and undefined means no limit.
 */
export interface AttemptLimits {
  readonly attempts: number | undefined
  readonly daysBetween: number | undefined
}

/** What the season's record says; a nought is no limit either. */
export function attemptLimitsOf(season: ShownRecord | undefined): AttemptLimits {
  const limit = (cell: string): number | undefined =>
    (season === undefined ? undefined : numberOf(season, cell)) || undefined
  return { attempts: limit("attempts"), daysBetween: limit("daysBetween") }
}

/** Whether a pupil sits down now. Everything but a missing consent can be allowed by the teacher, who knows why. */
export type MaySit =
  | { readonly kind: "open" }
  /** Goes on where an earlier sitting was put away: the next part of a long one, or one that was not finished. */
  | { readonly kind: "continues"; readonly before: Attempt }
  | {
      readonly kind: "no-consent"
      readonly why: Extract<Gate, { readonly kind: "closed" }>["why"]
    }
  /** The register says so: not here, or does not want to. */
  | { readonly kind: "absent"; readonly mark: AwayMark }
  /** In this very diagnostic. */
  | { readonly kind: "already-finished"; readonly attempt: Attempt }
  | { readonly kind: "attempts-used-up"; readonly attempts: number }
  /** May again from that day on. */
  | { readonly kind: "too-soon"; readonly until: Day; readonly before: Attempt }

export type AwayMark = Extract<Mark, "absent" | "excused" | "refused">

export interface WouldSit {
  readonly activity: string
  readonly instrument: Instrument
  readonly day: Day
  readonly gate: Gate
  /** In the register of the activity. */
  readonly mark: Mark | undefined
  /** Of this pupil in this season, of any instrument; those of others are not looked at. */
  readonly attempts: readonly Attempt[]
  readonly limits: AttemptLimits
  /** The calendar day of an instant, by the clock of the tablet. */
  readonly dayOf: (ms: number) => Day
}

export function maySit(would: WouldSit): MaySit {
  const { gate, mark, activity, instrument, limits } = would
  // Before everything else: whatever is allowed knowingly below, this never is.
  if (gate.kind === "closed") return { kind: "no-consent", why: gate.why }
  const attempts = would.attempts.filter((attempt) => attempt.instrument === instrument.code)
  const finished = attempts.filter(({ end }) => end.kind === "finished")
  const here = finished.find((attempt) => attempt.activity === activity)
  if (here !== undefined) return { kind: "already-finished", attempt: here }
  if (mark === "absent" || mark === "excused" || mark === "refused") return { kind: "absent", mark }
  const before = openAttempt(attempts, instrument)
  if (before !== undefined) return goesOn(before, would)
  if (limits.attempts !== undefined && finished.length >= limits.attempts)
    return { kind: "attempts-used-up", attempts: limits.attempts }
  return afterRest(finished, would)
}

/** The latest that was put away; one of another version has other items and cannot be gone on with. */
function openAttempt(attempts: readonly Attempt[], { version }: Instrument): Attempt | undefined {
  const latestFirst = [...attempts].reverse()
  return latestFirst.find((one) => one.end.kind === "unfinished" && one.version === version)
}

function goesOn(before: Attempt, { instrument, day, dayOf }: WouldSit): MaySit {
  const until = addDays(endDay(before, dayOf), 1)
  // A break in a long questionnaire is a night's: that is what it was put in for.
  if (day < until && isAtBreak(instrument, before.answers))
    return { kind: "too-soon", until, before }
  return { kind: "continues", before }
}

function afterRest(finished: readonly Attempt[], { limits, day, dayOf }: WouldSit): MaySit {
  const last = finished.at(-1)
  if (last === undefined || limits.daysBetween === undefined) return { kind: "open" }
  const until = addDays(endDay(last, dayOf), limits.daysBetween)
  return day < until ? { kind: "too-soon", until, before: last } : { kind: "open" }
}

function endDay(attempt: Attempt, dayOf: WouldSit["dayOf"]): Day {
  const last = attempt.parts.at(-1)?.startedAt ?? attempt.startedAt
  return dayOf(attempt.end.kind === "finished" ? attempt.end.at : last)
}

/** Everything up to a break is answered and nothing after it: the sitting was put away where it was meant to be. */
export function isAtBreak(instrument: Instrument, answers: Answers): boolean {
  const asked = askedItems(instrument, answers)
  const open = asked.findIndex((item) => answerTo(item, answers) === undefined)
  const last = asked[open - 1]
  if (last === undefined || !instrument.breaks.includes(last.id)) return false
  return asked.slice(open).every((item) => answerTo(item, answers) === undefined)
}

/** How far an attempt came: answered items of those that are asked. */
export function progressOf(
  instrument: Instrument,
  answers: Answers,
): { readonly answered: number; readonly of: number } {
  const asked = askedItems(instrument, answers)
  const answered = asked.filter((item) => answerTo(item, answers) !== undefined)
  return { answered: answered.length, of: asked.length }
}
