import { describe, expect, test } from "vitest"

import { readCells, writeCells } from "#/server/cells-text.ts"
import { DamagedDatabase } from "#/server/database.ts"

const cells = {
  last: { value: "Ершов", op: "d.1", by: "anna", at: 5, seq: 3, past: ["d.0"] },
  born: { value: null, op: "d.2", by: "anna", at: 6, seq: 4, past: [] },
}

describe("the cells of a record as one text", () => {
  test("read as they were written", () => {
    expect(readCells(writeCells(cells))).toEqual(cells)
  })

  test("are refused when a letter of them is another: a wrong name must not pass for the right one", () => {
    const text = writeCells(cells)
    for (const damaged of [
      text.replace("Ершов", "Ершон"),
      text.replace("d.1", "d.7"),
      text.slice(0, -1),
      `${text} `,
      text.replace("#", " "),
    ]) {
      expect(() => readCells(damaged)).toThrow(DamagedDatabase)
    }
  })

  test("that were written before there was a sum are read", () => {
    const text = writeCells(cells)
    expect(readCells(text.slice(0, text.lastIndexOf("#")))).toEqual(cells)
  })
})
