import { readFileSync } from "node:fs"

import * as v from "valibot"
import { describe, expect, test } from "vitest"

const Icon = v.object({ src: v.string(), sizes: v.string(), purpose: v.optional(v.string()) })
const WebManifest = v.object({
  name: v.string(),
  lang: v.string(),
  display: v.string(),
  theme_color: v.string(),
  background_color: v.string(),
  icons: v.array(Icon),
  shortcuts: v.array(v.object({ name: v.string(), url: v.string(), icons: v.array(Icon) })),
})

const manifest = v.parse(
  WebManifest,
  JSON.parse(readFileSync("public/manifest.webmanifest", "utf8")),
)

describe("the installed app", () => {
  test("is called «Бортжурнал», speaks Russian and has a window of its own", () => {
    expect(manifest).toMatchObject({ name: "Бортжурнал", lang: "ru", display: "standalone" })
  })

  test("leads to today and to the classes from its icon", () => {
    expect(manifest.shortcuts.map(({ name, url }) => [name, url])).toEqual([
      ["Сегодня", "/today"],
      ["Мои классы", "/classes"],
    ])
  })

  test("has icons for any shape and for a mask, in both sizes that systems ask for", () => {
    expect(manifest.icons.map(({ purpose, sizes }) => `${purpose} ${sizes}`)).toEqual([
      "any 192x192",
      "any 512x512",
      "maskable 192x192",
      "maskable 512x512",
    ])
  })

  test("has every icon it names, as large as it says", () => {
    const named = [...manifest.icons, ...manifest.shortcuts.flatMap(({ icons }) => icons)]

    expect(named.map(({ src }) => sizeOfPng(src))).toEqual(named.map(({ sizes }) => sizes))
  })

  test("opens in the colours of the tokens", () => {
    const tokens = readFileSync("src/ui/tokens.css", "utf8")

    expect(tokens).toContain(`--rail: ${manifest.theme_color};`)
    expect(tokens).toContain(`--paper: ${manifest.background_color};`)
  })
})

/** Width and height stand at bytes 16 and 20 of every PNG (its IHDR chunk comes first). */
function sizeOfPng(src: string): string {
  const bytes = readFileSync(`public${src}`)
  return `${bytes.readUInt32BE(16)}x${bytes.readUInt32BE(20)}`
}
