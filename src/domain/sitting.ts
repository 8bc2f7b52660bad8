import type { Answers } from "./instrument/instrument.ts"
import { isGone, numberOf, textOf, valueOf, type ShownRecord } from "./record.ts"

/**
 * One pupil taking one instrument once (прохождение), or a part of it. Written whole when it has ended and never
 * changed: who goes on another day makes a new one that `continues` it.
 */
export interface Sitting {
  readonly id: string
  /** The diagnostic in which it was taken. */
  readonly activity: string
  readonly pupil: string
  readonly instrument: string
  readonly version: number
  /** Milliseconds since 1970, the tablet's clock. */
  readonly startedAt: number
  readonly end: SittingEnd
  /** In front of the tablet, without pauses. */
  readonly seconds: number
  readonly answers: Answers
  readonly continues: string | undefined
  readonly record: ShownRecord
}

export type SittingEnd =
  | { readonly kind: "finished"; readonly at: number }
  | { readonly kind: "unfinished" }

/** The sitting that a record holds; undefined for none, or one that was taken back. */
export function sittingOf(record: ShownRecord | undefined): Sitting | undefined {
  if (record === undefined || record.kind !== "sitting" || isGone(record)) return undefined
  const finishedAt = numberOf(record, "finishedAt")
  const continues = textOf(record, "continues")
  return {
    id: record.id,
    activity: textOf(record, "activity"),
    pupil: textOf(record, "pupil"),
    instrument: textOf(record, "instrument"),
    version: numberOf(record, "version") ?? 0,
    startedAt: numberOf(record, "startedAt") ?? 0,
    end: finishedAt === undefined ? { kind: "unfinished" } : { kind: "finished", at: finishedAt },
    seconds: numberOf(record, "seconds") ?? 0,
    answers: answersOf(record),
    continues: continues === "" ? undefined : continues,
    record,
  }
}

function answersOf(record: ShownRecord): Answers {
  const value = valueOf(record, "answers")
  if (typeof value !== "object" || value === null || Array.isArray(value)) return {}
  const told = Object.entries(value).filter(
    (entry): entry is [string, string] => typeof entry[1] === "string",
  )
  return Object.fromEntries(told)
}

/** A sitting with all that it goes on with: what is scored. `id` and `activity` are those of its last part. */
export interface Attempt extends Omit<Sitting, "continues" | "record"> {
  /** From the first on. */
  readonly parts: readonly Sitting[]
}

/**
 * Joins sittings to attempts, in the order of their beginning. A part whose beginning is not known stands for itself;
 * where two go on with one (on two tablets at once), each makes an attempt of its own: nothing is thrown away.
 */
export function attemptsOf(sittings: readonly Sitting[]): readonly Attempt[] {
  const byId = new Map(sittings.map((sitting) => [sitting.id, sitting]))
  // Only by one that truly goes on with it: a forged pointer must not make another pupil's sitting vanish.
  const continued = new Set(sittings.flatMap((sitting) => beforeOf(sitting, byId)?.id ?? []))
  const ended = sittings
    .filter(({ id }) => !continued.has(id))
    .map((last) => joined(partsUpTo(last, byId), last))
  const told = new Set(ended.flatMap(({ parts }) => parts))
  // A circle has no last part: its sittings stand each for itself.
  const circling = sittings.filter((sitting) => !told.has(sitting)).map((one) => joined([one], one))
  return [...ended, ...circling].sort(
    (one, other) => one.startedAt - other.startedAt || one.id.localeCompare(other.id),
  )
}

function partsUpTo(last: Sitting, byId: ReadonlyMap<string, Sitting>): readonly Sitting[] {
  const parts = [last]
  let before = beforeOf(last, byId)
  // A circle can only be forged; it must not hang the screen.
  while (before !== undefined && !parts.includes(before)) {
    parts.unshift(before)
    before = beforeOf(before, byId)
  }
  return parts
}

/** What a sitting goes on with, when that is here and can be. */
function beforeOf(sitting: Sitting, byId: ReadonlyMap<string, Sitting>): Sitting | undefined {
  const { continues } = sitting
  const before = continues === undefined ? undefined : byId.get(continues)
  return before !== undefined && goesOn(before, sitting) ? before : undefined
}

function goesOn(before: Sitting, last: Sitting): boolean {
  return (
    before.pupil === last.pupil &&
    before.instrument === last.instrument &&
    before.version === last.version
  )
}

function joined(parts: readonly Sitting[], last: Sitting): Attempt {
  return {
    id: last.id,
    activity: last.activity,
    pupil: last.pupil,
    instrument: last.instrument,
    version: last.version,
    startedAt: parts[0]?.startedAt ?? last.startedAt,
    end: last.end,
    seconds: parts.reduce((sum, part) => sum + part.seconds, 0),
    answers: Object.assign({}, ...parts.map((part) => part.answers)),
    parts,
  }
}
