import fc from "fast-check"
import { describe, expect, test } from "vitest"

import { must } from "#/base/assert.ts"
import { instrumentFile } from "#/domain/instrument/instrument-file.ts"
import { itemsMax } from "#/domain/instrument/instrument.ts"
import { decodeInstrument, readInstrument } from "#/domain/instrument/read-instrument.ts"

import { aPairFile } from "./a-pair-instrument.ts"

type File = ReturnType<typeof aPairFile>

function spoilt(spoil: (file: File) => void) {
  const file = aPairFile()
  spoil(file)
  return decodeInstrument(file)
}

const itemOf = (file: File, number: number) => must(file.items[number - 1])
const optionOf = (file: File, number: number, id: string) =>
  must(itemOf(file, number).options.find((option) => option.id === id))

describe("a sound instrument", () => {
  test("is read from the text of its file", () => {
    const read = readInstrument(JSON.stringify(aPairFile()))
    expect(read).toMatchObject({ kind: "instrument", instrument: { code: "pairs-of-the-test" } })
  })
})

describe("a file that is none", () => {
  test("is told from a damaged one", () => {
    expect(readInstrument(JSON.stringify(aPairFile()).slice(0, -40))).toEqual({
      kind: "unreadable",
    })
    expect(readInstrument('{"format":"bortzhurnal-unsent"}')).toEqual({ kind: "another-file" })
    expect(readInstrument("null")).toEqual({ kind: "another-file" })
  })

  test("of ten thousand items is refused before anybody looks at them", () => {
    const read = spoilt((file) => {
      file.items = Array.from({ length: 10_000 }, () => itemOf(file, 1))
    })
    expect(read).toEqual({ kind: "too-large", what: "items", max: itemsMax })
  })

  test("of any other JSON is refused, and never breaks the reader", () => {
    const file = aPairFile()
    const fields = Object.keys(file)
    fc.assert(
      fc.property(fc.constantFrom(...fields), fc.jsonValue({ maxDepth: 4 }), (field, value) => {
        const read = decodeInstrument({ ...file, [field]: value })
        // What is taken all the same can be written and read again.
        const again =
          read.kind === "instrument" ? readInstrument(instrumentFile(read.instrument)) : read
        expect(again).toEqual(read)
      }),
      { numRuns: 300 },
    )
  })

  test("says which field is amiss", () => {
    expect(spoilt((file) => (itemOf(file, 3).options = []))).toEqual({
      kind: "bad-field",
      path: "items.2.options",
    })
    expect(spoilt((file) => (file.minutes = [30, 10]))).toEqual({
      kind: "bad-field",
      path: "minutes",
    })
    expect(spoilt((file) => Object.assign(file, { script: "x" })).kind).toBe("bad-field")
  })

  test("with one id twice is refused: an answer would name two things", () => {
    expect(spoilt((file) => (itemOf(file, 2).id = "i1"))).toEqual({ kind: "doubled-id", id: "i1" })
    expect(spoilt((file) => (optionOf(file, 2, "b").id = "a"))).toEqual({
      kind: "doubled-id",
      id: "a",
    })
  })
})

