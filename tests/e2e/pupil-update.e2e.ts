import { cp, rm } from "node:fs/promises"
import { join } from "node:path"

import { expect } from "@playwright/test"

import { answer, begin, expectPick, found, handOver, takeBack, test } from "./support/pupils.ts"
import { makeRelease } from "./support/release.ts"
import { stored } from "./support/school.ts"
import { storesTheApp } from "./support/story.ts"

test("a new release in mid-sitting is neither forced nor in the way, and pupils go on in it after a restart", async ({
  app,
  tablet,
  server,
}) => {
  const next = await makeRelease("next")
  await cp(join(app, "bench.html"), join(next, "bench.html"))
  await cp(join(app, "assets"), join(next, "assets"), { recursive: true, force: false })
  const page = await tablet(storesTheApp)
  await page.goto(`${server.url}/today`)
  await stored(page)
  await handOver(page, server.url, { pupils: ["Щукомаркова Нежданна"] })
  await begin(page, "Нежданна Щ.")
  await answer(page, [2])

  await test.step("it is stored beside the old one, and the question stays", async () => {
    await server.restart({ assets: next })
    await page.evaluate(async () => {
      const registration = await navigator.serviceWorker.getRegistration()
      await registration?.update()
    })
    await expect
      .poll(() =>
        page.evaluate(async () => {
          const registration = await navigator.serviceWorker.getRegistration()
          return registration?.waiting !== null
        }),
      )
      .toBe(true)
    await expect(page.getByText("2 из 3")).toBeVisible()
    await answer(page, [1], 2)
    await expect(page.getByRole("button", { name: "Обновить" })).toHaveCount(0)
  })

  await test.step("let in from elsewhere, it takes nothing from under the pupil's hands", async () => {
    await page.evaluate(async () => {
      const { waiting } = (await navigator.serviceWorker.getRegistration()) ?? {}
      const taken = new Promise((resolve) => {
        navigator.serviceWorker.addEventListener("controllerchange", resolve, { once: true })
      })
      waiting?.postMessage({ type: "SKIP_WAITING" })
      await taken
    })
    await expect(page.getByText("3 из 3")).toBeVisible()
    await answer(page, [2], 3)
    await page.getByRole("button", { name: "К последнему вопросу" }).click()
    await page.reload()
    await expect(page.locator("html")).toHaveAttribute("data-release", "next")
    await expectPick(page)
  })

  await test.step("in the new release it goes on where it was", async () => {
    await page.getByRole("button", { name: "Нежданна Щ." }).click()
    await page.getByRole("button", { name: "Да, это я" }).click()
    await page.getByRole("button", { name: "Продолжить" }).click()
    await expect(page.getByRole("heading", { name: "Все вопросы позади" })).toBeVisible()
    await page.getByRole("button", { name: "Закончить" }).click()
    // Shown once it is on the disk.
    await expect(page.getByRole("heading", { name: "Спасибо!" })).toBeVisible()
    await takeBack(page, server.url)
    await expect(page.getByText("Приняты ответы: 1 ученик.")).toBeVisible()
    const given = { p1: "b", p2: "a", p3: "b" }
    expect(await found(page, server.url)).toEqual(new Map([["Щукомаркова Нежданна", given]]))
  })
  await rm(next, { recursive: true })
})
