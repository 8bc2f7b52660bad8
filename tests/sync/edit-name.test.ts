import { describe, expect, test } from "vitest"

import { editName, isNamed, opOfName } from "#/sync/edit-name.ts"

const late = { op: "anna.1", value: "late" }

describe("what an edit says it was written on", () => {
  test("is the op together with what that said", () => {
    expect(isNamed(editName(late), late)).toBe(true)
    expect(isNamed(editName(late), { ...late, value: "absent" })).toBe(false)
    expect(isNamed(editName(late), { ...late, op: "boris.1" })).toBe(false)
  })

  test("is the same however the keys of a value are ordered, and without those that are absent", () => {
    const name = editName({ op: "anna.1", value: { grade: 7, letter: "Б" } })
    expect(isNamed(name, { op: "anna.1", value: { letter: "Б", grade: 7 } })).toBe(true)
    expect(isNamed(name, { op: "anna.1", value: { letter: "Б", grade: 7, year: undefined } })).toBe(
      true,
    )
    expect(isNamed(name, { op: "anna.1", value: { letter: "Б", grade: 8 } })).toBe(false)
  })

  test("is by its op alone whatever that set: so says an app of the first protocol", () => {
    expect(isNamed("anna.1", late)).toBe(true)
    expect(isNamed("anna.1", { ...late, value: null })).toBe(true)
    expect(isNamed("anna.10", late)).toBe(false)
    expect(isNamed(editName({ ...late, op: "anna.10" }), late)).toBe(false)
  })

  test("gives its op back, with a sum and without", () => {
    expect(opOfName(editName(late))).toBe("anna.1")
    expect(opOfName("anna.1")).toBe("anna.1")
  })
})
