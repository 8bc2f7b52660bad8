import { expect, type Page } from "@playwright/test"

import { beyondTheEdge } from "./support/axe.ts"
import {
  beginLesson,
  classWithLesson,
  daria,
  expectMark,
  ilya,
  mark,
  openLesson,
} from "./support/lesson.ts"
import { makeClass } from "./support/lists.ts"
import {
  expectLocked,
  expectUnlocked,
  lockByHand,
  protect,
  setPin,
  typePin,
} from "./support/lock.ts"
import { expectNoBarriersInAnyLight } from "./support/looks.ts"
import { Office } from "./support/office.ts"
import { indicator, joinByCode, section } from "./support/school.ts"
import { storesTheApp, test } from "./support/story.ts"

test.describe.configure({ mode: "parallel" })

const pin = "704815"
const phrase = "самовар облако дятел"
const irina = "Иванова Ирина Петровна"
const olga = "Смирнова Ольга Игоревна"

async function beginLocking(page: Page, address: string): Promise<void> {
  await page.goto(address)
  await page.getByRole("button", { name: "Начать без сервера" }).click()
  await protect(page, { pin, phrase })
}

test("a journal without a server is locked by hand, refuses a wrong PIN and opens where it was", async ({
  tablet,
  server,
}) => {
  const page = await tablet(storesTheApp)
  await beginLocking(page, server.url)
  await makeClass(page, "7Б", [daria])
  const address = page.url()

  await lockByHand(page)
  await expect(page.getByRole("heading", { level: 1, name: "Журнал без сервера" })).toBeVisible()
  await expect(page.getByText("Всё сохранено на планшете")).toBeVisible()
  await expect(page.getByText(daria)).toHaveCount(0)
  expect(await page.title()).not.toContain("7Б")

  await typePin(page, "704816")
  await expect(page.getByRole("alert")).toHaveText("Неверный PIN. Осталось попыток: 4")
  await typePin(page, "704817")
  await expect(page.getByRole("alert")).toHaveText("Неверный PIN. Осталось попыток: 3")
  await page.keyboard.type(pin)
  await page.keyboard.press("Enter")

  await expect(page.getByRole("link", { name: daria })).toBeVisible()
  expect(page.url()).toBe(address)
})

test("five wrong PINs leave every record, which the passphrase opens, and ask for a new PIN", async ({
  tablet,
  server,
}) => {
  test.slow()
  const page = await tablet()
  await beginLocking(page, server.url)
  await makeClass(page, "7Б", [daria])
  await lockByHand(page)

  for (const left of [4, 3, 2, 1]) {
    await typePin(page, "831964")
    await expect(page.getByRole("alert")).toContainText(`Осталось попыток: ${left}`)
  }
  await typePin(page, "831964")
  await expect(page.getByRole("alert")).toContainText("PIN больше не открывает журнал")
  await expect(page.getByRole("alert")).toContainText("Все записи целы")
  await expectNoBarriersInAnyLight(page, "after five wrong PINs")

  await test.step("nor does the right one any more, after a reload either", async () => {
    await page.reload()
    await expect(page.getByRole("alert")).toContainText("PIN больше не открывает журнал")
    await expect(page.getByRole("textbox", { name: "Введите PIN" })).toHaveCount(0)
  })

  await test.step("the passphrase does, and a new PIN is set without another question", async () => {
    await page.getByRole("textbox", { name: "Парольная фраза" }).fill(phrase)
    await page.getByRole("button", { name: "Открыть фразой" }).click()
    await setPin(page, "559027")
    await page.getByRole("button", { name: "Открыть журнал" }).click()
    await expectUnlocked(page)
    await lockByHand(page)
    await typePin(page, "559027")
    await section(page, "Классы")
    await expect(page.getByRole("main").getByRole("link", { name: "7Б: " })).toBeVisible()
  })
})

