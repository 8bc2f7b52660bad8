import { expect, test } from "vitest"

import { spanWords } from "#/text/spans.ts"

const hour = 60
const day = 24 * hour

test("a clock is off by the largest unit of which there are two", () => {
  const { by } = spanWords.ru
  expect([1, 119, 2 * hour, 47 * hour, 2 * day, 700 * day, 5 * 365.25 * day].map(by)).toEqual([
    "1 минуту",
    "119 минут",
    "2 часа",
    "47 часов",
    "2 дня",
    "700 дней",
    "5 лет",
  ])
  expect([1, 3 * hour, 4 * day, 11 * 366 * day].map(spanWords.en.by)).toEqual([
    "1 minute",
    "3 hours",
    "4 days",
    "11 years",
  ])
})
