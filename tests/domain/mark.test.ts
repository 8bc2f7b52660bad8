import { describe, expect, test } from "vitest"

import { attendanceMarks, completes, diagnosticMarks, isMark, tookPart } from "#/domain/mark.ts"
import { markWords } from "#/text/marks.ts"

const all = [...new Set([...attendanceMarks, ...diagnosticMarks])]

describe("A mark", () => {
  test("is one of those known and nothing else", () => {
    expect(all.every(isMark)).toBe(true)
    expect([null, "", "was here", 1, undefined].some(isMark)).toBe(false)
  })

  test("says who took part: late counts, an unfinished diagnostic counts", () => {
    expect(all.filter(tookPart)).toEqual(["present", "late", "finished", "unfinished"])
  })

  test("completes the step only when there is nothing left to do", () => {
    expect(all.filter(completes)).toEqual(["present", "late", "finished"])
  })

  test("has a word for every grammar of a name, in both languages", () => {
    for (const words of [markWords.ru, markWords.en]) {
      for (const mark of all) {
        for (const form of ["m", "f", "unknown"] as const) {
          expect(words.mark[mark][form]).not.toBe("")
          expect(words.whole[mark][form]).not.toBe("")
          expect(words.said[mark][form]).not.toBe("")
        }
      }
    }
  })

  test("speaks of a girl, of a boy, and of a pupil whose name does not tell", () => {
    const { present, absent } = markWords.ru.mark
    expect([present.m, present.f, present.unknown]).toEqual(["Был", "Была", "Здесь"])
    expect([absent.m, absent.f, absent.unknown]).toEqual(["Не был", "Не была", "Нет"])
  })
})
