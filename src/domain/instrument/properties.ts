import type { Instrument, Item, Option } from "./instrument.ts"
import { rangeIn, rangesOf } from "./score.ts"

/** What is wrong with the key or the order of an instrument. `item`, `scale`, `other` say where. */
export type Flaw =
  /** An option speaks for no scale, or one of a pair for none. */
  | { readonly kind: "option-without-scale"; readonly item: string; readonly option: string }
  /** One option of an ipsative item gives to several scales, or more than one point. */
  | { readonly kind: "option-not-single"; readonly item: string; readonly option: string }
  /** One of two is chosen from one, or from three. */
  | { readonly kind: "pair-not-two"; readonly item: string; readonly options: number }
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
  | {
      readonly kind: "minima-unequal"
      readonly scale: string
      readonly min: number
      readonly expected: number
    }
  | { readonly kind: "scale-never-scored"; readonly scale: string }
  /** No answer to it gives anything: the key forgot it. */
  | { readonly kind: "item-without-scale"; readonly item: string }
  /** Its steps are not those of the first item. */
  | { readonly kind: "steps-differ"; readonly item: string }
  /** Its points do not go one way along the steps, or two of them are worth the same. */
  | { readonly kind: "steps-not-in-order"; readonly item: string; readonly scale: string }
  | { readonly kind: "unknown-scale"; readonly item: string; readonly scale: string }
  /** The bands do not reach the highest score, or do not rise. */
  | { readonly kind: "bands-incomplete"; readonly max: number }
  | { readonly kind: "bands-not-rising" }
  /** No score is of this band: it ends below the least, or begins above the most. */
  | { readonly kind: "band-never-reached"; readonly upTo: number }
  /** It hangs on an item that comes later, on itself, or on none. */
  | { readonly kind: "depends-ahead"; readonly item: string; readonly on: string }
  | { readonly kind: "depends-on-no-option"; readonly item: string; readonly option: string }
  | { readonly kind: "break-after-no-item"; readonly item: string }
  /** After the last item, out of order, twice, or after an item that not everybody is asked. */
  | { readonly kind: "break-misplaced"; readonly item: string }

/**
 * Every property a sound instrument has, checked whenever one is loaded: a published scorer once mis-keyed an item, and
 * the balance of pairs shows exactly that.
 */
export function flawsOf(instrument: Instrument): readonly Flaw[] {
  return [
    ...unknownScales(instrument),
    ...unscored(instrument),
    ...forgotten(instrument),
    ...notTwo(instrument),
    ...singles(instrument),
    ...steps(instrument),
    ...pairs(instrument),
    ...extremes(instrument),
    ...bands(instrument),
    ...dependencies(instrument),
    ...breaksAstray(instrument),
  ]
}

/** Whether each answer gives exactly one point to exactly one scale: then all scores add up to the items answered. */
export function isIpsative({ answering, balance }: Instrument): boolean {
  return answering !== "rating" && balance !== "free"
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
  const ranges = rangesOf(items)
  return scales
    .filter(({ id }) => {
      const { min, max } = rangeIn(ranges, id)
      return min === max
    })
    .map(({ id }): Flaw => ({ kind: "scale-never-scored", scale: id }))
}

/** A filter question («занимаешься ли ты в кружке?») may give nothing, but only where nothing is to be balanced. */
function forgotten({ balance, items }: Instrument): readonly Flaw[] {
  if (balance === "free") return []
  return items
    .filter(({ options }) => options.every(({ points }) => givenBy(points).length === 0))
    .map(({ id }): Flaw => ({ kind: "item-without-scale", item: id }))
}

function givenBy(points: Option["points"]): readonly number[] {
  return Object.values(points).filter((point) => point !== 0)
}

function singles(instrument: Instrument): readonly Flaw[] {
  if (!isIpsative(instrument)) return []
  return instrument.items.flatMap(({ id: item, options }) =>
    options.flatMap(({ id: option, points }): Flaw[] => {
      const given = givenBy(points)
      if (given.length === 0) return [{ kind: "option-without-scale", item, option }]
      const isSingle = given.length === 1 && given[0] === 1
      return isSingle ? [] : [{ kind: "option-not-single", item, option }]
    }),
  )
}

