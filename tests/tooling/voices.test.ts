import { Voices } from "#tests/support/voices.ts"
import { expect, test } from "vitest"

test("stages that run side by side are heard one after the other, whole, and the first one at once", () => {
  let heard = ""
  const voices = new Voices(["lint", "unit", "browser"], (text) => (heard += text))

  voices.say("unit", "u1 ")
  voices.say("lint", "l1 ")
  expect(heard).toBe("l1 ")
  voices.say("browser", "b1 ")
  voices.end("browser")
  voices.say("lint", "l2 ")
  expect(heard).toBe("l1 l2 ")

  voices.end("lint")
  expect(heard).toBe("l1 l2 u1 ")
  voices.say("unit", "u2 ")
  voices.end("unit")
  expect(heard).toBe("l1 l2 u1 u2 b1 ")
})
