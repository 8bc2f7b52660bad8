import { maySit, progressOf, type AttemptLimits, type AwayMark, type MaySit } from "./attempts.ts"
import { gateFor, type Consent, type Gate } from "./consent.ts"
import type { Day } from "./day.ts"
import type { Answers, Instrument } from "./instrument/instrument.ts"
import type { Register } from "./register.ts"
import { attemptsOf, type Attempt, type Sitting } from "./sitting.ts"
import {
  normOn,
  overNorm,
  tabletTime,
  type NormOn,
  type OverNorm,
  type TabletRule,
  type TabletSpell,
  type TabletTime,
} from "./tablet-norms.ts"

/** What this tablet knows of a pupil while it is in the pupils' hands, or until what they did is taken in. */
export interface RunningSitting {
  readonly pupil: string
  readonly state: "not-started" | "in-progress" | "finished"
  readonly answered: number
  readonly of: number
  readonly seconds: number
}

export interface Progress {
  readonly answered: number
  readonly of: number
}

/** Where a pupil is in one diagnostic, as far as this tablet knows. */
export type SessionState =
  /** `progress` is undefined where only the register says so: taken on paper or on the platform. */
  | { readonly kind: "finished"; readonly progress: Progress | undefined }
  | { readonly kind: "unfinished"; readonly progress: Progress | undefined }
  /** On this tablet, at this moment. */
  | { readonly kind: "in-progress"; readonly progress: Progress }
  /** `isSaid`: the register says so, and it is not only that nothing is known. */
  | { readonly kind: "not-started"; readonly isSaid: boolean }
  | { readonly kind: "absent"; readonly mark: AwayMark }
  | {
      readonly kind: "no-consent"
      readonly why: Extract<Gate, { readonly kind: "closed" }>["why"]
    }

const nobody: Readonly<Record<SessionState["kind"], number>> = {
  finished: 0,
  "in-progress": 0,
  unfinished: 0,
  "not-started": 0,
  absent: 0,
  "no-consent": 0,
}

export interface SessionRow {
  readonly pupil: string
  readonly state: SessionState
  readonly may: MaySit
  /** Of this diagnostic, as taken in; the last one where there are several. */
  readonly attempt: Attempt | undefined
  /** The how many-eth time in the season this one is; 1 for the first. */
  readonly turn: number
  /** Of this lesson and of the day on which the pupil last sat in it. */
  readonly time: TabletTime
  /** Of this lesson and of today. */
  readonly today: TabletTime
  /** Where that is over the norm, the gravest first. */
  readonly over: readonly OverNorm[]
}

export interface DiagnosticSession {
  readonly rows: readonly SessionRow[]
  readonly counts: Readonly<Record<SessionState["kind"], number>>
  readonly norm: NormOn | undefined
}

export interface SessionGiven {
  readonly activity: string
  /** Of its class; undefined where that is not known. */
  readonly grade: number | undefined
  readonly instrument: Instrument
  /** In the order to be shown. */
  readonly pupils: readonly { readonly id: string; readonly born: string }[]
  readonly register: Register
  /** The school's own, by pupil. */
  readonly consents: ReadonlyMap<string, Consent>
  /** Of these pupils in this season, those of this diagnostic with their answers. */
  readonly sittings: readonly Sitting[]
  /** What stands on this tablet: of this diagnostic, and of another that it was handed over for. */
  readonly running: readonly (RunningSitting & { readonly activity: string })[]
  readonly limits: AttemptLimits
  readonly today: Day
  readonly dayOf: (ms: number) => Day
}

/** Who has not begun, is at it, has finished: one look over sittings, the hand-over of this tablet and the register. */
export function diagnosticSession(given: SessionGiven): DiagnosticSession {
  const norm = given.grade === undefined ? undefined : normOn(given.today, given.grade)
  const sittings = groupBy(given.sittings, ({ pupil }) => pupil)
  const norms = norm === undefined ? {} : { rule: norm.rule }
  const rows = given.pupils.map((pupil) =>
    rowOf(pupil, sittings.get(pupil.id) ?? [], { ...given, ...norms }),
  )
  const counts: Record<SessionState["kind"], number> = { ...nobody }
  for (const { state } of rows) counts[state.kind] += 1
  return { rows, counts, norm }
}

function rowOf(
  { id, born }: SessionGiven["pupils"][number],
  sittings: readonly Sitting[],
  given: SessionGiven & { readonly rule?: TabletRule },
): SessionRow {
  const { activity, instrument, register, today, rule } = given
  const attempts = attemptsOf(sittings)
  const gate = gateFor(given.consents.get(id), { born, day: today })
  const may = maySit({ ...given, day: today, gate, mark: register.marks.get(id)?.mark, attempts })
  const running = given.running.filter(({ pupil }) => pupil === id)
  const here = running.find((one) => one.activity === activity)
  const ofThis = attempts.filter((one) => one.parts.some((part) => part.activity === activity))
  const attempt = ofThis.find(({ end }) => end.kind === "finished") ?? ofThis.at(-1)
  const spells = spellsOf(sittings, running, given)
  const time = tabletTime(spells, { activity, day: lastDay(spells, given) })
  return {
    pupil: id,
    state: stateOf({ attempt, here, may }, register.marks.get(id)?.mark, instrument),
    may,
    attempt,
    turn: 1 + attempts.filter((one) => isEarlier(one, attempt, instrument)).length,
    time,
    today: tabletTime(spells, { activity, day: today }),
    over: rule === undefined ? [] : overNorm(time, rule),
  }
}