describe("every property of the engine catches its own fault", () => {
  const flaws = (spoil: (file: File) => void) => {
    const read = spoilt(spoil)
    if (read.kind === "instrument") return []
    return read.kind === "flawed" ? read.flaws : read
  }
  const kinds = (spoil: (file: File) => void) => {
    const found = flaws(spoil)
    return Array.isArray(found) ? [...new Set(found.map(({ kind }) => kind))] : found
  }

  test("a mis-keyed option breaks the balance of pairs and the equal maxima", () => {
    // The very slip of a published scorer: one option counted for another scale.
    const found = flaws((file) => (optionOf(file, 7, "b").points = { z: 1 }))
    expect(found).toContainEqual({
      kind: "pairs-unbalanced",
      scale: "t",
      other: "x",
      times: 1,
      expected: 2,
    })
    expect(found).toContainEqual({ kind: "maxima-unequal", scale: "t", max: 7, expected: 8 })
  })

  test("two options keyed alike make a pair that asks nothing", () => {
    const found = flaws((file) => (optionOf(file, 1, "b").points = { n: 1 }))
    expect(found).toContainEqual({ kind: "pair-of-one-scale", item: "i1", scale: "n" })
  })

  test("a pair of three", () => {
    const found = flaws((file) =>
      itemOf(file, 1).options.push({ id: "c", text: { ru: "1c" }, points: { h: 1 } }),
    )
    expect(found).toContainEqual({ kind: "pair-not-two", item: "i1", options: 3 })
  })

  test("an option the key forgot", () => {
    const found = flaws((file) => (optionOf(file, 5, "a").points = {}))
    expect(found).toContainEqual({ kind: "option-without-scale", item: "i5", option: "a" })
  })

  test("an option that counts twice", () => {
    expect(kinds((file) => (optionOf(file, 5, "a").points = { z: 2 }))).toContain(
      "option-not-single",
    )
    expect(kinds((file) => (optionOf(file, 5, "a").points = { z: 1, x: 1 }))).toContain(
      "option-not-single",
    )
  })

  test("a scale that nothing speaks for, and one that is not there", () => {
    expect(
      flaws((file) => file.scales.push({ id: "s", title: { ru: "s" }, about: { ru: "s" } })),
    ).toContainEqual({ kind: "scale-never-scored", scale: "s" })
    expect(flaws((file) => (optionOf(file, 1, "a").points = { q: 1 }))).toContainEqual({
      kind: "unknown-scale",
      item: "i1",
      scale: "q",
    })
  })

  test("a band that no score can reach", () => {
    const reach = (upTo: number) => (file: File) => {
      file.bands.push({ upTo, title: { ru: "ещё ярче" } })
      file.bands.sort((one, other) => one.upTo - other.upTo)
    }
    expect(flaws(reach(9))).toEqual([{ kind: "band-never-reached", upTo: 9 }])
    expect(flaws(reach(-1))).toEqual([{ kind: "band-never-reached", upTo: -1 }])
  })

  test("bands that leave the highest score out, or go down", () => {
    expect(flaws((file) => file.bands.pop())).toEqual([{ kind: "bands-incomplete", max: 8 }])
    expect(flaws((file) => file.bands.reverse())).toEqual([{ kind: "bands-not-rising" }])
  })

  test("an item that hangs on a later one, on itself, in a circle, or on no answer", () => {
    const hang = (file: File, number: number, on: string, is = ["a"]) => {
      itemOf(file, number).when = { item: on, is }
    }
    expect(flaws((file) => hang(file, 2, "i3"))).toEqual([
      { kind: "depends-ahead", item: "i2", on: "i3" },
    ])
    expect(flaws((file) => hang(file, 2, "i2"))).toEqual([
      { kind: "depends-ahead", item: "i2", on: "i2" },
    ])
    const circle = flaws((file) => {
      hang(file, 2, "i3")
      hang(file, 3, "i2")
    })
    expect(circle).toEqual([{ kind: "depends-ahead", item: "i2", on: "i3" }])
    expect(flaws((file) => hang(file, 2, "i1", ["c"]))).toEqual([
      { kind: "depends-on-no-option", item: "i2", option: "c" },
    ])
  })

  test("a break after an item that does not exist", () => {
    expect(flaws((file) => file.breaks.push("i21"))).toEqual([
      { kind: "break-after-no-item", item: "i21" },
    ])
  })

  test("a break that parts nothing: at the end, twice, backwards, or after what only some are asked", () => {
    const parted = (...breaks: string[]) => flaws((file) => (file.breaks = breaks))
    expect(spoilt((file) => (file.breaks = ["i5", "i10"])).kind).toBe("instrument")
    expect(parted("i20")).toEqual([{ kind: "break-misplaced", item: "i20" }])
    expect(parted("i5", "i5")).toEqual([{ kind: "break-misplaced", item: "i5" }])
    expect(parted("i10", "i5")).toEqual([{ kind: "break-misplaced", item: "i5" }])
    const afterSome = flaws((file) => {
      itemOf(file, 5).when = { item: "i1", is: ["a"] }
      file.breaks = ["i5"]
    })
    expect(afterSome).toEqual([{ kind: "break-misplaced", item: "i5" }])
  })

  describe("in a rating", () => {
    const asRating = (file: File): void => {
      file.answering = "rating"
      file.balance = "equal"
      file.bands = []
      for (const [index, item] of file.items.entries()) {
        const scale = must(file.scales[index % 5]).id
        item.text = { ru: `Вопрос ${index + 1}` }
        item.options = [0, 1, 2].map((point) => ({
          id: `p${point}`,
          text: { ru: `Ступень ${point}` },
          points: { [scale]: point },
        }))
      }
    }
    const inRating = (spoil: (file: File) => void) =>
      flaws((file) => {
        asRating(file)
        spoil(file)
      })

    test("a row of steps unlike the others", () => {
      expect(spoilt(asRating).kind).toBe("instrument")
      expect(inRating((file) => (optionOf(file, 4, "p1").text.ru = "Иначе"))).toEqual([
        { kind: "steps-differ", item: "i4" },
      ])
      expect(inRating((file) => itemOf(file, 4).options.reverse())).toEqual([
        { kind: "steps-differ", item: "i4" },
      ])
    })

    test("points that go up and down along the steps", () => {
      expect(inRating((file) => (optionOf(file, 4, "p1").points = { z: 2 }))).toEqual([
        { kind: "steps-not-in-order", item: "i4", scale: "z" },
      ])
      const freely = inRating((file) => {
        optionOf(file, 4, "p1").points = { z: 2 }
        file.balance = "free"
      })
      expect(freely).toEqual([])
      expect(inRating((file) => (optionOf(file, 4, "p1").points = { z: 3 }))).toEqual([
        { kind: "steps-not-in-order", item: "i4", scale: "z" },
        { kind: "maxima-unequal", scale: "z", max: 9, expected: 8 },
      ])
    })

    test("an item that the key forgot, unless nothing is to be balanced", () => {
      const forget = (file: File): void => {
        for (const option of itemOf(file, 4).options) option.points = {}
      }
      expect(inRating(forget)).toEqual([
        { kind: "item-without-scale", item: "i4" },
        { kind: "maxima-unequal", scale: "z", max: 6, expected: 8 },
      ])
      expect(
        inRating((file) => {
          forget(file)
          file.balance = "free"
        }),
      ).toEqual([])
    })
  })

  test("a free choice may give several points, or none", () => {
    const read = spoilt((file) => {
      file.answering = "choice"
      file.balance = "free"
      file.bands = []
      optionOf(file, 1, "a").points = {}
      optionOf(file, 1, "b").points = { n: 3, t: -1 }
    })
    expect(read.kind).toBe("instrument")
  })

  test("opposites that do not meet equally often", () => {
    const asOpposites = (file: File): void => {
      file.balance = "opposites"
      file.scales = file.scales.slice(0, 4)
      file.bands = []
      file.items = file.items.slice(0, 4)
      for (const [index, item] of file.items.entries()) {
        const [one, other] = index % 2 === 0 ? ["n", "t"] : ["h", "z"]
        must(item.options[0]).points = { [must(one)]: 1 }
        must(item.options[1]).points = { [must(other)]: 1 }
      }
    }
    expect(spoilt(asOpposites).kind).toBe("instrument")
    const uneven = kinds((file) => {
      asOpposites(file)
      file.items.pop()
    })
    expect(uneven).toEqual(["pairs-unbalanced", "maxima-unequal"])
  })
})
