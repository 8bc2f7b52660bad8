import fc from "fast-check"
import { describe, expect, test } from "vitest"

import { must } from "#/base/assert.ts"
import { askedItems } from "#/domain/instrument/asked-items.ts"
import type { Answers, Instrument, Item, Option } from "#/domain/instrument/instrument.ts"
import { flawsOf, isIpsative, type Flaw } from "#/domain/instrument/properties.ts"
import { leading, score, type Result } from "#/domain/instrument/score.ts"

import { shippedInstruments } from "./shipped-instruments.ts"

/**
 * The properties of the engine, each shown to hold for every shipped instrument and to bite: a fault that is planted in
 * the key, or in the scoring, is caught.
 */

/** Any answers at all: some items are left out. */
function someAnswers({ items }: Instrument): fc.Arbitrary<Answers> {
  return fc
    .tuple(
      ...items.map(({ id, options }) =>
        fc.option(fc.constantFrom(...options.map((option) => [id, option.id] as const)), {
          nil: undefined,
          freq: 4,
        }),
      ),
    )
    .map((given) => Object.fromEntries(given.filter((one) => one !== undefined)))
}

type Scoring = (instrument: Instrument, answers: Answers) => Result

function withOption(
  instrument: Instrument,
  place: number,
  change: (option: Option) => Option,
): Instrument {
  const items = instrument.items.map((item, index): Item =>
    index === place ? { ...item, options: withLast(item.options, change) } : item,
  )
  return { ...instrument, items }
}

function withLast(options: readonly Option[], change: (option: Option) => Option) {
  return options.map((option, index) => (index === options.length - 1 ? change(option) : option))
}

const givesAtFirst = ({ points }: Option) => Object.values(points).some((point) => point !== 0)
const kindsOf = (flaws: readonly Flaw[]) => new Set(flaws.map(({ kind }) => kind))
const scoreOf = (result: Result, scale: string) =>
  must(result.scales.find((one) => one.scale === scale)).score
const all = shippedInstruments()

describe("balance of pairs", () => {
  const pairs = all.filter(({ answering }) => answering === "pair")

  test("some instrument has pairs", () => {
    expect(pairs.length).toBeGreaterThan(0)
  })

  test.each(pairs)("$code: any two scales meet equally often", ({ items, scales }) => {
    const met = new Map<string, number>()
    for (const { options } of items) {
      const couple = options.map(({ points }) => Object.keys(points).join()).sort()
      met.set(couple.join(), (met.get(couple.join()) ?? 0) + 1)
    }
    expect(met.size).toBe((scales.length * (scales.length - 1)) / 2)
    expect(new Set(met.values()).size).toBe(1)
  })

  test.each(pairs)("$code: any one option keyed for another scale is noticed", (instrument) => {
    for (const [place, item] of instrument.items.entries()) {
      const own = Object.keys(must(item.options.at(-1)).points)[0]
      for (const { id } of instrument.scales.filter((scale) => scale.id !== own)) {
        const spoilt = withOption(instrument, place, (option) => ({
          ...option,
          points: { [id]: 1 },
        }))
        expect(flawsOf(spoilt)).not.toEqual([])
      }
    }
  })
})

describe("equal scale maxima", () => {
  const equal = all.filter(({ balance }) => balance !== "free")

  test.each(equal)("$code: every scale can reach the same, and sink to the same", (instrument) => {
    const { scales } = score(instrument, {})
    expect(new Set(scales.map(({ max }) => max)).size).toBe(1)
    expect(new Set(scales.map(({ min }) => min)).size).toBe(1)
  })

  test.each(equal)("$code: a point too few or too many is noticed", (instrument) => {
    const more = withOption(instrument, 0, ({ points, ...option }) => ({
      ...option,
      points: Object.fromEntries(Object.entries(points).map(([id, point]) => [id, point + 1])),
    }))
    expect(kindsOf(flawsOf(more))).toContain("maxima-unequal")
  })

  test("a lowest step with a point too many is noticed", () => {
    const map = must(all.find(({ code }) => code === "interest-map"))
    const [first, ...rest] = map.items
    const options = must(first).options.map((option, index) =>
      index === 0 ? { ...option, points: { math: -1 } } : option,
    )
    const spoilt = { ...map, items: [{ ...must(first), options }, ...rest] }
    expect(kindsOf(flawsOf(spoilt))).toContain("minima-unequal")
  })
})