function notTwo({ answering, items }: Instrument): readonly Flaw[] {
  if (answering !== "pair") return []
  return items
    .filter(({ options }) => options.length !== 2)
    .map(({ id, options }): Flaw => ({ kind: "pair-not-two", item: id, options: options.length }))
}

/**
 * A rating is one row of steps, the same for all items, along which the points only rise or only fall. Two steps of
 * one worth («не знаю») are possible only where nothing is to be balanced: elsewhere the key forgot one of them.
 */
function steps({ answering, balance, items }: Instrument): readonly Flaw[] {
  if (answering !== "rating") return []
  const row = items[0]?.options.map(({ text }) => text.ru).join("\n")
  return items.flatMap(({ id: item, options }): readonly Flaw[] => {
    if (options.map(({ text }) => text.ru).join("\n") !== row) {
      return [{ kind: "steps-differ", item }]
    }
    const touched = [...new Set(options.flatMap(({ points }) => Object.keys(points)))]
    return touched
      .filter(
        (scale) =>
          !goOneWay(
            options.map(({ points }) => points[scale] ?? 0),
            balance === "free",
          ),
      )
      .map((scale): Flaw => ({ kind: "steps-not-in-order", item, scale }))
  })
}

function goOneWay(points: readonly number[], mayStay: boolean): boolean {
  const turns = points.slice(1).map((point, index) => Math.sign(point - (points[index] ?? 0)))
  const ways = new Set(mayStay ? turns.filter((turn) => turn !== 0) : turns)
  return ways.size < 2 && (mayStay || !ways.has(0))
}

function pairs(instrument: Instrument): readonly Flaw[] {
  const { answering, balance, items, scales } = instrument
  if (answering !== "pair" || !isIpsative(instrument)) return []
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

function extremes({ balance, items, scales }: Instrument): readonly Flaw[] {
  if (balance === "free") return []
  const ranges = rangesOf(items)
  const found = scales.map(({ id }) => ({ scale: id, ...rangeIn(ranges, id) }))
  const most = mostCommon(found.map(({ max }) => max))
  const least = mostCommon(found.map(({ min }) => min))
  const tooHigh = found
    .filter(({ max }) => max !== most)
    .map(({ scale, max }): Flaw => ({ kind: "maxima-unequal", scale, max, expected: most }))
  const tooLow = found
    .filter(({ min }) => min !== least)
    .map(({ scale, min }): Flaw => ({ kind: "minima-unequal", scale, min, expected: least }))
  return [...tooHigh, ...tooLow]
}

function mostCommon(values: readonly number[]): number {
  const counts = new Map<number, number>()
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1)
  return [...counts].sort(([, one], [, other]) => other - one)[0]?.[0] ?? 0
}

function bands({ bands: all, items, scales }: Instrument): readonly Flaw[] {
  if (all.length === 0) return []
  const found = rangesOf(items)
  const ranges = scales.map(({ id }) => rangeIn(found, id))
  const min = Math.min(...ranges.map((range) => range.min))
  const max = Math.max(...ranges.map((range) => range.max))
  const isRising = all.every(({ upTo }, index) => upTo > (all[index - 1]?.upTo ?? -Infinity))
  if (!isRising) return [{ kind: "bands-not-rising" }]
  if ((all.at(-1)?.upTo ?? 0) < max) return [{ kind: "bands-incomplete", max }]
  return all
    .filter(({ upTo }, index) => upTo < min || (all[index - 1]?.upTo ?? -Infinity) >= max)
    .map(({ upTo }): Flaw => ({ kind: "band-never-reached", upTo }))
}

/** An item may hang only on one before it. So there is no circle, and every pupil comes to an end. */
function dependencies({ items }: Instrument): readonly Flaw[] {
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
  return flaws
}

/** A break parts what comes before from what comes after, for everybody: else a part would be empty for some. */
function breaksAstray({ items, breaks }: Instrument): readonly Flaw[] {
  let reached = -1
  return breaks.flatMap((item): readonly Flaw[] => {
    const place = items.findIndex(({ id }) => id === item)
    if (place === -1) return [{ kind: "break-after-no-item", item }]
    const isAstray =
      place <= reached || place === items.length - 1 || items[place]?.when !== undefined
    reached = Math.max(reached, place)
    return isAstray ? [{ kind: "break-misplaced", item }] : []
  })
}
