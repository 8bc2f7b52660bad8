import { aClass, aLesson, aPupil, aTablet, show } from "#tests/support/services.tsx"
import { screen, waitFor, within } from "@testing-library/react"
import { describe, expect, test } from "vitest"

import { must } from "#/base/assert.ts"
import { readById } from "#/data/read.ts"
import { recordIds } from "#/domain/record-ids.ts"
import { textOf, valueOf } from "#/domain/record.ts"
import { paths } from "#/features/paths.ts"
import { SeasonScreen } from "#/features/season/season-screen.tsx"
import type { Services } from "#/platform/services.tsx"

const cell = async (services: Services, name: string): Promise<unknown> => {
  const record = await readById(services.journal, recordIds.season("2021"))
  return record === undefined ? undefined : valueOf(record, name)
}

async function rowOf(step: string): Promise<HTMLElement> {
  return must((await screen.findByText(step)).closest("li"))
}

describe("the season", () => {
  test("shows the steps of 2021 in their order with their dates", async () => {
    const services = await aTablet()
    show(<SeasonScreen />, services, paths.season)

    const steps = within(await screen.findByRole("list", { name: "Шаги" })).getAllByRole("listitem")

    expect(screen.getByRole("heading", { level: 1 })).toHaveTextContent("Сезон 2021")
    expect(steps.map((step) => step.querySelector("b")?.textContent)).toEqual([
      "Программа повышения квалификации",
      "Согласия",
      "Профориентационный урок",
      "Онлайн-диагностика",
      "Групповая консультация",
      "Мультимедийная выставка",
      "Профессиональная проба",
      "Мероприятия для родителей",
      "Мероприятия для педагогов",
    ])
    expect(steps[0]).toHaveTextContent("13 сентября – 30 октября")
    expect(steps[0]).toHaveTextContent("срок прошёл")
    expect(steps[2]).toHaveTextContent("1 октября – 30 ноября · осталось 12 дней")
  })

  test("shows how far every class is, in pupils", async () => {
    const services = await aTablet()
    const classId = await aClass(services)
    const one = await aPupil(services, classId, "Абрамова Вероника")
    const two = await aPupil(services, classId, "Белов Артём")
    await aClass(services, { grade: 10, letter: "А" })
    await aLesson(services, {
      classes: [classId],
      day: "2021-11-16",
      cells: { status: "held" },
      marks: { [one]: "present", [two]: "absent" },
    })
    show(<SeasonScreen />, services, paths.season)

    const row = within(await screen.findByRole("table", { name: "По классам" })).getByRole("row", {
      name: /7Б/,
    })

    expect(within(row).getByRole("img", { name: "1 из 2" })).toBeVisible()
    expect(within(row).getByRole("link", { name: "7Б" })).toHaveAttribute(
      "href",
      paths.schoolClass(classId),
    )
    expect(screen.getByRole("row", { name: /10А не нужен/ })).toBeVisible()
    expect(await rowOf("Профориентационный урок")).toHaveTextContent("провели во всех классах")
  })

  test("leads from a step to a plan of it", async () => {
    const services = await aTablet()
    const classId = await aClass(services)
    show(<SeasonScreen />, services, paths.season)

    const row = await rowOf("Онлайн-диагностика")
    const href = within(row).getByRole("link", { name: "Запланировать" }).getAttribute("href")

    expect(new URLSearchParams(must(href).split("?")[1])).toEqual(
      new URLSearchParams({ kind: "diagnostic", step: "diagnostic", class: classId }),
    )
  })
})

describe("the dates of a step", () => {
  test("refuse «31.11.2021» with a sentence and the dates that were meant", async () => {
    const services = await aTablet()
    const { user } = show(<SeasonScreen />, services, paths.season)
    await rowOf("Онлайн-диагностика")
    await user.click(screen.getByRole("button", { name: "Онлайн-диагностика: ещё" }))
    await user.click(screen.getByRole("menuitem", { name: "Изменить даты" }))
    const due = screen.getByRole("textbox", { name: "Онлайн-диагностика: Последний день" })

    await user.clear(due)
    await user.type(due, "31.11.2021")
    await user.tab()

    expect(screen.getByRole("alert")).toHaveTextContent("В ноябре 30 дней.")
    expect(await cell(services, "due:diagnostic")).toBeUndefined()

    await user.click(screen.getByRole("button", { name: "01.12.2021" }))
    await waitFor(async () => expect(await cell(services, "due:diagnostic")).toBe("2021-12-01"))
    await waitFor(async () => {
      expect(await rowOf("Онлайн-диагностика")).toHaveTextContent("1 октября – 1 декабря")
    })
  })

  test("must make sense together, and go back to the season's with one tap", async () => {
    const services = await aTablet()
    const { user } = show(<SeasonScreen />, services, paths.season)
    await rowOf("Групповая консультация")
    await user.click(screen.getByRole("button", { name: "Групповая консультация: ещё" }))
    await user.click(screen.getByRole("menuitem", { name: "Изменить даты" }))
    const due = screen.getByRole("textbox", { name: "Групповая консультация: Последний день" })

    await user.clear(due)
    await user.type(due, "01.09.2021")
    await user.tab()
    expect(screen.getByText("Последний день раньше начала.")).toBeVisible()
    expect(await cell(services, "due:consultation")).toBeUndefined()

    await user.clear(due)
    await user.type(due, "20.11.2021")
    await user.tab()
    await waitFor(async () => expect(await cell(services, "due:consultation")).toBe("2021-11-20"))

    await user.click(await screen.findByRole("button", { name: "Вернуть исходные даты" }))
    await waitFor(async () => expect(await cell(services, "due:consultation")).toBeNull())
  })
})

