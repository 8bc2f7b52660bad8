import { answerTo, askedItems } from "./asked-items.ts"
import type { Answers, Band, Instrument, Item, Option, Text } from "./instrument.ts"

/** Raised when the same answers would come out differently: it is kept with every result. */
export const engineVersion = 1

export interface ScaleScore {
  readonly scale: string
  readonly score: number
  /** The least and the most this instrument gives to the scale. */
  readonly min: number
  readonly max: number
  /** Undefined where the instrument has no bands, and while it is unfinished. */
  readonly band: Text | undefined
}

export interface Result {
  readonly code: string
  readonly version: number
  readonly engine: number
  readonly answered: number
  readonly of: number
  /** An unfinished result is shown as such and never compared. */
  readonly isFinished: boolean
  /** In the order of the instrument. */
  readonly scales: readonly ScaleScore[]
  /**
   * From the leading ones down; scales with one score stand together, for a tie stays a tie. Empty where the scales of
   * the instrument speak of different things and are read side by side.
   */
  readonly ranks: readonly (readonly string[])[]
}

/** Scores a sitting. The same answers and the same version give the same result, wherever and whenever. */
export function score(instrument: Instrument, answers: Answers): Result {
  return scorer(instrument)(answers)
}

/** The same for many sittings of one instrument: what does not hang on the answers is counted once. */
export function scorer(instrument: Instrument): (answers: Answers) => Result {
  const found = rangesOf(instrument.items)
  const ranges = instrument.scales.map(({ id }) => ({ id, ...rangeIn(found, id) }))
  return (answers) => {
    const asked = askedItems(instrument, answers)
    const chosen = asked.map((item) => answerTo(item, answers)).filter((one) => one !== undefined)
    const isFinished = chosen.length === asked.length
    const given = sums(chosen)
    const scales = ranges.map(({ id, min, max }): ScaleScore => {
      const points = given.get(id) ?? 0
      const band = isFinished ? bandOf(instrument.bands, points)?.title : undefined
      return { scale: id, score: points, min, max, band }
    })
    return {
      code: instrument.code,
      version: instrument.version,
      engine: engineVersion,
      answered: chosen.length,
      of: asked.length,
      isFinished,
      scales,
      ranks: instrument.reading === "profile" ? [] : ranksOf(scales),
    }
  }
}

function sums(chosen: readonly Option[]): ReadonlyMap<string, number> {
  const given = new Map<string, number>()
  for (const { points } of chosen) {
    for (const [scale, point] of Object.entries(points)) {
      given.set(scale, (given.get(scale) ?? 0) + point)
    }
  }
  return given
}

export interface Range {
  readonly min: number
  readonly max: number
}

/** The least and the most that each scale can be given by these items; nothing for a scale that none speaks for. */
export function rangesOf(items: readonly Item[]): ReadonlyMap<string, Range> {
  const ranges = new Map<string, Range>()
  for (const { options } of items) {
    for (const [scale, points] of pointsByScale(options)) {
      const { min, max } = ranges.get(scale) ?? { min: 0, max: 0 }
      // An option that does not name the scale gives it nothing.
      if (points.length < options.length) points.push(0)
      ranges.set(scale, { min: min + Math.min(...points), max: max + Math.max(...points) })
    }
  }
  return ranges
}

function pointsByScale(options: readonly Option[]): ReadonlyMap<string, number[]> {
  const found = new Map<string, number[]>()
  for (const { points } of options) {
    for (const [scale, point] of Object.entries(points)) {
      const known = found.get(scale)
      if (known === undefined) found.set(scale, [point])
      else known.push(point)
    }
  }
  return found
}

/** The range of one scale. */
export function rangeIn(ranges: ReadonlyMap<string, Range>, scale: string): Range {
  return ranges.get(scale) ?? { min: 0, max: 0 }
}

function bandOf(bands: readonly Band[], points: number): Band | undefined {
  return bands.find(({ upTo }) => points <= upTo)
}

/** Compared as shares of what each scale can reach, so that scales of unequal length stand fairly side by side. */
function ranksOf(scales: readonly ScaleScore[]): readonly (readonly string[])[] {
  const share = ({ score: points, min, max }: ScaleScore): number =>
    max === min ? 0 : (points - min) / (max - min)
  const groups = new Map<number, string[]>()
  for (const one of scales) {
    // A share is a quotient of small whole numbers: rounding makes equal ones equal.
    const key = Math.round(share(one) * 1e6)
    groups.set(key, [...(groups.get(key) ?? []), one.scale])
  }
  return [...groups].sort(([one], [other]) => other - one).map(([, ids]) => ids)
}

/**
 * The scales that lead: as many ranks as give at least one and at most three scales, and whole ranks only. Undefined
 * when nothing leads: more than three scales share the first place, or the instrument is read as a profile.
 */
export function leading({ ranks }: Result): readonly string[] | undefined {
  const leaders: string[] = []
  for (const rank of ranks) {
    if (leaders.length + rank.length > 3) break
    leaders.push(...rank)
  }
  return leaders.length === 0 ? undefined : leaders
}
