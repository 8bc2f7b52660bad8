import { describe, expect, test } from "vitest"

import { isShippedCode, shippedCodes, shippedInstrument } from "#/domain/instrument/catalogue.ts"
import type { Instrument, Text } from "#/domain/instrument/instrument.ts"
import { isIpsative } from "#/domain/instrument/properties.ts"
import { instrumentOf, instruments } from "#/domain/instruments.ts"

import { klimovKey } from "./a-pair-instrument.ts"
import { shippedInstruments } from "./shipped-instruments.ts"

const shipped = shippedInstruments()

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

describe.each(shipped)("$code, as it is shipped", (instrument) => {
  const { code, items, scales, minutes, grades } = instrument

  test("is what the plan says of it", () => {
    expect(instrumentOf(code)).toEqual({
      code,
      items: items.length,
      scales: scales.length,
      minutes,
      grades,
      sittings: instrument.breaks.length + 1,
    })
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
  const pairs = shipped.find(({ code }) => code === "klimov-pairs")
  const key = Object.fromEntries(Object.keys(klimovKey).map((scale) => [scale, [] as string[]]))
  for (const [index, { options }] of (pairs?.items ?? []).entries()) {
    for (const { id, points } of options)
      key[Object.keys(points)[0] ?? ""]?.push(`${index + 1}${id}`)
  }
  expect(key).toEqual(klimovKey)
})

test("the catalogue fetches every file, and the plan tells those that have one from the others", async () => {
  expect([...shippedCodes].sort()).toEqual(shipped.map(({ code }) => code).sort())
  for (const code of shippedCodes) {
    expect(await shippedInstrument(code)).toEqual(shipped.find((one) => one.code === code))
  }
  const without = instruments.map(({ code }) => code).filter((code) => !isShippedCode(code))
  expect(without).toEqual(["platform", "azbel-pairs", "holland-opposites"])
})

test("the two versions of readiness share their four scales, and only the older are asked of values", () => {
  const [young, old] = ["readiness-6-7", "readiness"].map((code) =>
    shipped.find((one) => one.code === code),
  )
  const ids = young?.scales.map(({ id }) => id)
  expect(ids).toEqual(["inner", "aware", "factors", "self"])
  expect(old?.scales.slice(0, 4).map(({ id }) => id)).toEqual(ids)
  expect(young?.items.length).toBeGreaterThanOrEqual(40)
  expect(old?.items.length).toBeGreaterThanOrEqual(40)
  expect([young?.grades, old?.grades]).toEqual([
    [6, 7],
    [8, 11],
  ])
  expect(young?.items.some(({ text }) => /важно/.test(text.ru))).toBe(false)
})