test("a school may do without a step, and take it back", async () => {
  const services = await aTablet()
  const { user } = show(<SeasonScreen />, services, paths.season)
  await rowOf("Мультимедийная выставка")
  await user.click(screen.getByRole("button", { name: "Мультимедийная выставка: ещё" }))
  await user.click(screen.getByRole("menuitem", { name: "Обойтись без этого шага" }))

  await waitFor(async () => {
    expect(await rowOf("Мультимедийная выставка")).toHaveTextContent("обходимся без него")
  })
  expect(await cell(services, "skip:exhibition")).toBe(true)
  await user.click(screen.getByRole("button", { name: "Отменить" }))
  await waitFor(async () => expect(await cell(services, "skip:exhibition")).toBeNull())
})

test("the season is chosen for the school", async () => {
  const services = await aTablet()
  const { user } = show(<SeasonScreen />, services, paths.season)

  await user.click(await screen.findByRole("radio", { name: /РМГ 2026\/27/ }))

  await waitFor(() => {
    expect(screen.getByRole("heading", { level: 1 })).toHaveTextContent("РМГ 2026/27")
  })
  const school = must(await readById(services.journal, recordIds.school()))
  expect(textOf(school, "season")).toBe("rmg-2026-27")
})

test("events for adults and the navigator's course stand with their state", async () => {
  const services = await aTablet()
  await aLesson(services, {
    classes: [],
    kind: "training",
    day: "2021-09-13",
    cells: { status: "held", title: "Педагог-навигатор" },
  })
  show(<SeasonScreen />, services, paths.season)

  const card = await screen.findByRole("region", { name: "Взрослые и навигатор" })

  expect(within(card).getByText("Курс навигатора · проведено")).toBeVisible()
  expect(within(card).getByText("Мероприятие для родителей")).toBeVisible()
  expect(within(card).getAllByText("ещё не в плане")).toHaveLength(2)
})

describe("how often a diagnostic is taken", () => {
  const opened = async (person: Parameters<typeof aTablet>[0] = {}) => {
    const services = await aTablet(person)
    const shown = show(<SeasonScreen />, services, paths.season)
    return { services, ...shown }
  }

  test("is unlimited until somebody writes a number, which is saved when the field is left", async () => {
    const { user, services } = await opened()
    const field = await screen.findByLabelText("Раз за сезон")
    expect(field).toHaveValue("")

    await user.type(field, "2")
    await user.tab()

    expect(await screen.findByText("За сезон 2 прохождения")).toBeVisible()
    await waitFor(async () => expect(await cell(services, "attempts")).toBe(2))
    await user.click(screen.getByRole("button", { name: "Отменить" }))
    await waitFor(() => expect(screen.getByLabelText("Раз за сезон")).toHaveValue(""))
    expect(await cell(services, "attempts")).toBeNull()
  })

  test("is unlimited again when the field is emptied", async () => {
    const { user, services } = await opened()
    await user.type(await screen.findByLabelText("Дней между прохождениями"), "30")
    await user.tab()
    expect(await screen.findByText("Между прохождениями 30 дней")).toBeVisible()
    expect(await cell(services, "daysBetween")).toBe(30)

    await user.clear(screen.getByLabelText("Дней между прохождениями"))
    await user.tab()

    expect(await screen.findByText("Пауза между прохождениями не задана")).toBeVisible()
    expect(await cell(services, "daysBetween")).toBeNull()
  })

  test.each(["21", "0", "два", "1,5", "-1"])(
    "takes no «%s» and says what to write",
    async (typed) => {
      const { user, services } = await opened()
      await user.type(await screen.findByLabelText("Раз за сезон"), typed)
      await user.tab()

      expect(await screen.findByText(/Напишите целое число от 1 до 20/)).toBeVisible()
      expect(await cell(services, "attempts")).toBeUndefined()
    },
  )

  test("is not for a lesson leader to set", async () => {
    const person = {
      id: "0190aaaa-0000-7000-8000-00000000000a",
      name: "Ким",
      role: "leader",
    } as const
    await opened({ mode: "joined", person })

    expect(await screen.findByText(/Даты меняют/)).toBeVisible()
    expect(screen.queryByLabelText("Раз за сезон")).toBeNull()
  })
})