test("a forgotten PIN asks for the passphrase, and a recovery code opens what has neither", async ({
  tablet,
  server,
}) => {
  test.slow()
  const page = await tablet()
  await page.goto(server.url)
  await page.getByRole("button", { name: "Начать без сервера" }).click()
  await setPin(page, pin)
  await expect(page.getByRole("button", { name: "Задать фразу" })).toBeVisible()
  await page.getByRole("button", { name: "Пропустить" }).click()
  await page.getByRole("button", { name: "Показать код" }).click()
  const sheet = page.getByRole("region", { name: "Код восстановления" })
  await expect(sheet).toBeVisible()
  const groups = await sheet.getByRole("listitem").allTextContents()
  expect(groups).toHaveLength(8)
  const asked = page.getByRole("textbox", { name: /^Группа \d+$/ })
  await expect(asked.first()).toBeVisible()
  await expectNoBarriersInAnyLight(page, "the sheet with the recovery code")

  await test.step("a code that nobody has written down does not count", async () => {
    await asked.first().fill("AAAA")
    await page.getByRole("button", { name: "Код у меня записан" }).click()
    await expect(page.getByText("Не совпало с кодом").first()).toBeVisible()
  })
  for (const field of await asked.all()) {
    const label = await field.evaluate((input) =>
      input instanceof HTMLInputElement ? (input.labels?.[0]?.textContent ?? "") : "",
    )
    await field.fill(groups[Number(label.replaceAll(/\D/g, "")) - 1] ?? "")
  }
  await page.getByRole("button", { name: "Код у меня записан" }).click()
  await page.getByRole("button", { name: "Открыть журнал" }).click()
  await makeClass(page, "7Б", [daria])

  await lockByHand(page)
  await page.getByRole("button", { name: "Забыли PIN?" }).click()
  await expect(page.getByText("Записи в сохранности")).toBeVisible()
  await expect(page.getByRole("textbox", { name: "Парольная фраза" })).toHaveCount(0)
  await page
    .getByRole("textbox", { name: "Код восстановления" })
    .fill(groups.join("-").toLowerCase())
  await page.getByRole("button", { name: "Открыть кодом" }).click()
  await setPin(page, "559027")
  await page.getByRole("button", { name: "Открыть журнал" }).click()
  await section(page, "Классы")
  await expect(page.getByRole("main").getByRole("link", { name: "7Б: " })).toBeVisible()
})

test("a journal that nobody touches for five minutes locks itself, and one that is touched does not", async ({
  tablet,
  server,
}) => {
  const page = await tablet()
  await page.clock.install()
  await beginLocking(page, server.url)
  await makeClass(page, "7Б", [daria])

  await page.clock.runFor("04:00")
  await page.getByRole("heading", { level: 1 }).click()
  await page.clock.runFor("04:00")
  await expectUnlocked(page)
  await expect(page.getByRole("link", { name: daria })).toBeVisible()

  await page.clock.runFor("05:15")
  await expectLocked(page)
  await expect(page.getByText(daria)).toHaveCount(0)
  await typePin(page, pin)
  await expect(page.getByRole("link", { name: daria })).toBeVisible()
})

test("a journal that is out of sight for over a minute locks itself, and what was typed is kept", async ({
  tablet,
  server,
}) => {
  const page = await tablet()
  await page.clock.install()
  await beginLocking(page, server.url)
  await classWithLesson(page)
  await page.getByRole("tab", { name: "Заметка" }).click()
  await page.getByLabel("Заметка об уроке").fill("Спросить о выставке")

  await setVisibility(page, "hidden")
  await page.clock.fastForward("00:40")
  await setVisibility(page, "visible")
  await expectUnlocked(page)

  await setVisibility(page, "hidden")
  await page.clock.fastForward("01:15")
  await expectLocked(page)
  await typePin(page, pin)
  await page.getByRole("tab", { name: "Заметка" }).click()
  await expect(page.getByLabel("Заметка об уроке")).toHaveValue("Спросить о выставке")
})

/** As when another app or tab comes before this one. */
async function setVisibility(page: Page, state: "hidden" | "visible"): Promise<void> {
  await page.evaluate((to) => {
    Object.defineProperty(document, "visibilityState", { configurable: true, value: to })
    Object.defineProperty(document, "hidden", { configurable: true, value: to === "hidden" })
    document.dispatchEvent(new Event("visibilitychange"))
  }, state)
}

