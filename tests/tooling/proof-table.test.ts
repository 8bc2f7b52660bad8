import { readFileSync } from "node:fs"

import { figuresBegin, figuresEnd, proofTable, withTable } from "#tests/support/proof-table.ts"
import { readProofs } from "#tests/support/proof.ts"
import { describe, expect, test } from "vitest"

const document = readFileSync("docs/how-we-test.md", "utf8")
const aProof = {
  command: "npm run simulate",
  tried: { histories: 20_000 },
  broken: 0,
  on: "2026-11-23",
  commit: "abc1234",
}

describe("the table of docs/how-we-test.md", () => {
  test("says what docs/proof.json says, and nothing that was written by hand", () => {
    expect(document).toBe(withTable(document, proofTable(readProofs())))
  })

  test("would not pass with a count that nobody ran", () => {
    const written = withTable(document, proofTable({ ...readProofs(), "another run": aProof }))
    expect(written).not.toBe(withTable(written, proofTable(readProofs())))
  })

  test("names what was tried, what broke, and how to run it again", () => {
    expect(proofTable({ simulation: aProof })).toContain(
      "| simulation | 20,000 histories | 0 | `npm run simulate` | 2026-11-23, `abc1234` |",
    )
  })

  test("leaves the words around it alone", () => {
    const around = `before\n${figuresBegin}\nold\n${figuresEnd}\nafter\n`
    expect(withTable(around, "new")).toBe(`before\n${figuresBegin}\nnew\n${figuresEnd}\nafter\n`)
    expect(() => withTable("no marks", "new")).toThrow()
  })
})
