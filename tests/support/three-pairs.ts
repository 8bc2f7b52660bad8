import type { Instrument } from "#/domain/instrument/instrument.ts"

/** Three pairs of two scales: enough for a sitting, and nothing of a shipped one. */
export const threePairs: Instrument = {
  code: "three-pairs",
  version: 2,
  title: { ru: "Три пары", en: "Three pairs" },
  about: { ru: "Для проверки." },
  instruction: { ru: "Выбери, что тебе ближе.", en: "Choose what is closer to you." },
  licence: "CC0",
  credit: { ru: "Никто" },
  minutes: [1, 2],
  grades: [6, 11],
  answering: "pair",
  balance: "free",
  reading: "leading",
  scales: [
    { id: "one", title: { ru: "Одно" }, about: { ru: "Одно" } },
    { id: "other", title: { ru: "Другое" }, about: { ru: "Другое" } },
  ],
  bands: [],
  items: ["p1", "p2", "p3"].map((id) => ({
    id,
    text: { ru: "" },
    options: [
      { id: "a", text: { ru: `Одно из ${id}` }, points: { one: 1 } },
      { id: "b", text: { ru: `Другое из ${id}` }, points: { other: 1 } },
    ],
  })),
  breaks: [],
}
