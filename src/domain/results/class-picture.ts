import type { Instrument, Scale } from "#/domain/instrument/instrument.ts"
import { rangeIn, rangesOf } from "#/domain/instrument/score.ts"
import type { Attempt } from "#/domain/sitting.ts"

import { leadingIds } from "./leaders.ts"
import { profileOf, type Profile } from "./profile.ts"

/** One instrument in one version, as a session gave it. */
export interface ClassPicture {
  readonly instrument: Instrument
  /** One for each pupil who finished, in the order of the list. */
  readonly finished: readonly Profile[]
  /** Pupils who began and did not finish. */
  readonly unfinished: readonly string[]
  /** In the order of the instrument. */
  readonly scales: readonly ScalePicture[]
  /** Pupils in whose profile nothing leads: all even, or all low. */
  readonly noLeader: readonly string[]
}

export interface ScalePicture {
  readonly scale: Scale
  readonly min: number
  readonly max: number
  /** Pupils with whom it stands first, a tie counting for each of its scales. */
  readonly leads: readonly string[]
  /** Of those who finished, the lowest first. */
  readonly scores: readonly number[]
  /** Undefined as long as nobody finished. */
  readonly quartiles: Quartiles | undefined
}

/** Half of the scores lie from `lower` to `upper`. Each is a score that somebody has, never one in between. */
export interface Quartiles {
  readonly lower: number
  readonly median: number
  readonly upper: number
}

/**
 * The picture of those attempts that were taken with this very instrument and version; others must be given with theirs.
 * @param attempts the one of each pupil that counts, see {@link standing}
 */
export function classPicture(instrument: Instrument, attempts: readonly Attempt[]): ClassPicture {
  const profiles = attempts
    .filter(({ instrument: code, version }) => isOf(instrument, code, version))
    .map((attempt) => profileOf(instrument, attempt))
  const finished = profiles.filter(({ result }) => result.isFinished)
  const ranges = rangesOf(instrument.items)
  const scales = instrument.scales.map((scale): ScalePicture => {
    const scores = finished.map((profile) => scoreOf(profile, scale.id)).sort((a, b) => a - b)
    return {
      scale,
      ...rangeIn(ranges, scale.id),
      leads: finished.filter(hasFirst(scale.id)).map(({ attempt }) => attempt.pupil),
      scores,
      quartiles: quartilesOf(scores),
    }
  })
  const pupilsOf = (some: readonly Profile[]): readonly string[] =>
    some.map(({ attempt }) => attempt.pupil)
  return {
    instrument,
    finished,
    unfinished: pupilsOf(profiles.filter(({ result }) => !result.isFinished)),
    scales,
    noLeader: pupilsOf(finished.filter(({ leaders }) => leadingIds(leaders).length === 0)),
  }
}

function isOf(instrument: Instrument, code: string, version: number): boolean {
  return instrument.code === code && instrument.version === version
}

function scoreOf({ result }: Profile, scale: string): number {
  return result.scales.find((one) => one.scale === scale)?.score ?? 0
}

function hasFirst(scale: string): (profile: Profile) => boolean {
  return ({ leaders }) => leaders.kind === "lead" && leaders.first.includes(scale)
}

/** By nearest rank (Hyndman and Fan's first definition), which needs no values between scores. */
export function quartilesOf(sorted: readonly number[]): Quartiles | undefined {
  const at = (share: number): number | undefined =>
    sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)]
  const [lower, median, upper] = [at(0.25), at(0.5), at(0.75)]
  if (lower === undefined || median === undefined || upper === undefined) return undefined
  return { lower, median, upper }
}

/**
 * Which attempt of each pupil counts, in the order of the list: the last one finished, else the last one begun. Who is
 * not in the list (moved to another class since) comes after those who are.
 */
export function standing(
  attempts: readonly Attempt[],
  list: readonly string[],
): readonly Attempt[] {
  const best = new Map<string, Attempt>()
  for (const attempt of attempts) {
    const held = best.get(attempt.pupil)
    if (held === undefined || isBetter(attempt, held)) best.set(attempt.pupil, attempt)
  }
  const places = new Map(list.map((pupil, place) => [pupil, place]))
  const placeOf = ({ pupil }: Attempt): number => places.get(pupil) ?? list.length
  return [...best.values()].sort(
    (one, other) => placeOf(one) - placeOf(other) || one.pupil.localeCompare(other.pupil),
  )
}

function isBetter(attempt: Attempt, held: Attempt): boolean {
  if (attempt.end.kind !== held.end.kind) return attempt.end.kind === "finished"
  return attempt.startedAt > held.startedAt
}

/** An instrument in one version. */
export interface Taken {
  readonly code: string
  readonly version: number
}

/** The instruments and versions among these attempts, the one most often taken first: they are never mixed. */
export function takenIn(attempts: readonly Attempt[]): readonly Taken[] {
  const counts = new Map<string, Taken & { readonly times: number }>()
  for (const { instrument: code, version } of attempts) {
    const key = `${code} ${version}`
    counts.set(key, { code, version, times: (counts.get(key)?.times ?? 0) + 1 })
  }
  return [...counts.values()]
    .sort(
      (one, other) =>
        other.times - one.times ||
        one.code.localeCompare(other.code) ||
        other.version - one.version,
    )
    .map(({ code, version }) => ({ code, version }))
}
