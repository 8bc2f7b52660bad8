import { readdirSync, readFileSync } from "node:fs"
import { fileURLToPath } from "node:url"

import { describe, expect, test } from "vitest"

const source = fileURLToPath(new URL("../../src", import.meta.url))

type Rule = { readonly why: string; readonly found: RegExp; readonly allowedIn?: string }

const rules: readonly Rule[] = [
  {
    why: "the build turns it into selectors by language that outweigh the narrow layout: write inset",
    found: /inset-inline(?:-start|-end)?:/gu,
  },
  {
    why: "a colour belongs to tokens.css",
    found: /#[0-9a-f]{3,8}\b(?=[;\s,)])/giu,
    allowedIn: "tokens.css",
  },
  { why: "no text is smaller than 16 px", found: /font(?:-size)?:[^;]*\b0?\.\d+rem/gu },
]

/** Paper is black on white whatever the tokens say. */
const paper = new Set(["#000", "#333", "#999", "#fff"])

function broken(name: string, css: string): readonly string[] {
  return rules.flatMap(({ why, found, allowedIn }) => {
    if (allowedIn !== undefined && name.endsWith(allowedIn)) return []
    const hits = [...css.matchAll(found)].map(([hit]) => hit).filter((hit) => !paper.has(hit))
    return hits.map((hit) => `${name}: ${hit} (${why})`)
  })
}

describe("the styles", () => {
  test("keep the rules that old tablets and weak eyes need", () => {
    const files = readdirSync(source, { recursive: true, encoding: "utf8" }).filter((name) =>
      name.endsWith(".css"),
    )
    expect(files.length).toBeGreaterThan(10)

    const faults = files.flatMap((name) => broken(name, readFileSync(`${source}/${name}`, "utf8")))
    expect(faults).toEqual([])
  })

  test("would be refused for breaking any one of them", () => {
    const planted = ".a { inset-inline-start: 0; color: #ff0000; font-size: 0.875rem; }"

    expect(broken("planted.css", planted)).toHaveLength(rules.length)
  })
})
