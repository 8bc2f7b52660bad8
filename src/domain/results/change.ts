import { must } from "#/base/assert.ts"
import type { Instrument, Scale } from "#/domain/instrument/instrument.ts"

import type { Profile } from "./profile.ts"

/** What became of a profile between two attempts of one pupil. */
export type Change =
  | {
      readonly kind: "compared"
      /** In the order of the instrument. */
      readonly scales: readonly ScaleChange[]
      readonly leading: "same" | "other"
    }
  | {
      readonly kind: "not-compared"
      readonly why: "unfinished" | "another-instrument" | "another-version"
    }

export interface ScaleChange {
  readonly scale: Scale
  readonly before: number
  readonly after: number
  /** The most that one answer given otherwise can do to this scale. */
  readonly swing: number
  readonly turn: "up" | "down" | "same"
}

/**
 * Compares two attempts. A difference that one answer given otherwise can make is no change: on another morning the
 * same pupil may well tick one item differently, and nothing has become of it. The engine does not measure its own
 * error (there are no norms and no retest of these wordings), so this is the least that may be called a change.
 */
export function changeBetween(earlier: Profile, later: Profile): Change {
  if (earlier.instrument.code !== later.instrument.code) {
    return { kind: "not-compared", why: "another-instrument" }
  }
  if (earlier.instrument.version !== later.instrument.version) {
    return { kind: "not-compared", why: "another-version" }
  }
  if (!earlier.result.isFinished || !later.result.isFinished) {
    return { kind: "not-compared", why: "unfinished" }
  }
  const { instrument } = later
  const scales = instrument.scales.map((scale): ScaleChange => {
    const [before, after] = [scoreIn(earlier, scale.id), scoreIn(later, scale.id)]
    const swing = swingOf(instrument, scale.id)
    const difference = after - before
    const isSame = Math.abs(difference) <= swing
    return { scale, before, after, swing, turn: isSame ? "same" : difference > 0 ? "up" : "down" }
  })
  return { kind: "compared", scales, leading: leadingChange(earlier, later, scales) }
}

/** Another scale is in front only when one that came there or went from there has really turned. */
function leadingChange(
  earlier: Profile,
  later: Profile,
  scales: readonly ScaleChange[],
): "same" | "other" {
  const [was, is] = [inFront(earlier), inFront(later)]
  const moved = scales.filter(({ scale }) => was.includes(scale.id) !== is.includes(scale.id))
  return moved.some(({ turn }) => turn !== "same") ? "other" : "same"
}

function inFront({ leaders }: Profile): readonly string[] {
  return leaders.kind === "lead" ? leaders.first : []
}

function scoreIn({ result }: Profile, scale: string): number {
  return must(result.scales.find((one) => one.scale === scale)).score
}

/** How far the score of a scale can move when one item is answered otherwise. */
export function swingOf({ items }: Instrument, scale: string): number {
  return items.reduce((most, { options }) => {
    const points = options.map((option) => option.points[scale] ?? 0)
    return Math.max(most, Math.max(...points) - Math.min(...points))
  }, 0)
}
