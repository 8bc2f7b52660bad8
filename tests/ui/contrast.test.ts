import { readFileSync } from "node:fs"

import { describe, expect, test } from "vitest"

import { coloursOf, weakPairs } from "./contrast.ts"

const css = readFileSync(new URL("../../src/ui/tokens.css", import.meta.url), "utf8")
const light = coloursOf(css, ":root {")
const forcedDark = coloursOf(css, ':root[data-theme="dark"] {')
const systemDark = coloursOf(css, ':root:not([data-theme="light"]) {')
const dark = new Map([...light, ...forcedDark])

describe("the colours of the interface", () => {
  test("can be read in the light theme", () => {
    expect(weakPairs(light)).toEqual([])
  })

  test("can be read in the dark theme", () => {
    expect(weakPairs(dark)).toEqual([])
  })

  test("are the same whether the dark theme was chosen or came from the system", () => {
    expect(systemDark.size).toBeGreaterThan(0)
    expect(systemDark).toEqual(forcedDark)
  })

  test("would be refused if one word became a little too pale", () => {
    const paler = new Map([...light, ["ink-2", "#848c96"]])

    const weak = weakPairs(paler).map(({ pair }) => pair)

    expect(weak).toContain("ink-2 on paper")
  })

  test("would be refused if a token were renamed", () => {
    const renamed = new Map(light)
    renamed.delete("edge")

    const weak = weakPairs(renamed).map(({ pair }) => pair)

    expect(weak).toContain("edge on sheet")
  })
})
