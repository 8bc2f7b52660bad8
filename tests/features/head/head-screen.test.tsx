import { answerApi } from "#tests/support/api.ts"
import { aClass, aLesson, aPupil, aTablet, save, show } from "#tests/support/services.tsx"
import { aDevice, aDeviceList, headId, irinaId, silentTablet } from "#tests/support/tablets.ts"
import { screen, waitFor, within } from "@testing-library/react"
import { describe, expect, test, vi } from "vitest"

import { keepDevices } from "#/data/known-devices.ts"
import { recordIds } from "#/domain/record-ids.ts"
import { HeadScreen } from "#/features/head/head-screen.tsx"
import { paths } from "#/features/paths.ts"
import type { Services } from "#/platform/services.tsx"
import type { Language } from "#/text/pair.ts"

const head = { id: headId, name: "Кузнецова Марина Павловна", role: "head" } as const
const asksDevices = "GET /api/devices"

interface Given {
  readonly services: Services
  readonly sevenB: string
}

/** 7Б and 8В of Irina, with a lesson of 6 November that nobody has marked. */
async function aSchool(): Promise<Given> {
  const services = await aTablet({ mode: "joined", person: head })
  const sevenB = await aClass(services)
  const eightV = await aClass(services, { grade: 8, letter: "В" })
  await aPupil(services, sevenB, "Абрамова Вероника")
  await aPupil(services, eightV, "Белов Артём")
  const name = "Иванова Ирина Петровна"
  const cells = { name, role: "navigator", classes: [sevenB, eightV] }
  await save(services, [{ id: irinaId, kind: "person", cells }])
  await aLesson(services, { classes: [sevenB], day: "2021-11-06" })
  return { services, sevenB }
}

const opened = ({ services }: Given, language: Language = "ru") =>
  show(<HeadScreen />, services, { path: paths.report, language })