describe("the sum of ipsative scores is the number of items answered", () => {
  const ipsative = all.filter(isIpsative)
  const law = (instrument: Instrument, by: Scoring = score) =>
    fc.check(
      fc.property(someAnswers(instrument), (answers) => {
        const { scales, answered } = by(instrument, answers)
        return scales.reduce((sum, one) => sum + one.score, 0) === answered
      }),
    ).failed

  test.each(ipsative)("$code", (instrument) => {
    expect(law(instrument)).toBe(false)
  })

  test.each(ipsative)(
    "$code: an option that counts twice breaks it and is refused",
    (instrument) => {
      const spoilt = withOption(instrument, 3, (option) => ({
        ...option,
        points: Object.fromEntries(Object.keys(option.points).map((id) => [id, 2])),
      }))
      expect(law(spoilt)).toBe(true)
      expect(kindsOf(flawsOf(spoilt))).toContain("option-not-single")
    },
  )
})

describe("the key covers every option once", () => {
  test.each(all)("$code", (instrument) => {
    for (const { options } of instrument.items) {
      const speaksFor = options.map(({ points }) => Object.keys(points))
      expect(speaksFor.every((scales) => scales.length === 1)).toBe(true)
      const different = new Set(speaksFor.flat()).size
      expect(different).toBe(isIpsative(instrument) ? options.length : 1)
    }
  })

  test.each(all.filter(isIpsative))("$code: a forgotten option is noticed", (instrument) => {
    const spoilt = withOption(instrument, 5, (option) => ({ ...option, points: {} }))
    expect(kindsOf(flawsOf(spoilt))).toContain("option-without-scale")
  })

  test.each(all.filter(({ answering }) => answering === "rating"))(
    "$code: a forgotten step is noticed",
    (instrument) => {
      const middle = instrument.items.map((item, index) =>
        index === 5
          ? {
              ...item,
              options: item.options.map((option) =>
                option.id === "p3" ? { ...option, points: {} } : option,
              ),
            }
          : item,
      )
      expect(kindsOf(flawsOf({ ...instrument, items: middle }))).toContain("steps-not-in-order")
    },
  )

  test.each(all.filter(({ balance }) => balance === "equal"))(
    "$code: a forgotten item is noticed",
    (instrument) => {
      const items = instrument.items.map((item, index) =>
        index === 5
          ? { ...item, options: item.options.map((option) => ({ ...option, points: {} })) }
          : item,
      )
      expect(kindsOf(flawsOf({ ...instrument, items }))).toContain("item-without-scale")
    },
  )
})

describe("a missing answer never scores", () => {
  /** Leaving an answer out takes away what it gave, and nothing else. */
  const law = (instrument: Instrument, by: Scoring = score) =>
    fc.check(
      fc.property(
        someAnswers(instrument),
        fc.constantFrom(...instrument.items),
        (answers, { id, options }) => {
          const { [id]: left, ...rest } = answers
          const gave = options.find((option) => option.id === left)?.points ?? {}
          const [before, after] = [by(instrument, answers), by(instrument, rest)]
          return before.scales.every(
            ({ scale, score: points }) => points - (gave[scale] ?? 0) === scoreOf(after, scale),
          )
        },
      ),
    ).failed

  /** What a careless form does: an untouched row of steps stands at its first. */
  const firstByDefault: Scoring = (instrument, answers) => {
    const first = instrument.items.map(({ id, options }) => [id, must(options[0]).id] as const)
    return score(instrument, { ...Object.fromEntries(first), ...answers })
  }

  test.each(all)("$code", (instrument) => {
    expect(law(instrument)).toBe(false)
    const nothing = score(instrument, {})
    expect(nothing.scales.every((one) => one.score === 0)).toBe(true)
    expect(nothing).toMatchObject({ answered: 0, isFinished: false })
  })

  // Where the first step gives nothing («совсем нет» = 0) counting it changes no score.
  test.each(all.filter(({ items }) => items.some(({ options }) => givesAtFirst(must(options[0])))))(
    "$code: a scoring that counts the untouched is caught",
    (instrument) => {
      expect(law(instrument, firstByDefault)).toBe(true)
    },
  )

  test.each(all)("$code: an unfinished result has no bands", (instrument) => {
    fc.assert(
      fc.property(someAnswers(instrument), (answers) => {
        const result = score(instrument, answers)
        const isWhole = Object.keys(answers).length === instrument.items.length
        expect(result.isFinished).toBe(isWhole)
        expect(result.of).toBe(askedItems(instrument, answers).length)
        const hasBands = result.scales.some(({ band }) => band !== undefined)
        expect(hasBands).toBe(isWhole && instrument.bands.length > 0)
      }),
      { numRuns: 30 },
    )
  })
})

