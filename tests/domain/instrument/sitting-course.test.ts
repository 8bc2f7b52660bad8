import { threePairs } from "#tests/support/three-pairs.ts"
import { describe, expect, test } from "vitest"

import type { Instrument } from "#/domain/instrument/instrument.ts"
import {
  after,
  askedOn,
  courseOf,
  nothingAnswered,
  standingOf,
} from "#/domain/instrument/sitting-course.ts"

/** Six items, put away after the third. */
const inParts: Instrument = {
  ...threePairs,
  items: ["p1", "p2", "p3", "p4", "p5", "p6"].map((id) => ({
    id,
    text: { ru: "" },
    options: threePairs.items[0]?.options ?? [],
  })),
  breaks: ["p3"],
}

/** The third item is for those who answered the second with a. */
const branching: Instrument = {
  ...threePairs,
  items: threePairs.items.map((item) =>
    item.id === "p3" ? { ...item, when: { item: "p2", is: ["a"] } } : item,
  ),
}

const idsOf = (instrument: Instrument, answers: Readonly<Record<string, string>>) => {
  const { items, isLast } = courseOf(instrument, standingOf(instrument, answers))
  return { items: items.map(({ id }) => id), isLast }
}

describe("a sitting", () => {
  test("asks everything where an instrument has no parts", () => {
    expect(idsOf(threePairs, {})).toEqual({ items: ["p1", "p2", "p3"], isLast: true })
  })

  test("ends at the break, and the next begins behind it", () => {
    expect(idsOf(inParts, {})).toEqual({ items: ["p1", "p2", "p3"], isLast: false })
    const first = { p1: "a", p2: "a", p3: "b" }
    expect(idsOf(inParts, first)).toEqual({ items: ["p4", "p5", "p6"], isLast: true })
  })

  test("put away in the middle of a part goes on to the end of that part", () => {
    expect(idsOf(inParts, { p1: "a" })).toEqual({ items: ["p2", "p3"], isLast: false })
  })

  test("asks again what was left out in a part that is over", () => {
    expect(idsOf(inParts, { p1: "a", p3: "b" })).toEqual({
      items: ["p2", "p4", "p5", "p6"],
      isLast: true,
    })
  })

  test("asks nothing more once everything is answered", () => {
    expect(idsOf(threePairs, { p1: "a", p2: "a", p3: "a" })).toEqual({ items: [], isLast: true })
  })
})

describe("a standing", () => {
  test("knows which items are answered, and how only where another hangs on it", () => {
    expect(standingOf(branching, { p1: "a", p2: "b" })).toEqual({
      answered: ["p1", "p2"],
      branching: { p2: "b" },
    })
  })

  test("does not count an option that the item does not have", () => {
    expect(standingOf(threePairs, { p1: "zebra" })).toEqual(nothingAnswered)
  })

  test("opens and closes the items that hang on it, with answers of this document and of former ones", () => {
    const course = courseOf(branching, nothingAnswered)
    const asked = (standing: Parameters<typeof askedOn>[2]) =>
      askedOn(branching, course, standing).map(({ id }) => id)
    expect(asked(nothingAnswered)).toEqual(["p1", "p2"])
    const open = after(branching, nothingAnswered, { p2: "a" })
    expect(asked(open)).toEqual(["p1", "p2", "p3"])
    expect(asked(after(branching, open, { p2: "b" }))).toEqual(["p1", "p2"])
  })
})