describe("the head's first screen", () => {
  test("says who has not done what, since when, and by which class", async () => {
    answerApi({ [asksDevices]: () => ({ body: aDeviceList([aDevice("a")]) }) })
    opened(await aSchool())

    const title = "Срок прошёл или мешает следующему шагу"
    const row = within(await screen.findByRole("list", { name: title })).getByRole("listitem")
    expect(row).toHaveTextContent("7БИванова И. П. · урок не отмечен")
    expect(row).toHaveTextContent("по плану 6 ноября")
    expect(row).toHaveTextContent("просрочено 12 дней")
    expect(screen.getByText("На этой неделе сроков нет.")).toBeVisible()
  })

  test("counts by the dates that the school has set, not by its own", async () => {
    answerApi({ [asksDevices]: () => ({ body: aDeviceList([aDevice("a")]) }) })
    const given = await aSchool()
    const cells = { "due:diagnostic": "2021-11-19", "due:trial": "2021-11-15" }
    await save(given.services, [{ id: recordIds.season("2021"), kind: "season", cells }])
    opened(given)

    const week = await screen.findByRole("list", { name: "Срок на этой неделе" })
    expect(within(week).getByRole("listitem")).toHaveTextContent(
      "7Б8ВИванова И. П. · диагностикаещё никто не прошёл, срок 19 ноябрязавтра",
    )
    expect(screen.getByText("Иванова И. П. · профпробы не было")).toBeVisible()
    expect(screen.getByText("просрочено 3 дня")).toBeVisible()
  })

  test("bears the stamp of completeness, and names the tablet that is silent with the classes it concerns", async () => {
    answerApi({ [asksDevices]: () => ({ body: aDeviceList([aDevice("a"), silentTablet]) }) })
    opened(await aSchool())

    const stamp = await screen.findByRole("link", { name: /данные 1 из 2 планшетов/ })
    expect(stamp).toHaveTextContent("последний — 18.11 14:00")
    expect(stamp).toHaveAttribute("href", paths.devices)
    expect((await screen.findByText("Планшет № 7, каб. 305")).parentElement).toHaveTextContent(
      "Планшет № 7, каб. 305 не отправлял с 9 ноября. Отметки 7Б и 8В могут быть неполными.",
    )
    expect(await screen.findByText("по плану 6 ноября; планшет № 7 не отправлял")).toBeVisible()
    expect(
      screen.getByText(/Не хватает данных 1 планшета\. Подписать можно и сейчас/),
    ).toBeVisible()
  })

  test("names a tablet that holds changes back, however lately it was heard of", async () => {
    const told = {
      waiting: 4,
      oldestAt: new Date("2021-11-16T09:00:00").getTime(),
      app: "0.2.0",
      kept: true,
    }
    answerApi({ [asksDevices]: () => ({ body: aDeviceList([aDevice("abc123", { told })]) }) })
    opened(await aSchool())

    expect((await screen.findByText("Планшет ABC123")).parentElement).toHaveTextContent(
      "держит 4 неотправленных изменения с 16 ноября",
    )
  })

  test("works without a network by the last known list, and says of when that is", async () => {
    answerApi({ [asksDevices]: () => "no network" })
    const given = await aSchool()
    const at = new Date("2021-11-17T16:45:00").getTime()
    await keepDevices(given.services.journal, aDeviceList([aDevice("a"), silentTablet], { at }))
    opened(given)

    const stamp = await screen.findByRole("link", { name: /данные 1 из 2 планшетов/ })
    expect(stamp).toHaveTextContent("список планшетов от 17.11 16:45")
    expect(await screen.findByText("Иванова И. П. · урок не отмечен")).toBeVisible()
  })

  test("says that the numbers are this tablet's own as long as nobody has told of others", async () => {
    answerApi({ [asksDevices]: () => "no network" })
    opened(await aSchool())

    expect(await screen.findByText("данные этого планшета")).toBeVisible()
    expect(await screen.findByText(/Полнота данных пока неизвестна/)).toBeVisible()
  })

  test("shows how far the pupils are with each step", async () => {
    answerApi({ [asksDevices]: () => ({ body: aDeviceList([aDevice("a")]) }) })
    const given = await aSchool()
    const pupil = await aPupil(given.services, given.sevenB, "Волков Пётр")
    await aLesson(given.services, {
      classes: [given.sevenB],
      day: "2021-11-09",
      cells: { status: "held" },
      marks: { [pupil]: "present" },
    })
    opened(given)

    const way = await screen.findByRole("list", { name: "Выполнение шагов по школе" })
    const [lesson] = within(way).getAllByRole("listitem")
    expect(lesson).toHaveTextContent("Урок1 из 3 · 33 %")
    expect(within(way).getByRole("img", { name: "Урок: 1 из 3 · 33 %" })).toBeVisible()
    expect(screen.getByText("3 ученика")).toBeVisible()
  })

  test("gives a reminder to hand on that names no pupil", async () => {
    answerApi({ [asksDevices]: () => ({ body: aDeviceList([aDevice("a")]) }) })
    const { user } = opened(await aSchool())
    const writeText = vi.spyOn(navigator.clipboard, "writeText")

    await user.click(await screen.findByRole("button", { name: "Напомнить: 7Б, урок не отмечен" }))

    await waitFor(() => expect(writeText).toHaveBeenCalledOnce())
    const text = writeText.mock.calls[0]?.[0] ?? ""
    expect(text).toContain("7Б: урок не отмечен (по плану 6 ноября).")
    expect(text).not.toMatch(/Абрамов|Вероник/)
    expect(await screen.findByText(/Напоминание скопировано/)).toBeVisible()
  })

  test("leads to the report of this month", async () => {
    answerApi({ [asksDevices]: () => ({ body: aDeviceList([aDevice("a")]) }) })
    opened(await aSchool())

    expect(await screen.findByRole("link", { name: "Посмотреть отчёт" })).toHaveAttribute(
      "href",
      paths.reportSheet("2021-11"),
    )
    expect(screen.getByRole("heading", { name: "Отчёт за ноябрь" })).toBeVisible()
  })

  test("is nobody else's business", async () => {
    const person = { id: irinaId, name: "Иванова Ирина Петровна", role: "navigator" } as const
    show(<HeadScreen />, await aTablet({ mode: "joined", person }), paths.report)
    expect(screen.getByText(/Раздел для директора/)).toBeVisible()
  })

  test("asks for a navigator where there is no class yet", async () => {
    answerApi({ [asksDevices]: () => ({ body: aDeviceList([]) }) })
    show(<HeadScreen />, await aTablet({ mode: "joined", person: head }), paths.report)
    expect(await screen.findByRole("link", { name: "Пригласить педагога" })).toBeVisible()
  })

  test("speaks English too", async () => {
    answerApi({ [asksDevices]: () => ({ body: aDeviceList([aDevice("a"), silentTablet]) }) })
    opened(await aSchool(), "en")

    expect(await screen.findByText("Иванова И. П. · lesson not marked")).toBeVisible()
    expect(await screen.findByText(/data of 1 of 2 tablets/)).toBeVisible()
  })
})