describe("ties are shown as ties", () => {
  /** In ranks stand all scales, each once; scales stand together exactly when their scores are equal. */
  const law = (instrument: Instrument, by: Scoring = score) =>
    fc.check(
      fc.property(someAnswers(instrument), (answers) => {
        const result = by(instrument, answers)
        const points = result.ranks.map((rank) => new Set(rank.map((id) => scoreOf(result, id))))
        const tops = points.map((of) => Math.max(...of))
        return (
          result.ranks.flat().sort().join() ===
            result.scales
              .map(({ scale }) => scale)
              .sort()
              .join() &&
          points.every((of) => of.size === 1) &&
          tops.every((top, index) => index === 0 || top < (tops[index - 1] ?? 0))
        )
      }),
    ).failed
  const competing = all.filter(({ reading }) => reading === "leading")

  /** What a sort does when nobody thinks of ties. */
  const byPlaceInList: Scoring = (instrument, answers) => {
    const result = score(instrument, answers)
    return { ...result, ranks: result.ranks.flat().map((id) => [id]) }
  }

  test.each(competing)("$code", (instrument) => {
    expect(law(instrument)).toBe(false)
    const nothing = score(instrument, {})
    expect(nothing.ranks).toHaveLength(1)
    expect(leading(nothing)).toBeUndefined()
  })

  test.each(competing)("$code: an order where there is none is caught", (instrument) => {
    expect(law(instrument, byPlaceInList)).toBe(true)
  })

  test("where scales speak of different things none leads", () => {
    const profiles = all.filter(({ reading }) => reading === "profile")
    expect(profiles.map(({ code }) => code)).toEqual(["readiness-6-7", "readiness"])
    for (const instrument of profiles) {
      const best = Object.fromEntries(instrument.items.map(({ id }) => [id, "p4"]))
      const result = score(instrument, best)
      expect(result).toMatchObject({ isFinished: true, ranks: [] })
      expect(leading(result)).toBeUndefined()
    }
  })
})

describe("the interest map reaches below zero", () => {
  const map = must(all.find(({ code }) => code === "interest-map"))
  const scales = map.scales.map(({ id }) => id)
  /** Scale k is asked by the items k, k + 24 … k + 120. */
  const itemsOf = (k: number) => [0, 1, 2, 3, 4, 5].map((round) => `i${k + 24 * round}`)
  const everywhere = (step: string) => map.items.map(({ id }) => [id, step] as const)

  test("keeps the key of its structure", () => {
    for (const [index, scale] of scales.entries()) {
      const asking = map.items.filter(({ options }) => scale in must(options[0]).points)
      expect(asking.map(({ id }) => id)).toEqual(itemsOf(index + 1))
    }
    expect(score(map, {}).scales.every(({ min, max }) => min === -12 && max === 12)).toBe(true)
  })

  test.each([
    [-12, "не привлекает"],
    [-6, "не привлекает"],
    [-5, "интереса пока нет"],
    [0, "интереса пока нет"],
    [1, "интерес слабый"],
    [4, "интерес слабый"],
    [5, "интерес заметный"],
    [7, "интерес заметный"],
    [8, "интерес яркий"],
    [12, "интерес яркий"],
  ])("a score of %i is of the band «%s»", (wanted, band) => {
    let left = wanted
    const answers = itemsOf(1).map((id) => {
      const step = Math.max(-2, Math.min(2, left))
      left -= step
      return [id, `p${step + 2}`] as const
    })
    const result = score(map, Object.fromEntries([...everywhere("p2"), ...answers]))
    const [first] = result.scales
    expect(first).toMatchObject({ score: wanted, band: { ru: band } })
  })

  test("who dislikes all but one field is led to that field alone", () => {
    const answers = Object.fromEntries([
      ...everywhere("p0"),
      ...itemsOf(7).map((id) => [id, "p1"] as const),
    ])
    const result = score(map, answers)
    expect(result.ranks).toEqual([[scales[6]], scales.filter((_, index) => index !== 6)])
    expect(leading(result)).toEqual([scales[6]])
  })

  test("parts in the middle, after an equal number of items of every scale", () => {
    expect(map.breaks).toEqual(["i72"])
    const before = map.items.slice(0, 72)
    for (const scale of scales) {
      expect(before.filter(({ options }) => scale in must(options[0]).points)).toHaveLength(3)
    }
  })
})
