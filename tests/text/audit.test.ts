import { readdirSync, readFileSync } from "node:fs"

import { describe, expect, test } from "vitest"

import { auditWords } from "#/text/audit.ts"

/** Every event that the server writes down, found in its own text. */
function eventsOfServer(): readonly string[] {
  const folder = "src/server"
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" })
  const sources = files
    .filter((file) => file.endsWith(".ts"))
    .map((file) => readFileSync(`${folder}/${file}`, "utf8"))
  return sources.flatMap((source) =>
    [...source.matchAll(/audit\(\s*\{[^}]*?\bwhat: "([a-z-]+)"/g)].map(([, what = ""]) => what),
  )
}

describe("the words of the journal of access", () => {
  test("name every event that the server writes down, in both languages", () => {
    const events = eventsOfServer()
    expect(events.length).toBeGreaterThan(15)
    for (const { what } of [auditWords.ru, auditWords.en]) {
      const nameless = events.filter((event) => !Object.hasOwn(what, event))
      expect(nameless).toEqual([])
    }
  })
})
