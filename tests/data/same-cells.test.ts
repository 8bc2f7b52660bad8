import { describe, expect, test } from "vitest"

import { sameCells, type AnyCell } from "#/data/same-cells.ts"

const past = ["device.1"]
const rival = { value: "late", op: "other.1", by: "somebody", at: 1 }
const cell = { value: "present", op: "device.2", by: "who", at: 5, seq: 7, past, rival, n: 2 }
const whole: Required<AnyCell> = { ...cell, prev: "device.1" }

/** Every field a cell can have, with another value. */
const others: Required<AnyCell> = {
  value: "absent",
  op: "device.3",
  by: "another",
  at: 6,
  seq: 8,
  past: ["device.0"],
  rival: { ...rival, at: 2 },
  n: 3,
  prev: null,
}

describe("cells that say the same", () => {
  test("are one object, and say what they said", () => {
    const cells = { one: { ...whole }, two: { ...whole }, three: { ...whole } }
    const shared = sameCells(cells)
    expect(shared).toEqual(cells)
    expect(shared["two"]).toBe(shared["one"])
    expect(shared["three"]).toBe(shared["one"])
  })

  test.each(Object.entries(others))("stay two when %s differs", (field, value) => {
    const cells = { one: { ...whole }, two: { ...whole, [field]: value } }
    expect(sameCells(cells)).toEqual(cells)
  })

  test.each(Object.keys(others))("stay two when one has no %s", (field) => {
    const { [field as keyof AnyCell]: _none, ...less } = whole
    const cells: Record<string, AnyCell> = { one: { ...whole }, two: less }
    expect(sameCells(cells)).toEqual(cells)
    expect(sameCells({ two: less, one: { ...whole } })).toEqual(cells)
  })

  test("keep their order, however many kinds there are", () => {
    const many = Array.from({ length: 40 }, (_, at) => [
      `c${at % 20}-${at}`,
      { value: at % 20, at: 1 },
    ])
    const cells: Record<string, AnyCell> = Object.fromEntries(many)
    expect(Object.entries(sameCells(cells))).toEqual(Object.entries(cells))
  })
})
