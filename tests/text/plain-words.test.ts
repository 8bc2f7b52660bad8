import { describe, expect, test } from "vitest"

import { plainWords } from "#/text/plain-words.ts"

describe("the words a passphrase is offered from", () => {
  test("are more than a thousand, and no one stands there twice", () => {
    expect(plainWords.length).toBeGreaterThan(1_000)
    expect(new Set(plainWords).size).toBe(plainWords.length)
  })

  test("can be typed on any keyboard without thinking: small letters, no «ё», three to nine of them", () => {
    expect(plainWords.filter((word) => !/^[а-я]{3,9}$/u.test(word))).toEqual([])
  })
})
