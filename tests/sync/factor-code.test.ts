import { expect, test } from "vitest"

import { readFactorCode } from "#/sync/factor-code.ts"

test.each([
  ["123456", "123456"],
  ["123 456", "123456"],
  [" 123-456 ", "123456"],
  ["ACEH-KMPT-XY23", "ACEHKMPTXY23"],
  ["асен-кмрт-ху23", "ACEHKMPTXY23"],
  ["12345", undefined],
  ["1234567", undefined],
  ["", undefined],
  ["код", undefined],
])("«%s» is the code %s", (typed, code) => {
  expect(readFactorCode(typed)).toBe(code)
})
