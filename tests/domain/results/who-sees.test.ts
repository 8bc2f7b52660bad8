import { expect, test } from "vitest"

import { roles } from "#/domain/access.ts"
import { seesResults } from "#/domain/results/who-sees.ts"

test("results by name are for whoever holds the class: a navigator, or a head to whom it is appointed", () => {
  const holding = roles.filter((role) => seesResults(role, true))
  const others = roles.filter((role) => seesResults(role, false))

  expect(holding).toEqual(["head", "navigator"])
  expect(others).toEqual([])
})

test("on a tablet without a server they are for whoever works on it", () => {
  expect(seesResults(null, false)).toBe(true)
})
