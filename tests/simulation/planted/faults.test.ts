import { describe, expect, test } from "vitest"

import { mustFit, rewritten, type Fault } from "./fault.ts"
import { faultNamed, faults } from "./faults.ts"

const fault: Fault = {
  name: "an-example",
  says: "two becomes three",
  rewrites: [{ file: "src/a.ts", find: "= 2", replace: "= $3" }],
}

describe("planting a fault", () => {
  test.each(faults.map((one) => [one.name, one] as const))("«%s» fits the code", (_name, one) => {
    mustFit(one)
  })

  test("a place is rewritten word for word", () => {
    expect(rewritten("const x = 2\n", "src/a.ts", fault)).toBe("const x = $3\n")
    expect(rewritten("const x = 2\n", "src/b.ts", fault)).toBe("const x = 2\n")
  })

  test("a place that is gone, or is there twice, is told and not passed over", () => {
    expect(() => rewritten("const x = 1\n", "src/a.ts", fault)).toThrow("found 0 times: = 2")
    expect(() => rewritten("const x = 2, y = 2\n", "src/a.ts", fault)).toThrow("found 2 times")
  })

  test("no two faults bear one name, and an unknown name is an error", () => {
    expect(new Set(faults.map((one) => one.name)).size).toBe(faults.length)
    expect(() => faultNamed("nothing")).toThrow("no fault")
  })
})