test("the button «back» shows nothing of a journal that was locked", async ({ tablet, server }) => {
  const page = await tablet()
  await beginLocking(page, server.url)
  await makeClass(page, "7Б", [daria])
  await section(page, "Сегодня")
  await section(page, "Классы")
  await lockByHand(page)

  for (let back = 0; back < 3; back += 1) {
    await page.goBack()
    await expectLocked(page)
    await expect(page.getByText(daria)).toHaveCount(0)
  }

  await test.step("nor does a document that the browser has kept for it", async () => {
    await typePin(page, pin)
    await expectUnlocked(page)
    await page.goto("about:blank")
    await page.goBack()
    await expectLocked(page)
  })

  await test.step("nor the other tabs", async () => {
    const other = await page.context().newPage()
    await other.goto(`${server.url}/classes`)
    await typePin(other, pin)
    await typePin(page, pin)
    await expectUnlocked(other)
    await expectUnlocked(page)
    await page.getByRole("button", { name: "Закрыть", exact: true }).click()
    await expectLocked(page)
    await expectLocked(other)
  })
})

test("two teachers of one tablet see their own classes behind their own PINs", async ({
  tablet,
  line,
  server,
}) => {
  test.slow()
  const office = await Office.found(server)
  const first = await office.invite(irina, [await office.makeClass("7Б", [daria])])
  const second = await office.invite(olga, [await office.makeClass("8А", [ilya])])

  const page = await tablet(storesTheApp)
  await joinByCode(page, line.url, first.code)
  await section(page, "Классы")
  await expect(page.getByRole("main").getByRole("link", { name: "7Б: " })).toBeVisible()

  await test.step("the second one gets a journal beside the first, and has to set a PIN", async () => {
    await page.goto(`${line.url}/teachers`)
    await page.getByRole("link", { name: "Добавить учителя" }).click()
    await page.getByRole("textbox", { name: "Код приглашения" }).fill(second.code)
    await page.getByRole("button", { name: "Открыть приглашение" }).click()
    await page.getByRole("button", { name: "Войти в школу" }).click()
    await expect(page.getByText("На этом планшете несколько учителей")).toBeVisible()
    await expect(page.getByRole("button", { name: "Позже" })).toHaveCount(0)
    await protect(page, { pin: "559027", phrase: "корабль варежка июнь" })
    await section(page, "Классы")
    await expect(page.getByRole("main").getByRole("link", { name: "8А: " })).toBeVisible()
    await expect(page.getByRole("main").getByRole("link", { name: "7Б: " })).toHaveCount(0)
  })

  await test.step("the first one is asked for a PIN at the next opening", async () => {
    await page.goto(`${line.url}/teachers`)
    await expectNoBarriersInAnyLight(page, "the teachers of a tablet")
    await page.getByRole("button", { name: `Открыть: ${irina}` }).click()
    await expect(page.getByRole("button", { name: "Позже" })).toHaveCount(0)
    await protect(page, { pin, phrase })
    await section(page, "Классы")
    await expect(page.getByRole("main").getByRole("link", { name: "7Б: " })).toBeVisible()
    await expect(page.getByRole("main").getByRole("link", { name: "8А: " })).toHaveCount(0)
  })

  await test.step("what waits is told without the key, and each opens only by its own PIN", async () => {
    await beginLesson(page)
    await page.waitForFunction(() => navigator.serviceWorker.controller !== null)
    line.set("dead")
    await mark(page, daria, "Была")
    await lockByHand(page)
    await expect(page.getByRole("heading", { level: 1, name: irina })).toBeVisible()
    await expect(page.getByText(/Сохранено на планшете · ждут отправки: \d/)).toBeVisible()
    await page.getByRole("link", { name: "Другой учитель" }).click()
    const list = page.getByRole("list", { name: "Журналы этого планшета" })
    await expect(list.getByRole("listitem").filter({ hasText: irina })).toContainText(
      "ждут отправки",
    )
    await expect(list.getByRole("listitem").filter({ hasText: olga })).toContainText(
      "Всё сохранено и отправлено",
    )
    await page.getByRole("button", { name: `Открыть: ${olga}` }).click()
    await expect(page.getByRole("heading", { level: 1, name: olga })).toBeVisible()
    await typePin(page, pin)
    await expect(page.getByRole("alert")).toContainText("Неверный PIN")
    await typePin(page, "559027")
    await section(page, "Классы")
    await expect(page.getByRole("main").getByRole("link", { name: "8А: " })).toBeVisible()
  })

  await test.step("who has something unsent cannot be taken off the tablet", async () => {
    await page.goto(`${line.url}/teachers`)
    await page.getByRole("button", { name: `${irina}: ещё` }).click()
    await page.getByRole("menuitem", { name: "Убрать с планшета" }).click()
    const dialog = page.getByRole("alertdialog")
    await expect(dialog).toContainText("есть только здесь")
    await expect(dialog.getByRole("button", { name: "Убрать журнал" })).toBeDisabled()
    await dialog.getByRole("button", { name: "Оставить журнал" }).click()
  })

  await test.step("who has sent everything can", async () => {
    await page.getByRole("button", { name: `${olga}: ещё` }).click()
    await page.getByRole("menuitem", { name: "Убрать с планшета" }).click()
    await page.getByRole("alertdialog").getByRole("button", { name: "Убрать журнал" }).click()
    await expect(page.getByText(`Журнал убран с планшета: ${olga}`)).toBeVisible()
    await expect(page.getByRole("button", { name: `Открыть: ${olga}` })).toHaveCount(0)
  })

  await test.step("the first one's mark is still there, and is sent when the server answers", async () => {
    line.set("pass")
    await page.getByRole("button", { name: `Открыть: ${irina}` }).click()
    await typePin(page, pin)
    await expect(indicator(page)).toContainText("Всё отправлено")
    await openLesson(page, "7Б · Урок")
    await expectMark(page, daria, "Была")
  })
})

