import { mkdtemp, readFile, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"

import { expect, type Page } from "@playwright/test"

import { bundleInText } from "#/sync/rescue-text.ts"

import { beginAlone } from "./support/begin.ts"
import { cameraFlags, film } from "./support/fake-camera.ts"
import { classWithLesson, daria, expectMark, ilya, mark, openLesson } from "./support/lesson.ts"
import type { Line } from "./support/line.ts"
import { makeClass, openClass } from "./support/lists.ts"
import { expectNoBarriers } from "./support/looks.ts"
import { foundSchool, indicator, invite, joinByCode, section, stored } from "./support/school.ts"
import type { TestServer } from "./support/server.ts"
import { storesTheApp, test } from "./support/story.ts"

const irina = "Иванова Ирина Петровна"
const boris = "Борисов Борис Борисович"

type School = {
  readonly head: Page
  readonly teacher: Page
  readonly line: Line
  readonly server: TestServer
}

/** Irina has a lesson in her class, everything sent, and then no network and one mark; the head looks on. */
async function aStrandedMark({ head, teacher, line, server }: School): Promise<void> {
  await foundSchool(head, { server })
  await joinByCode(teacher, line.url, await invite(head, { name: irina }))
  await stored(teacher)
  await classWithLesson(teacher)
  await expect(indicator(teacher)).toContainText("Всё отправлено")
  line.set("dead")
  await mark(teacher, daria, "Не была")
  await expect(indicator(teacher)).toContainText("ждут: 1")
}

async function openRescue(page: Page): Promise<void> {
  await indicator(page).click()
  await page.getByRole("link", { name: "Спасти записи" }).first().click()
  await expect(page.getByRole("heading", { level: 1, name: "Спасти записи" })).toBeVisible()
}

/** Saves the file; gives where it lies and the code from the screen. */
async function saveFile(page: Page): Promise<{ readonly path: string; readonly code: string }> {
  await openRescue(page)
  const saved = page.waitForEvent("download")
  await page.getByRole("button", { name: "Сохранить в файл" }).click()
  const path = await (await saved).path()
  const code = await page.getByRole("group", { name: "Код к файлу" }).textContent()
  return { path, code: code ?? "" }
}

async function openFile(page: Page, path: string): Promise<void> {
  await openRescue(page)
  await page.locator("input[type=file]").setInputFiles(path)
}

async function expectTaken(head: Page): Promise<void> {
  await head.reload()
  await expect(indicator(head)).toContainText("Всё отправлено")
  await openLesson(head, "7Б · Урок")
  await expectMark(head, daria, "Не была")
}

test("a file from a tablet without a network reaches the head by another teacher's tablet, once", async ({
  tablet,
  line,
  server,
}) => {
  test.slow()
  const [head, teacher, other] = [
    await tablet(),
    await tablet(storesTheApp),
    await tablet(storesTheApp),
  ]
  await aStrandedMark({ head, teacher, line, server })
  await joinByCode(other, server.url, await invite(head, { name: boris }))

  const { path } = await saveFile(teacher)
  await test.step("whoever finds the file reads no name in it", async () => {
    const text = await readFile(path, "utf8")
    const bytes = Buffer.from(bundleInText(text) ?? [])
    for (const name of ["Орлова", "Дарья", "Иванова", "Ирина", "absent", "Школа № 12"]) {
      expect(text.includes(name) || bytes.includes(name)).toBe(false)
    }
  })
  await expectNoBarriers(teacher, "a saved file")
  await teacher.setViewportSize({ width: 1280, height: 800 })

  await test.step("the other teacher opens it, and the server takes it", async () => {
    await openFile(other, path)
    await expect(other.getByText("Сервер принял 1 изменение. Файл больше не нужен.")).toBeVisible()
    await expectTaken(head)
  })

  await test.step("a second time changes nothing", async () => {
    await openFile(other, path)
    await expect(other.getByText(/уже есть на сервере, ничего не задвоено/)).toBeVisible()
  })

  await test.step("the first tablet gets its network back: everything is sent, nothing twice", async () => {
    line.set("pass")
    await teacher.reload()
    await expect(indicator(teacher)).toContainText("Всё отправлено")
    await head.reload()
    await expect(indicator(head)).toContainText("Всё отправлено")
    await expect(head.getByText("Отмечено 1 из 2")).toBeVisible()
    await expect(indicator(teacher)).not.toContainText("Разные отметки")
  })
})

test("without a network at both ends the other tablet carries the records and sends them at the next contact", async ({
  tablet,
  line,
  server,
}) => {
  test.slow()
  const [head, teacher, other] = [
    await tablet(),
    await tablet(storesTheApp),
    await tablet(storesTheApp),
  ]
  await aStrandedMark({ head, teacher, line, server })
  await joinByCode(other, server.url, await invite(head, { name: boris }))
  await expect(indicator(other)).toContainText("Всё отправлено")
  await stored(other)
  const { path } = await saveFile(teacher)

  await server.kill()
  await openFile(other, path)
  await expect(other.getByText(/этот планшет повезёт 1 запись/)).toBeVisible()
  const carried = other.getByRole("list", { name: "Этот планшет везёт" })
  await expect(carried).toContainText(`${irina}: 1 запись`)
  await expectNoBarriers(other, "a carried file")
  await other.setViewportSize({ width: 1280, height: 800 })

  await server.restart()
  await other.reload()
  await expectTaken(head)
  await openRescue(other)
  await expect(carried).toHaveCount(0)
})

test("a run of codes on a tablet without a network is read by another tablet's camera", async ({
  browser,
  tablet,
  keptTablet,
  line,
  server,
}) => {
  test.slow()
  const folder = await mkdtemp(join(tmpdir(), "bortzhurnal-film-"))
  const filmFile = join(folder, "run.y4m")
  const [head, teacher] = [await tablet(), await tablet(storesTheApp)]
  await aStrandedMark({ head, teacher, line, server })
  const other = (await keptTablet(cameraFlags(filmFile))).page()
  await joinByCode(other, server.url, await invite(head, { name: boris }))

  await test.step("the dying tablet shows its records", async () => {
    await openRescue(teacher)
    await teacher.getByRole("button", { name: "Показать другому планшету" }).click()
    await teacher.getByRole("checkbox", { name: /Крупные коды/ }).check()
    await expectNoBarriers(teacher, "a run of codes")
    await teacher.setViewportSize({ width: 1280, height: 800 })
    await film(browser, filmFile, await picturesOf(teacher))
  })

  await test.step("the other one films them, whatever comes first", async () => {
    await openRescue(other)
    await other.getByRole("button", { name: "Снять камерой" }).click()
    await expect(other.getByText("Сервер принял 1 изменение. Файл больше не нужен.")).toBeVisible()
    await expectTaken(head)
  })
  await rm(folder, { recursive: true })
})

/** Every picture of the run as it stands on the screen. */
async function picturesOf(page: Page): Promise<readonly Buffer[]> {
  await page.getByRole("button", { name: "Остановить" }).click()
  const picture = page.getByRole("img", { name: /^Код \d+ из \d+$/ })
  const label = (await picture.getAttribute("aria-label")) ?? ""
  const total = Number(/\d+$/.exec(label)?.[0])
  expect(total).toBeGreaterThan(2)
  const pictures: Buffer[] = []
  for (let count = 0; count < total; count += 1) {
    await expect(picture).toHaveAttribute("aria-busy", "false")
    pictures.push(await picture.screenshot())
    await page.getByRole("button", { name: "Следующий" }).click()
  }
  return pictures
}

test("a place without a server comes back on another tablet by file and code, and an older file takes nothing back", async ({
  tablet,
  server,
}) => {
  test.slow()
  const [old, fresh] = [await tablet(), await tablet()]
  await beginAlone(old, server.url)
  await makeClass(old, "7Б", [daria, ilya])
  const early = await saveFile(old)
  await openClass(old, "7Б")
  await old.getByRole("link", { name: ilya }).click()
  await old.getByRole("link", { name: "Исправить" }).first().click()
  await old.getByLabel("Имя", { exact: true }).fill("Игорь")
  await old.getByRole("button", { name: "Сохранить" }).click()
  await expect(old.getByText("Петров Игорь").first()).toBeVisible()
  const late = await saveFile(old)

  await beginAlone(fresh, server.url)
  const takeIn = async ({ path, code }: typeof early): Promise<void> => {
    await openFile(fresh, path)
    await fresh.getByLabel(/Код из 20 знаков/).fill(code.toLowerCase())
    await fresh.getByRole("button", { name: "Открыть", exact: true }).click()
    await fresh.getByRole("button", { name: "Вернуть 3 записи" }).click()
  }
  await takeIn(late)
  await expect(fresh.getByText("Возвращено: 3 записи")).toBeVisible()
  await takeIn(early)
  await expect(fresh.getByText(/уже есть на планшете/)).toBeVisible()
  await openClass(fresh, "7Б")
  await expect(fresh.getByRole("link", { name: "Петров Игорь" })).toBeVisible()
  await expect(fresh.getByRole("table").getByRole("rowheader")).toHaveCount(2)
})

test("where the share sheet takes no file the file is downloaded, and where it does, it gets it", async ({
  tablet,
  server,
}) => {
  const page = await tablet({ hasTouch: true, isMobile: true })
  await page.addInitScript(() => {
    const shared: string[] = []
    Object.assign(globalThis, { shared, sheet: "broken" })
    Object.assign(navigator, {
      canShare: () => true,
      share: async ({ files }: ShareData): Promise<void> => {
        if (Reflect.get(globalThis, "sheet") === "broken")
          throw new DOMException("", "NotAllowedError")
        shared.push(...(files ?? []).map(({ name, type }) => `${name} ${type}`))
      },
    })
  })
  await beginAlone(page, server.url)
  await makeClass(page, "7Б", [daria])
  const { path } = await saveFile(page)
  expect(bundleInText(await readFile(path, "utf8"))).toBeDefined()

  await page.evaluate(() => Object.assign(globalThis, { sheet: "works" }))
  await page.getByRole("button", { name: "Сохранить в файл" }).click()
  const shared = (): Promise<unknown> => page.evaluate(() => Reflect.get(globalThis, "shared"))
  await expect
    .poll(shared)
    .toEqual([expect.stringMatching(/^bortzhurnal-[\d-]+\.txt text\/plain$/)])
  await section(page, "Ещё")
})
