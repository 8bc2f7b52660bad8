import { describe, expect, test } from "vitest"

import { pair, type SameKeys } from "#/text/pair.ts"

const ru = {
  title: "Класс",
  count: (pupils: number) => `учеников: ${pupils}`,
  inside: { months: ["январь", "февраль"], hint: "ещё" },
}

const whole: SameKeys<typeof ru> = {
  title: "Class",
  count: (pupils) => `pupils: ${pupils}`,
  inside: { months: ["January", "February"], hint: "more" },
}

describe("the words of an area", () => {
  test("are there in both languages", () => {
    const words = pair(ru, whole)

    expect(words.ru.count(3)).toBe("учеников: 3")
    expect(words.en.count(3)).toBe("pupils: 3")
    expect(words.en.inside.hint).toBe("more")
  })

  // These hold when the types are checked: an error that does not come is itself an error there.
  test("do not pass the types when the translation lacks one, has one too many or takes something else", () => {
    // @ts-expect-error -- a word is missing
    const short: SameKeys<typeof ru> = { title: "Class", count: whole.count }
    // @ts-expect-error -- a word deep inside is missing
    const shallow: SameKeys<typeof ru> = { ...whole, inside: { months: [] } }
    // @ts-expect-error -- a word too many
    const long: SameKeys<typeof ru> = { ...whole, extra: "x" }
    // @ts-expect-error -- the count is a number
    const other: SameKeys<typeof ru> = { ...whole, count: (pupils: string) => pupils }

    expect([short, shallow, long, other]).toHaveLength(4)
  })
})
