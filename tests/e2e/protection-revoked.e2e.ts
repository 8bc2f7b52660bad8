import { expect, type Page } from "@playwright/test"

import { beginLesson, daria, expectMark, ilya, mark, openLesson } from "./support/lesson.ts"
import { expectLocked, lockByHand, typePin } from "./support/lock.ts"
import { Office } from "./support/office.ts"
import { indicator, joinBeside, joinWithPin, section, stored } from "./support/school.ts"
import { storesTheApp, test } from "./support/story.ts"

const irina = { name: "Иванова Ирина Петровна", pin: "704815", phrase: "самовар облако дятел" }
const olga = { name: "Смирнова Ольга Игоревна", pin: "559027", phrase: "корабль варежка июнь" }

test("a teacher whose access ends while the tablet is offline leaves nothing of hers, and nothing of the second teacher's place is touched", async ({
  tablet,
  line,
  server,
}) => {
  test.slow()
  const office = await Office.found(server)
  const first = await office.invite(irina.name, [await office.makeClass("7Б", [daria])])
  const second = await office.invite(olga.name, [await office.makeClass("8А", [ilya])])
  const page = await tablet(storesTheApp)
  const at = (guest: { code: string }) => ({ address: line.url, code: guest.code })
  await joinWithPin(page, { ...at(first), pin: irina.pin, phrase: irina.phrase })
  await section(page, "Классы")
  await expect(page.getByRole("main").getByRole("link", { name: "7Б: " })).toBeVisible()
  await joinBeside(page, { ...at(second), pin: olga.pin, phrase: olga.phrase })
  await beginLesson(page)
  await expect(indicator(page)).toContainText("Всё отправлено")
  await stored(page)
  const hers = await sealedRows(page)
  expect(hers.map(({ sealed }) => sealed > 0)).toEqual([true, true])

  await test.step("offline the second one has something unsent, and the first one's access is ended", async () => {
    line.set("dead")
    await mark(page, ilya, "Был")
    await lockByHand(page)
    await office.revoke(first.person)
  })

  await test.step("at the next contact the first one's place forgets the school and its keys", async () => {
    line.set("pass")
    await page.getByRole("link", { name: "Другой учитель" }).click()
    await page.getByRole("button", { name: `Открыть: ${irina.name}` }).click()
    await typePin(page, irina.pin)
    await expect(page.getByText(/Доступ к школе закрыт/).first()).toBeVisible()
    await expect(page.getByText(daria)).toHaveCount(0)
    await expect.poll(() => sealedRows(page).then((rows) => rows[0]?.slots ?? 0)).toBe(0)
  })

  await test.step("the second one's place lies there as it was", async () => {
    const [, untouched] = await sealedRows(page)
    expect(untouched?.slots).toBe(hers[1]?.slots)
    expect(untouched?.sealed).toBeGreaterThanOrEqual(hers[1]?.sealed ?? 1)
    await page.goto(`${line.url}/teachers`)
    const list = page.getByRole("list", { name: "Журналы этого планшета" })
    await expect(list.getByRole("listitem").filter({ hasText: olga.name })).toContainText(
      "ждут отправки",
    )
    await expect(page.getByRole("button", { name: `Открыть: ${irina.name}` })).toHaveCount(0)
  })

  await test.step("it opens by its own PIN, and what it had unsent is sent", async () => {
    await page.getByRole("button", { name: `Открыть: ${olga.name}` }).click()
    await expectLocked(page)
    await typePin(page, olga.pin)
    await expect(indicator(page)).toContainText("Всё отправлено")
    await openLesson(page, "8А · Урок")
    await expectMark(page, ilya, "Был")
    const registers = [...(await office.records()).values()].filter(
      ({ kind }) => kind === "register",
    )
    expect(JSON.stringify(registers)).toContain("present")
  })
})

/** Of the first teacher's database and of the second's: slots of keys, and rows whose names are sealed. */
function sealedRows(page: Page): Promise<readonly { slots: number; sealed: number }[]> {
  return page.evaluate(async () => {
    const names = (await indexedDB.databases()).map(({ name = "" }) => name)
    const places = ["nav-own", names.find((name) => /^nav-[\da-f]{16}$/.test(name)) ?? ""]
    const counts: { slots: number; sealed: number }[] = []
    for (const place of places) {
      if (!names.includes(place)) {
        counts.push({ slots: 0, sealed: 0 })
        continue
      }
      const database = await new Promise<IDBDatabase>((resolve) => {
        const opening = indexedDB.open(place)
        opening.addEventListener("success", () => resolve(opening.result))
      })
      const countOf = (table: string): Promise<number> =>
        new Promise((resolve) => {
          const asked = database.transaction(table).objectStore(table).count()
          asked.addEventListener("success", () => resolve(asked.result))
        })
      counts.push({ slots: await countOf("slots"), sealed: await countOf("records") })
      database.close()
    }
    return counts
  })
}
