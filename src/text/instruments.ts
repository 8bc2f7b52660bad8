import type { InstrumentCode } from "#/domain/instruments.ts"

import { pair, type SameKeys } from "./pair.ts"

/** Names of instruments. «По мотивам» where only the structure is an author's and the wording is not. */
const ru = {
  name: {
    platform: "Диагностика на платформе «Билет в будущее»",
    "klimov-pairs": "Пары занятий (по мотивам ДДО Климова)",
    "azbel-pairs": "Пары занятий, 30 (по мотивам Азбель)",
    "holland-opposites": "Типы и среды (по мотивам Голланда)",
    "riasec-short": "Интересы, 60 вопросов (структура RIASEC)",
    spheres: "Интерес к сферам (структура СПП)",
    "interest-map": "Карта интересов, 144 вопроса",
    "readiness-6-7": "Готовность к выбору, 6–7 классы (рекомендации 2022)",
    readiness: "Готовность к выбору, 8–11 классы (рекомендации 2022)",
  } satisfies Record<InstrumentCode, string>,
  /** One this version does not know. */
  other: "Другая методика",
  minutes: (from: number, to: number) => (from === to ? `${to} мин` : `${from}–${to} мин`),
  grades: (from: number, to: number) => `${from}–${to} классы`,
  sittings: (count: number) => (count === 2 ? "за два раза" : "за один раз"),
}

const en: SameKeys<typeof ru> = {
  name: {
    platform: "Diagnostic on the “Ticket to the Future” platform",
    "klimov-pairs": "Pairs of activities (after Klimov)",
    "azbel-pairs": "Pairs of activities, 30 (after Azbel)",
    "holland-opposites": "Types and environments (after Holland)",
    "riasec-short": "Interests, 60 questions (RIASEC structure)",
    spheres: "Interest in spheres (SPP structure)",
    "interest-map": "Interest map, 144 questions",
    "readiness-6-7": "Readiness to choose, grades 6–7 (2022 recommendations)",
    readiness: "Readiness to choose, grades 8–11 (2022 recommendations)",
  },
  other: "Another instrument",
  minutes: (from, to) => (from === to ? `${to} min` : `${from}–${to} min`),
  grades: (from, to) => `grades ${from}–${to}`,
  sittings: (count) => (count === 2 ? "in two sittings" : "in one sitting"),
}

export const instrumentWords = pair(ru, en)

/** The name by code, of which a newer app may have more; empty for no code. */
export function instrumentName(words: (typeof instrumentWords)["ru"], code: string): string {
  const names: Readonly<Record<string, string>> = words.name
  if (code === "") return ""
  return Object.hasOwn(names, code) ? (names[code] ?? words.other) : words.other
}
