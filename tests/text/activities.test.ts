import { describe, expect, test } from "vitest"

import { seasonPresets } from "#/domain/season-presets.ts"
import { activityWords, seasonName, stepName, stepShortName } from "#/text/activities.ts"

describe("the season's names", () => {
  test("cover every season and step we ship, in both languages", () => {
    for (const words of [activityWords.ru, activityWords.en]) {
      for (const { code, steps } of seasonPresets) {
        expect(seasonName(words, code)).not.toBe(words.otherSeason)
        for (const step of steps) {
          expect(stepName(words, step.code)).not.toBe(words.otherStep)
          expect(stepShortName(words, step.code)).not.toBe(words.otherStep)
        }
      }
    }
  })

  test("have a word for what a newer app brings", () => {
    expect(stepName(activityWords.ru, "constructor")).toBe("Шаг сезона")
    expect(seasonName(activityWords.ru, "rmg-2030-31")).toBe("Сезон")
  })
})