function isEarlier(one: Attempt, shown: Attempt | undefined, { code }: Instrument): boolean {
  const isBefore = shown === undefined || one.startedAt < shown.startedAt
  return one.instrument === code && one.end.kind === "finished" && one !== shown && isBefore
}

interface Known {
  readonly attempt: Attempt | undefined
  readonly here: RunningSitting | undefined
  readonly may: MaySit
}

/** What is sure comes first: a sitting says more than the register, and both more than what is only expected. */
function stateOf(
  { attempt, here, may }: Known,
  mark: string | undefined,
  instrument: Instrument,
): SessionState {
  if (attempt?.end.kind === "finished") {
    return { kind: "finished", progress: progressIn(attempt, instrument) }
  }
  // Withdrawn while the pupil sat: what was answered is no sitting, wherever it lies.
  const isClosed = may.kind === "no-consent" && attempt === undefined
  if (here !== undefined && here.state !== "not-started" && !isClosed) return stateHere(here)
  if (attempt !== undefined) {
    return { kind: "unfinished", progress: progressIn(attempt, instrument) }
  }
  if (mark === "finished" || mark === "unfinished") return { kind: mark, progress: undefined }
  if (may.kind === "no-consent" || may.kind === "absent") return may
  return { kind: "not-started", isSaid: mark === "not-started" }
}

/** Ended and not yet taken in; at a break of a long questionnaire some of it is still to come. */
function stateHere({ state, answered, of }: RunningSitting): SessionState {
  const progress = { answered, of }
  if (state === "in-progress") return { kind: "in-progress", progress }
  return { kind: answered < of ? "unfinished" : "finished", progress }
}

function progressIn(attempt: Attempt, instrument: Instrument): Progress | undefined {
  const isSame = attempt.instrument === instrument.code && attempt.version === instrument.version
  return isSame ? progressOf(instrument, attempt.answers) : undefined
}

function spellsOf(
  sittings: readonly Sitting[],
  running: SessionGiven["running"],
  { today, dayOf }: SessionGiven,
): readonly TabletSpell[] {
  const ended = sittings.map(({ activity, startedAt, seconds }): TabletSpell => ({
    activity,
    day: dayOf(startedAt),
    seconds,
  }))
  return [...ended, ...running.map((one): TabletSpell => ({ ...one, day: today }))]
}

/** On which the pupil last sat in this lesson; today where that is still to come. */
function lastDay(spells: readonly TabletSpell[], { activity, today }: SessionGiven): Day {
  const days = spells.filter((spell) => spell.activity === activity).map(({ day }) => day)
  return days.length === 0 ? today : days.reduce((one, other) => (one > other ? one : other))
}

/** Whether the teacher may let this pupil sit; a closed gate is for nobody to open. */
export function mayBeTicked({ may, state }: Pick<SessionRow, "may" | "state">): boolean {
  return may.kind !== "no-consent" && state.kind !== "in-progress"
}

/** Whether the pupil sits without being asked for. */
export function isTickedAtFirst(row: Pick<SessionRow, "may" | "state">): boolean {
  const { kind } = row.may
  const isDone = row.state.kind === "finished"
  return mayBeTicked(row) && (kind === "open" || kind === "continues") && !isDone
}

/** With what a pupil goes on: only an attempt that was put away, never one that is taken anew. */
export function partBefore({
  may,
}: Pick<SessionRow, "may">): { readonly sitting: string; readonly answers: Answers } | undefined {
  const isOpen = may.kind === "continues" || may.kind === "too-soon"
  if (!isOpen || may.before.end.kind === "finished") return undefined
  return { sitting: may.before.id, answers: may.before.answers }
}

/**
 * The part of a list that one of several tablets serves: as equal as can be, the same on every tablet, each pupil on
 * exactly one. By the whole list of the lesson, not by who may sit now, for that may be known differently on each.
 *
 * @param no from 1
 */
export function shareOf<T>(
  list: readonly T[],
  { no, of }: { readonly no: number; readonly of: number },
): readonly T[] {
  const start = (part: number): number => Math.round((part * list.length) / of)
  return list.slice(start(no - 1), start(no))
}

function groupBy<T>(items: readonly T[], by: (item: T) => string): ReadonlyMap<string, T[]> {
  const groups = new Map<string, T[]>()
  for (const item of items) {
    const group = groups.get(by(item))
    if (group === undefined) groups.set(by(item), [item])
    else group.push(item)
  }
  return groups
}
