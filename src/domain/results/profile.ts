import { must } from "#/base/assert.ts"
import type { Instrument, Scale, Text } from "#/domain/instrument/instrument.ts"
import { score, type Result } from "#/domain/instrument/score.ts"
import type { Attempt } from "#/domain/sitting.ts"

import { leadersOf, leadingIds, type Leaders } from "./leaders.ts"

/** One attempt as it is shown: the same answers and version always give the same profile. */
export interface Profile {
  readonly attempt: Attempt
  readonly instrument: Instrument
  readonly result: Result
  readonly leaders: Leaders
  /**
   * From the highest share down; those with one share stand together, in the order of the instrument. All in that
   * order where the scales do not compete.
   */
  readonly rows: readonly ProfileRow[]
}

export interface ProfileRow {
  readonly scale: Scale
  readonly score: number
  readonly min: number
  readonly max: number
  readonly band: Text | undefined
  /** From 1; a tie shares its places: two scales at 2–3 have `from` 2 and `to` 3. None where scales do not compete. */
  readonly place: { readonly from: number; readonly to: number } | undefined
  readonly isLeading: boolean
}

/** Scores an attempt with the version of the instrument it was taken with. */
export function profileOf(instrument: Instrument, attempt: Attempt): Profile {
  const scored = score(instrument, attempt.answers)
  // Put away by the teacher after the last answer, the pupil has not yet said «Готово»: the register says so too.
  const isFinished = scored.isFinished && attempt.end.kind === "finished"
  const result = { ...scored, isFinished }
  const leaders = leadersOf(instrument, result)
  const leading = new Set(leadingIds(leaders))
  const scales = new Map(instrument.scales.map((scale) => [scale.id, scale]))
  const scores = new Map(result.scales.map((one) => [one.scale, one]))
  const rowOf = (id: string, place: ProfileRow["place"]): ProfileRow => {
    const { score: points, min, max, band } = must(scores.get(id))
    const scale = must(scales.get(id))
    return { scale, score: points, min, max, band, place, isLeading: leading.has(id) }
  }
  let above = 0
  const ranked = result.ranks.flatMap((rank) => {
    const place = { from: above + 1, to: above + rank.length }
    above += rank.length
    return rank.map((id) => rowOf(id, place))
  })
  const isProfile = instrument.reading === "profile"
  const rows = isProfile ? instrument.scales.map(({ id }) => rowOf(id, undefined)) : ranked
  return { attempt, instrument, result, leaders, rows }
}

/** Which scale of an instrument is meant. */
export function scaleOf({ scales }: Instrument, id: string): Scale {
  return must(
    scales.find((scale) => scale.id === id),
    "a scale of the instrument",
  )
}

/** How the grade of a pupil stands to those an instrument is meant for. */
export type AgeFit = "fits" | "too-young" | "too-old"

export function ageFit({ grades }: Instrument, grade: number): AgeFit {
  const [from, to] = grades
  if (grade < from) return "too-young"
  return grade > to ? "too-old" : "fits"
}
