import { aDatabase } from "#tests/support/postgres.ts"
import { expect, type Page } from "@playwright/test"

import { livePath } from "#/sync/api.ts"
import { syncPath } from "#/sync/protocol.ts"

import {
  classWithLesson,
  daria,
  expectMark,
  ilya,
  mark,
  markButton,
  openLesson,
} from "./support/lesson.ts"
import type { Condition, Line } from "./support/line.ts"
import { foundSchool, indicator, invite, joinByCode, openPerson } from "./support/school.ts"
import { startServer, type TestServer } from "./support/server.ts"
import { test } from "./support/story.ts"

test.describe.configure({ mode: "parallel" })

const navigatorName = "Иванова Ирина Петровна"

type Meeting = {
  readonly server: TestServer
  readonly tablet: () => Promise<Page>
  readonly line: Pick<Line, "url">
}

type Pair = { readonly head: Page; readonly navigator: Page }

/** The head and a navigator, each with the same lesson open; the navigator's line may be played with. */
async function sameLessonOpen({ server, tablet, line }: Meeting): Promise<Pair> {
  const head = await tablet()
  await foundSchool(head, { server })
  await classWithLesson(head)
  await expect(indicator(head)).toContainText("Всё отправлено")
  const code = await invite(head, { name: navigatorName, classes: ["7Б"] })
  const navigator = await tablet()
  await joinByCode(navigator, line.url, code)
  await openLesson(navigator, "7Б · Урок")
  await openLesson(head, "7Б · Урок")
  return { head, navigator }
}

/** Marks, and waits until the server has it. */
async function markAndSend(page: Page, pupil: string, as: string): Promise<void> {
  await mark(page, pupil, as)
  // A request that begins after the mark is on the screen carries it.
  const request = await page.waitForRequest((asked) => asked.url().endsWith(syncPath))
  expect((await request.response())?.status()).toBe(200)
}

const onlyLive =
  (condition: Condition) =>
  (path: string): Condition =>
    path === livePath ? condition : "pass"

test("a mark made on one tablet comes to the open screen of another by itself, there and back", async ({
  server,
  tablet,
  line,
}) => {
  test.slow()
  const { head, navigator } = await sameLessonOpen({ server, tablet, line })
  await mark(head, daria, "Была")
  await expectMark(navigator, daria, "Была")
  await mark(navigator, ilya, "Не был")
  await expectMark(head, ilya, "Не был")
  await expect(indicator(navigator)).toContainText("Всё отправлено")
})

test("two server processes over one PostgreSQL are one school to its tablets", async ({
  tablet,
}) => {
  test.slow()
  const { url } = await aDatabase()
  const environment = { DATABASE_URL: url }
  const other = await startServer({ environment })
  // The last one to start prints the link that works.
  const server = await startServer({ environment })
  const { head, navigator } = await sameLessonOpen({ server, tablet, line: other })
  await mark(head, daria, "Была")
  await expectMark(navigator, daria, "Была")
  await mark(navigator, ilya, "Не был")
  await expectMark(head, ilya, "Не был")
  await Promise.all([server.stop(), other.stop()])
})

test("after the server was killed and is back, the line is back too", async ({
  server,
  tablet,
  line,
}) => {
  test.slow()
  const { head, navigator } = await sameLessonOpen({ server, tablet, line })
  await server.restart()
  await mark(head, daria, "Была")
  await expectMark(navigator, daria, "Была")
})

test("an access that ends takes the lesson off the open screen by itself", async ({
  server,
  tablet,
  line,
}) => {
  test.slow()
  const { head, navigator } = await sameLessonOpen({ server, tablet, line })
  await openPerson(head, navigatorName)
  await head.getByText("Закрыть доступ", { exact: true }).click()
  await head.getByRole("button", { name: `Закрыть доступ: ${navigatorName}` }).click()
  await expect(indicator(navigator)).toContainText("Доступ к школе закрыт")
  await expect(navigator.getByText(daria)).toHaveCount(0)
})

for (const condition of ["portal", "dead"] as const) {
  test(`nothing depends on it: with a line that is ${condition} for events alone, everything comes as before`, async ({
    server,
    tablet,
    line,
  }) => {
    test.slow()
    line.set(onlyLive(condition))
    const { head, navigator } = await sameLessonOpen({ server, tablet, line })

    await test.step("the screen knows nothing of the mark and says nothing of the line", async () => {
      await markAndSend(head, daria, "Была")
      await expect(markButton(navigator, daria, "Была")).toHaveAttribute("aria-pressed", "false")
      await expect(indicator(navigator)).toContainText("Всё отправлено")
      await expect(navigator.getByRole("alert")).toHaveCount(0)
    })

    await test.step("the next save brings it", async () => {
      await mark(navigator, ilya, "Не был")
      await expectMark(navigator, daria, "Была")
      await expect(indicator(navigator)).toContainText("Всё отправлено")
    })

    await test.step("coming back into sight brings it", async () => {
      await markAndSend(head, daria, "Не была")
      await navigator.evaluate(() => document.dispatchEvent(new Event("visibilitychange")))
      await expectMark(navigator, daria, "Не была")
    })
  })
}
