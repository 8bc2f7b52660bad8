import { beforeEach, describe, expect, test } from "vitest"

import { dropCrumb, readCrumb } from "#/platform/crumb.ts"

beforeEach(() => localStorage.clear())

describe("the crumb beside the database", () => {
  test("remembers what was here, part by part", () => {
    dropCrumb({ own: { classes: 4, waiting: 7, seenAt: 1_000 } })
    dropCrumb({ language: "en" })

    expect(readCrumb()).toEqual({
      place: "own",
      language: "en",
      own: { classes: 4, waiting: 7, seenAt: 1_000 },
    })
    dropCrumb({ own: undefined })
    expect(readCrumb()).toEqual({ place: "own", language: "en" })
  })

  test.each([
    ["nothing", null],
    ["no JSON", "{"],
    ["another shape", `{"place":"elsewhere"}`],
    ["a number", "7"],
  ])("is as good as none when it holds %s", (_, stored) => {
    if (stored !== null) localStorage.setItem("bortzhurnal", stored)
    expect(readCrumb()).toBeUndefined()
  })

  test("drops parts it does not know how to read", () => {
    localStorage.setItem(
      "bortzhurnal",
      `{"place":"own","theme":"pink","own":{"classes":"many","waiting":1,"seenAt":2}}`,
    )
    expect(readCrumb()).toEqual({ place: "own" })
  })
})
