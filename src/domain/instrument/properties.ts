import type { Instrument, Item } from "./instrument.ts"
import { rangeOf } from "./score.ts"

/** What is wrong with the key or the order of an instrument. `item`, `scale`, `other` say where. */
export type Flaw =
  /** An option speaks for no scale, or one of a pair for none. */
  | { readonly kind: "option-without-scale"; readonly item: string; readonly option: string }
  /** One option of an ipsative item gives to several scales, or more than one point. */
  | { readonly kind: "option-not-single"; readonly item: string; readonly option: string }
  /** Both options of a pair speak for one scale: it asks nothing. */
  | { readonly kind: "pair-of-one-scale"; readonly item: string; readonly scale: string }
  | {
      readonly kind: "pairs-unbalanced"
      readonly scale: string
      readonly other: string
      readonly times: number
      readonly expected: number
    }
  | {
      readonly kind: "maxima-unequal"
      readonly scale: string
      readonly max: number
      readonly expected: number
    }
  | { readonly kind: "scale-never-scored"; readonly scale: string }
  | { readonly kind: "unknown-scale"; readonly item: string; readonly scale: string }
  /** The bands do not reach the highest score, or do not rise. */
  | { readonly kind: "bands-incomplete"; readonly max: number }
  | { readonly kind: "bands-not-rising" }
  /** It hangs on an item that comes later, on itself, or on none. */
  | { readonly kind: "depends-ahead"; readonly item: string; readonly on: string }
  | { readonly kind: "depends-on-no-option"; readonly item: string; readonly option: string }
  | { readonly kind: "break-after-no-item"; readonly item: string }

/**
 * Every property a sound instrument has, checked whenever one is loaded: a published scorer once mis-keyed an item, and
 * the balance of pairs shows exactly that.
 */
export function flawsOf(instrument: Instrument): readonly Flaw[] {
  return [
    ...unknownScales(instrument),
    ...unscored(instrument),
    ...singles(instrument),
    ...pairs(instrument),
    ...maxima(instrument),
    ...bands(instrument),
    ...dependencies(instrument),
  ]
}

/** Whether each answer gives exactly one point to exactly one scale: then all scores add up to the items answered. */
export function isIpsative({ answering }: Instrument): boolean {
  return answering !== "rating"
}

function unknownScales({ items, scales }: Instrument): readonly Flaw[] {
  const known = new Set(scales.map(({ id }) => id))
  return items.flatMap(({ id: item, options }) =>
    [...new Set(options.flatMap(({ points }) => Object.keys(points)))]
      .filter((scale) => !known.has(scale))
      .map((scale): Flaw => ({ kind: "unknown-scale", item, scale })),
  )
}

function unscored({ items, scales }: Instrument): readonly Flaw[] {
  return scales
    .filter(({ id }) => {
      const { min, max } = rangeOf(items, id)
      return min === max
    })
    .map(({ id }): Flaw => ({ kind: "scale-never-scored", scale: id }))
}

function singles(instrument: Instrument): readonly Flaw[] {
  if (!isIpsative(instrument)) return []
  return instrument.items.flatMap(({ id: item, options }) =>
    options.flatMap(({ id: option, points }): Flaw[] => {
      const given = Object.values(points).filter((point) => point !== 0)
      if (given.length === 0) return [{ kind: "option-without-scale", item, option }]
      const isSingle = given.length === 1 && given[0] === 1
      return isSingle ? [] : [{ kind: "option-not-single", item, option }]
    }),
  )
}

function pairs({ answering, balance, items, scales }: Instrument): readonly Flaw[] {
  if (answering !== "pair") return []
  const within: Flaw[] = []
  const met = new Map<string, number>()
  for (const item of items) {
    const [one = "", other = ""] = scalesMet(item)
    if (one === other) within.push({ kind: "pair-of-one-scale", item: item.id, scale: one })
    else met.set(couple(one, other), (met.get(couple(one, other)) ?? 0) + 1)
  }
  if (balance !== "every-pair" && balance !== "opposites") return within
  const ids = scales.map(({ id }) => id)
  const couples = ids.flatMap((one, index) => ids.slice(index + 1).map((other) => [one, other]))
  const wanted =
    balance === "every-pair"
      ? couples
      : couples.filter(([one = "", other = ""]) => met.has(couple(one, other)))
  // What most couples have: one slip then shows at the couples it touches, and not at all the others.
  const expected = mostCommon(
    wanted.map(([one = "", other = ""]) => met.get(couple(one, other)) ?? 0),
  )
  const uneven = wanted.flatMap(([scale = "", other = ""]): Flaw[] => {
    const times = met.get(couple(scale, other)) ?? 0
    return times === expected ? [] : [{ kind: "pairs-unbalanced", scale, other, times, expected }]
  })
  return [...within, ...uneven]
}

function scalesMet({ options }: Item): readonly string[] {
  return options.map(({ points }) => Object.keys(points)[0] ?? "")
}

const couple = (one: string, other: string): string => [one, other].sort().join(" ")

function maxima({ balance, items, scales }: Instrument): readonly Flaw[] {
  if (balance === "free") return []
  const found = scales.map(({ id }) => ({ scale: id, max: rangeOf(items, id).max }))
  const expected = mostCommon(found.map(({ max }) => max))
  return found
    .filter(({ max }) => max !== expected)
    .map(({ scale, max }): Flaw => ({ kind: "maxima-unequal", scale, max, expected }))
}

function mostCommon(values: readonly number[]): number {
  const counts = new Map<number, number>()
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1)
  return [...counts].sort(([, one], [, other]) => other - one)[0]?.[0] ?? 0
}

function bands({ bands: steps, items, scales }: Instrument): readonly Flaw[] {
  if (steps.length === 0) return []
  const max = Math.max(...scales.map(({ id }) => rangeOf(items, id).max))
  const isRising = steps.every(({ upTo }, index) => upTo > (steps[index - 1]?.upTo ?? -Infinity))
  if (!isRising) return [{ kind: "bands-not-rising" }]
  return (steps.at(-1)?.upTo ?? 0) < max ? [{ kind: "bands-incomplete", max }] : []
}

/** An item may hang only on one before it. So there is no circle, and every pupil comes to an end. */
function dependencies({ items, breaks }: Instrument): readonly Flaw[] {
  const before = new Map<string, ReadonlySet<string>>()
  const flaws: Flaw[] = []
  for (const { id: item, when, options } of items) {
    const known = when && before.get(when.item)
    if (when !== undefined && known === undefined) {
      flaws.push({ kind: "depends-ahead", item, on: when.item })
    }
    const missing = (when?.is ?? []).find((option) => known !== undefined && !known.has(option))
    if (missing !== undefined) flaws.push({ kind: "depends-on-no-option", item, option: missing })
    before.set(item, new Set(options.map(({ id }) => id)))
  }
  const astray = breaks.filter((id) => !before.has(id))
  return [...flaws, ...astray.map((item): Flaw => ({ kind: "break-after-no-item", item }))]
}
