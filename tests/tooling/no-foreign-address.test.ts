import { readdirSync, readFileSync } from "node:fs"
import { join } from "node:path"

import { describe, expect, test } from "vitest"

const root = join(import.meta.dirname, "../..")
const shipped = ["src", "public", "index.html", "pupil.html"]

/** Names and examples that are never fetched. */
const harmless =
  /^https?:\/\/(www\.w3\.org\/|localhost\b|\$\{|127\.0\.0\.1\b|schemas\.openxmlformats\.org\b|journal\.school\.ru\b)/

function foreignIn(text: string): readonly string[] {
  const named = text.match(/(?:https?:|["'(])\/\/[^\s"'`)<]+/gi) ?? []
  return named.filter((address) => !harmless.test(address))
}

function files(path: string): readonly string[] {
  const full = join(root, path)
  if (/\.\w+$/.test(path)) return [full]
  return readdirSync(full, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.(tsx?|css|html|js|json|svg|sql)$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
}

describe("what is shipped", () => {
  test("names no foreign address: fonts, scripts, maps and analytics cannot creep in", () => {
    const found = shipped.flatMap(files).flatMap((file) => {
      // Comments may name a standard; code may not name a host.
      const code = readFileSync(file, "utf8").replace(/^\s*(\/\/|\*|\/\*).*$/gm, "")
      return foreignIn(code).map((address) => `${file.slice(root.length)}: ${address}`)
    })

    expect(found).toEqual([])
  })

  test.each([
    `<link href="https://fonts.example/a.css">`,
    `@import url("//cdn.example.org/x.css")`,
    `fetch("http://stats.example.com/hit")`,
  ])("would not pass with %s", (planted) => {
    expect(foreignIn(planted)).toHaveLength(1)
  })
})