test("a journal goes off the tablet only after what is unsent lies in a file", async ({
  tablet,
  server,
}) => {
  const page = await tablet()
  await beginLocking(page, server.url)
  await makeClass(page, "7Б", [daria])
  await page.goto(`${server.url}/more/key`)
  await typePin(page, pin)
  await page.getByRole("button", { name: "Убрать с планшета" }).click()
  const dialog = page.getByRole("alertdialog")
  await expect(dialog).toContainText(/\d+ запис\S+ есть только здесь/)
  await expect(dialog.getByRole("button", { name: "Убрать журнал" })).toBeDisabled()

  const saved = page.waitForEvent("download")
  await dialog.getByRole("button", { name: "Сохранить спасательный файл" }).click()
  await saved
  await expect(dialog).toContainText("Код к файлу")
  await dialog.getByRole("button", { name: "Убрать журнал" }).click()

  await expect(page).toHaveURL(/\/start$/)
  await expect(page.getByRole("button", { name: "Начать без сервера" })).toBeVisible()
  await expect(page.getByText("Хранилище браузера очищено")).toHaveCount(0)
})

test("no screen of a journal behind a PIN has barriers, on the narrowest phone neither", async ({
  tablet,
  server,
}) => {
  test.slow()
  const page = await tablet()
  await page.goto(server.url)
  await page.getByRole("button", { name: "Начать без сервера" }).click()
  const look = async (screen: string): Promise<void> => {
    await expectNoBarriersInAnyLight(page, screen)
    await page.setViewportSize({ width: 320, height: 640 })
    await expect.soft
      .poll(() => beyondTheEdge(page), `${screen}, 320 pixels`)
      .toBeLessThanOrEqual(0)
    await page.setViewportSize({ width: 1280, height: 800 })
  }
  await expect(page.getByRole("textbox", { name: "Новый PIN" })).toBeVisible()
  await look("a new PIN")
  await setPin(page, pin)
  await page.getByRole("button", { name: "Предложить три слова" }).click()
  await look("a new phrase")
  await page.getByRole("button", { name: "Задать фразу" }).click()
  await expect(page.getByRole("button", { name: "Показать код" })).toBeVisible()
  await page.getByRole("button", { name: "Пропустить" }).click()
  await expect(page.getByRole("heading", { name: "Журнал закрыт на PIN" })).toBeVisible()
  await look("the outcome")
  await page.getByRole("button", { name: "Открыть журнал" }).click()
  await lockByHand(page)
  await look("the lock")
  await typePin(page, "831964")
  await expect(page.getByRole("alert")).toBeVisible()
  await look("the lock after a wrong PIN")
  await page.getByRole("button", { name: "Забыли PIN?" }).click()
  await look("the other ways")
  await page.goto(`${server.url}/teachers`)
  await expect(page.getByRole("button", { name: "Открыть: Журнал без сервера" })).toBeVisible()
  await look("the teachers")
  await page.goto(`${server.url}/more/key`)
  await typePin(page, pin)
  await expect(page.getByRole("heading", { level: 1, name: "PIN и ключ" })).toBeVisible()
  await page.getByRole("button", { name: "Сменить PIN" }).click()
  await look("the key")
})
