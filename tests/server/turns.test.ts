import { expect, test } from "vitest"

import { StoreUnavailable } from "#/server/store-unavailable.ts"
import { createTurns } from "#/server/turns.ts"

test("turns of one key are taken in the order of asking, those of others at once", async () => {
  const turns = createTurns(1_000)
  const went: string[] = []
  const first = await turns.take("a")
  const second = turns.take("a").then((passOn) => (went.push("second"), passOn))
  const third = turns.take("a").then((passOn) => (went.push("third"), passOn))
  const elsewhere = await turns.take("b")
  expect(went).toEqual([])
  first()
  const passOn = await second
  // Passing on twice must not let two in.
  first()
  await Promise.resolve()
  expect(went).toEqual(["second"])
  passOn()
  ;(await third)()
  elsewhere()
  expect(went).toEqual(["second", "third"])
  ;(await turns.take("a"))()
})

test("whoever has waited too long hears so and is not in the way of the next", async () => {
  const turns = createTurns(5)
  const first = await turns.take("a")
  await expect(turns.take("a")).rejects.toThrow(StoreUnavailable)
  first()
  ;(await turns.take("a"))()
})
