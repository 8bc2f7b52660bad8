import { expect, type Page } from "@playwright/test"

import { must } from "#/base/assert.ts"
import { api } from "#/sync/api.ts"
import { proofHeader } from "#/sync/headers.ts"
import { syncPath } from "#/sync/protocol.ts"

import { beginLesson, daria, expectMark, ilya, mark, openLesson } from "./support/lesson.ts"
import { Office } from "./support/office.ts"
import { indicator, joinWithPin, section } from "./support/school.ts"
import { clockAhead } from "./support/server.ts"
import { test } from "./support/story.ts"

const irina = "Иванова Ирина Петровна"
const phrase = "самовар облако дятел"
const hourMs = 3_600_000
const minuteMs = 60_000

test("a cookie copied to another browser opens nothing without the place's proof, and with it is noticed and ended; the teacher loses nothing", async ({
  tablet,
  server,
}) => {
  test.slow()
  const office = await Office.found(server)
  const classes = [await office.makeClass("7Б", [daria, ilya])]
  const { code } = await office.invite(irina, classes)
  const page = await tablet()
  await joinWithPin(page, { address: server.url, code, pin: "704815", phrase })
  await beginLesson(page)
  const proof = await proofSentWith(page, () => mark(page, daria, "Была"))
  await expect(indicator(page)).toContainText("Всё отправлено")
  const thief = await tablet()
  const copyCookies = async (): Promise<void> => {
    await thief.context().addCookies(await page.context().cookies())
  }
  await copyCookies()

  await test.step("the app shows another browser nothing, and the server answers nothing", async () => {
    await thief.goto(`${server.url}/classes`)
    await expect(thief.getByRole("button", { name: "Начать без сервера" })).toBeVisible()
    await expect(thief.getByText(irina)).toHaveCount(0)
    for (const guess of [undefined, "A".repeat(43), `${proof.slice(0, -1)}!`]) {
      for (const path of [api.session.path, syncPath]) {
        const { status, text } = await ask(thief, { path, proof: guess })
        expect(status).toBe(401)
        expect(text).not.toMatch(/\p{Script=Cyrillic}/u)
      }
    }
  })

  await test.step("nor has the teacher been signed out by it", async () => {
    await mark(page, ilya, "Не был")
    await expect(indicator(page)).toContainText("Всё отправлено")
  })

  await test.step("with the proof, too, read in the open journal, it is the session: as long as nobody renews it", async () => {
    const session = await ask(thief, { path: api.session.path, proof })
    expect(session.status).toBe(200)
    expect(session.text).toContain(irina)
  })

  await test.step("a day later the teacher's tablet renews its token, and whoever comes with the former one ends both", async () => {
    await server.restart(clockAhead(25 * hourMs))
    await markAndSend(page, daria, "Не была")
    await server.restart(clockAhead(25 * hourMs + 2 * minuteMs))
    await markAndSend(page, ilya, "Был")
    await server.restart(clockAhead(25 * hourMs + 4 * minuteMs))
    expect((await ask(thief, { path: api.session.path, proof })).status).toBe(401)
    expect(await office.audited("token-reused")).toBe(1)
  })

  await test.step("the teacher signs in again, and what was marked meanwhile goes out", async () => {
    await mark(page, daria, "Была")
    await expect(indicator(page)).toContainText("Войдите, чтобы отправить. 1 запись в сохранности")
    await indicator(page).click()
    await page.getByRole("textbox", { name: "Парольная фраза" }).fill(phrase)
    await page.getByRole("button", { name: "Войти и отправить" }).click()
    await section(page, "Сегодня")
    await expect(indicator(page)).toContainText("Всё отправлено")
    const registers = [...(await office.records()).values()].filter(
      ({ kind }) => kind === "register",
    )
    expect(registers).toHaveLength(1)
    expect(JSON.stringify(registers)).toContain("present")
    await openLesson(page, "7Б · Урок")
    await expectMark(page, daria, "Была")
    await expectMark(page, ilya, "Был")
  })

  await test.step("the copies of the old session and of the new cookie stay nobody's", async () => {
    expect((await ask(thief, { path: syncPath, proof })).status).toBe(401)
    await copyCookies()
    expect((await ask(thief, { path: syncPath, proof: undefined })).status).toBe(401)
  })
})

/** The secret as it stands in a request of the open journal. */
async function proofSentWith(page: Page, act: () => Promise<void>): Promise<string> {
  const asking = page.waitForRequest((request) => request.url().endsWith(syncPath))
  await act()
  return must((await (await asking).allHeaders())[proofHeader], "a place with a PIN proves itself")
}

async function markAndSend(page: Page, pupil: string, as: string): Promise<void> {
  // The line may still say so of the mark before: what counts is that the server has answered at its new time.
  const answered = page.waitForResponse(
    (response) => response.url().endsWith(syncPath) && response.ok(),
  )
  await mark(page, pupil, as)
  await answered
  await expect(indicator(page)).toContainText("Всё отправлено")
}

type Asked = { readonly path: string; readonly proof: string | undefined }

/** As a script of anybody in this browser asks: the cookies go along by themselves. */
function ask(page: Page, { path, proof }: Asked): Promise<{ status: number; text: string }> {
  const init = {
    method: path === syncPath ? "POST" : "GET",
    headers: {
      "content-type": "application/json",
      ...(proof === undefined ? {} : { [proofHeader]: proof }),
    },
    ...(path === syncPath ? { body: "{}" } : {}),
  }
  const asked: [string, typeof init] = [path, init]
  return page.evaluate(async ([to, how]) => {
    const answer = await fetch(to, how)
    return { status: answer.status, text: await answer.text() }
  }, asked)
}
