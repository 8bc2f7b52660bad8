import { describe, expect, test } from "vitest"

import { threeWords } from "#/features/lock/random-words.ts"
import { plainWords } from "#/text/plain-words.ts"

const drawing = (numbers: readonly number[]) => {
  const left = [...numbers]
  return (length: number): Uint8Array => {
    const bytes = new Uint8Array(length)
    new DataView(bytes.buffer).setUint16(0, left.shift() ?? 0)
    return bytes
  }
}

describe("three words by chance", () => {
  test("are those the drawn numbers stand for, first and last word alike", () => {
    const words = ["дятел", "самовар", "облако"]

    expect(threeWords(words, drawing([2, 0, 1]))).toBe("облако дятел самовар")
  })

  test("favour no word: a number beyond the last whole round is drawn again", () => {
    // 65,536 numbers over three words leave one number that would make the first word likelier.
    expect(threeWords(["дятел", "самовар", "облако"], drawing([65_535, 1, 65_535, 2, 2]))).toBe(
      "самовар облако облако",
    )
  })

  test("come as often as one another in the long run", () => {
    const drawn = Array.from({ length: 4_000 }, () =>
      threeWords(plainWords.slice(0, 10), (length) =>
        crypto.getRandomValues(new Uint8Array(length)),
      ).split(" "),
    ).flat()
    const counts = plainWords
      .slice(0, 10)
      .map((word) => drawn.filter((other) => other === word).length)

    // 1,200 each on average; six standard deviations either way.
    for (const count of counts) expect(Math.abs(count - 1_200)).toBeLessThan(200)
  })
})
