import { expect } from "@playwright/test"

import { answer, begin, finish, found, handOver, takeBack, test } from "./support/pupils.ts"

const firstNames =
  "Аня Борис Вера Глеб Дарья Егор Жанна Захар Ирина Кирилл Лена Матвей Нина Олег Полина Роман Софья Тимур Ульяна Фёдор Эльвира Юлия Яна Артём Варвара Григорий Ева Илья Ксения Лев Мария Никита Ольга".split(
    " ",
  )
const pupils = firstNames.map((first) => `Щукомарков ${first}`)

/** Every pupil's own way through three pairs: no two neighbours answer alike. */
function keysOf(place: number): readonly number[] {
  return [0, 1, 2].map((item) => (((place * 5 + 3) >> item) & 1) + 1)
}

test("33 pupils in turn on one tablet: each answer arrives as it was given, under the right name", async ({
  tablet,
  server,
}) => {
  test.slow()
  expect(pupils).toHaveLength(33)
  const page = await tablet()
  // The pause after each choice is deliberate, and not what is looked at here.
  await page.addInitScript(() => {
    const wait = globalThis.setTimeout
    const hurry = (run: () => void, ms?: number) => wait(run, ms === 300 ? 0 : ms)
    Object.assign(globalThis, { setTimeout: hurry })
  })
  await handOver(page, server.url, { pupils })

  for (const [place, first] of firstNames.entries()) {
    await begin(page, `${first} Щ.`)
    // Nothing of the one before: no choice stands, and the way is at its beginning.
    await expect(page.getByRole("radio", { checked: true })).toHaveCount(0)
    await answer(page, keysOf(place))
    await finish(page)
    await expect(page.getByRole("button", { name: `${first} Щ.` })).toHaveCount(0)
  }
  await expect(page.getByText("Все ответили. Передай планшет учителю.")).toBeVisible()

  await takeBack(page, server.url)
  await expect(page.getByText("Приняты ответы: 33 ученика.")).toBeVisible()
  const sittings = await found(page, server.url)
  const given = pupils.map((name, place) => [
    name,
    Object.fromEntries(keysOf(place).map((key, item) => [`p${item + 1}`, key === 1 ? "a" : "b"])),
  ])
  expect(Object.fromEntries(sittings)).toEqual(Object.fromEntries(given))
})
