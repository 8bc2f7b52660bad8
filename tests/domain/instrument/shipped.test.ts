import { readdirSync, readFileSync } from "node:fs"

import { describe, expect, test } from "vitest"

import { assert } from "#/base/assert.ts"
import type { Instrument, Text } from "#/domain/instrument/instrument.ts"
import { isIpsative } from "#/domain/instrument/properties.ts"
import { readInstrument } from "#/domain/instrument/read-instrument.ts"
import { instrumentOf } from "#/domain/instruments.ts"

import { klimovKey } from "./a-pair-instrument.ts"

const folder = "src/domain/instrument/shipped"

function shipped(): readonly Instrument[] {
  return readdirSync(folder).map((name) => {
    const read = readInstrument(readFileSync(`${folder}/${name}`, "utf8"))
    assert(read.kind === "instrument", `${name}: ${JSON.stringify(read)}`)
    assert(`${read.instrument.code}.json` === name, `${name} is named for its code`)
    return read.instrument
  })
}

function textsOf({ title, about, instruction, credit, scales, bands, items }: Instrument): Text[] {
  return [
    title,
    about,
    instruction,
    credit,
    ...scales.flatMap((scale) => [scale.title, scale.about]),
    ...bands.map((band) => band.title),
    ...items.flatMap((item) => [item.text, ...item.options.map((option) => option.text)]),
  ].filter(({ ru }) => ru !== "")
}

describe.each(shipped())("$code, as it is shipped", (instrument) => {
  const { code, items, scales, minutes, grades } = instrument

  test("is what the list of instruments says of it", () => {
    const listed = instrumentOf(code)
    expect(listed?.items ?? items.length).toBe(items.length)
    expect(listed?.scales ?? scales.length).toBe(scales.length)
    expect(minutes[1]).toBeLessThanOrEqual(listed?.minutes[1] ?? 0)
    expect(grades).toEqual(listed?.grades)
    expect(listed?.sittings).toBe(instrument.breaks.length + 1)
  })

  test("speaks both languages, and each in its own letters", () => {
    for (const { ru, en = "" } of textsOf(instrument)) {
      expect(ru).toMatch(/[а-яё]/i)
      expect(en).toMatch(/[a-z]/i)
      expect(en).not.toMatch(/[а-яё]/i)
    }
  })

  test("asks nothing twice", () => {
    const asked = items.flatMap(({ text, options }) =>
      text.ru === "" ? options.map((option) => option.text.ru) : [text.ru],
    )
    expect(new Set(asked).size).toBe(asked.length)
  })

  test("is short enough to be read on a tablet by a pupil", () => {
    for (const { text, options } of items) {
      expect(text.ru.length).toBeLessThanOrEqual(140)
      for (const option of options) expect(option.text.ru.length).toBeLessThanOrEqual(80)
    }
  })

  test("gives no verdicts and promises no profession", () => {
    const said = textsOf(instrument).map(({ ru }) => ru)
    expect(said.join("\n")).not.toMatch(
      /тебе подходит|ты должен|твоя профессия|способност[ьи] к|диагноз/i,
    )
    expect(instrument.about.ru).toMatch(/не /)
  })

  test.runIf(isIpsative(instrument))("lets every scale reach the same", () => {
    const times = scales.map(
      ({ id }) =>
        items.filter(({ options }) => options.some(({ points }) => points[id] === 1)).length,
    )
    expect(new Set(times).size).toBe(1)
  })
})

test("the pairs keep Klimov's key to the letter", () => {
  const pairs = shipped().find(({ code }) => code === "klimov-pairs")
  const key = Object.fromEntries(Object.keys(klimovKey).map((scale) => [scale, [] as string[]]))
  for (const [index, { options }] of (pairs?.items ?? []).entries()) {
    for (const { id, points } of options)
      key[Object.keys(points)[0] ?? ""]?.push(`${index + 1}${id}`)
  }
  expect(key).toEqual(klimovKey)
})
