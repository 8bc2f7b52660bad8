import { ownInstrument } from "#tests/support/own-instrument.ts"
import {
  aClass,
  aLesson,
  aPupil,
  aTablet,
  save,
  show,
  type Shown,
} from "#tests/support/services.tsx"
import { screen, waitFor, within } from "@testing-library/react"
import { describe, expect, test } from "vitest"

import { must } from "#/base/assert.ts"
import { readDraft } from "#/data/drafts.ts"
import { readById, readByKey } from "#/data/read.ts"
import { recordKey } from "#/domain/record-keys.ts"
import { textOf, valueOf, type ShownRecord } from "#/domain/record.ts"
import { paths } from "#/features/paths.ts"
import { PlanScreen } from "#/features/plan/plan-screen.tsx"
import type { Services } from "#/platform/services.tsx"

const openPlan = (services: Services, query = ""): Shown =>
  show(<PlanScreen />, services, { path: paths.plan + query, route: paths.plan })

const openEdit = (services: Services, id: string): Shown =>
  show(<PlanScreen />, services, {
    path: paths.editActivity(id),
    route: paths.editActivity(":activityId"),
  })

const button = (name: string): Promise<HTMLElement> => screen.findByRole("button", { name })

const field = (name: RegExp | string): HTMLElement => screen.getByLabelText(name)

async function saved(services: Services, shown: Shown): Promise<ShownRecord> {
  await expect.poll(shown.address).toMatch(/^\/activities\/[0-9a-f-]{36}$/)
  return must(await readById(services.journal, shown.address().replace("/activities/", "")))
}

describe("a new activity", () => {
  test("is planned with a class, a day and an hour; the end follows the start", async () => {
    const services = await aTablet()
    await aClass(services, { letter: "А" })
    const classId = await aClass(services)
    const shown = openPlan(services)

    await shown.user.click(await button("7Б"))
    await shown.user.type(field("Начало"), "09:10")
    await shown.user.type(field("Кабинет"), "кабинет 214")
    expect(field("Конец")).toHaveValue("09:55")
    await shown.user.click(await button("Запланировать"))

    const made = await saved(services, shown)
    expect(valueOf(made, "classes")).toEqual([classId])
    expect(textOf(made, "day")).toBe("2021-11-18")
    expect([textOf(made, "start"), textOf(made, "end")]).toEqual(["09:10", "09:55"])
    expect([textOf(made, "season"), textOf(made, "step")]).toEqual(["2021", "lesson"])
    expect([textOf(made, "status"), textOf(made, "place")]).toEqual(["planned", "кабинет 214"])
    expect(await readDraft(services.journal, "plan")).toBeUndefined()
  })

  test("begins with what the address asks for", async () => {
    const services = await aTablet()
    await aClass(services, { letter: "А" })
    const classId = await aClass(services)
    openPlan(services, `?kind=diagnostic&class=${classId}&day=2021-11-23`)

    expect(await button("7Б")).toHaveAttribute("aria-pressed", "true")
    expect(await button("Диагностика")).toHaveAttribute("aria-pressed", "true")
    expect(field("День")).toHaveValue("23.11.2021")
    expect(field("Методика")).toBeVisible()
  })

  test("says below the fields what is missing, and saves nothing", async () => {
    const services = await aTablet()
    await aClass(services, { letter: "А" })
    await aClass(services)
    const shown = openPlan(services)

    await shown.user.type(await screen.findByLabelText("Начало"), "10:10")
    await shown.user.clear(field("Конец"))
    await shown.user.type(field("Конец"), "09:10")
    await shown.user.click(await button("Запланировать"))

    expect(screen.getByText("Выберите класс.")).toBeVisible()
    expect(screen.getByText("Конец раньше начала.")).toBeVisible()
    expect(shown.address()).toBe(paths.plan)
    expect(await readByKey(services.journal, recordKey.activitiesOn("2021-11-18"))).toEqual([])
  })

  test("warns of an unusual group and lets it be", async () => {
    const services = await aTablet()
    const classId = await aClass(services)
    const pupil = await aPupil(services, classId, "Абрамова Вероника")
    await aPupil(services, classId, "Белов Артём")
    const shown = openPlan(services, "?kind=consultation")

    await shown.user.click(await screen.findByRole("checkbox", { name: /Не весь класс/ }))
    await shown.user.click(screen.getByRole("checkbox", { name: "Абрамова Вероника" }))
    expect(screen.getByText("Обычно в группе 6–12 человек. Сейчас 1 ученик.")).toBeVisible()
    await shown.user.click(await button("Запланировать"))

    expect(valueOf(await saved(services, shown), "group")).toEqual([pupil])
  })

  test("of the navigator's own course keeps its free fields", async () => {
    const services = await aTablet()
    await aClass(services)
    const shown = openPlan(services, "?kind=training&day=2021-09-13")

    await shown.user.type(await screen.findByLabelText("Название программы"), "Навигатор")
    await shown.user.type(field("Окончание"), "30.10.2021")
    await shown.user.type(field("Часов"), "16")
    await shown.user.click(await button("Записать"))

    const made = await saved(services, shown)
    expect(textOf(made, "title")).toBe("Навигатор")
    expect([valueOf(made, "hours"), valueOf(made, "until")]).toEqual([16, "2021-10-30"])
    expect(valueOf(made, "classes")).toEqual([])
  })

  test("survives a reload half typed, and can be begun anew", async () => {
    const services = await aTablet()
    await aClass(services)
    const first = openPlan(services)
    await first.user.type(await screen.findByLabelText("Кабинет"), "214")
    await waitFor(async () => {
      expect(await readDraft(services.journal, "plan")).toMatchObject({ place: "214" })
    })
    first.unmount()

    const second = openPlan(services)
    expect(await screen.findByLabelText("Кабинет")).toHaveValue("214")
    await second.user.click(await button("Начать заново"))
    expect(field("Кабинет")).toHaveValue("")
  })

  test("is planned by the navigator, not by a lesson leader", async () => {
    const person = { id: "boris", name: "Смирнов Олег", role: "leader" } as const
    const services = await aTablet({ mode: "joined", person })
    openPlan(services)

    expect(await screen.findByText(/Планирует педагог-навигатор/)).toBeVisible()
  })
})

describe("the instrument of a diagnostic", () => {
  const chosen = async () => screen.findByRole("combobox", { name: "Методика" })
  const offered = async () =>
    within(await chosen())
      .getAllByRole("option")
      .map(({ textContent }) => textContent)

  test("may be one of the school's own, which stand first", async () => {
    const services = await aTablet()
    const classId = await aClass(services)
    await save(services, [ownInstrument()])
    const shown = openPlan(services, `?kind=diagnostic&class=${classId}&day=2021-11-23`)

    expect((await offered()).slice(0, 3)).toEqual([
      "Не выбрана",
      "Мысль или дело (методика школы)",
      "Диагностика на платформе «Билет в будущее»",
    ])
    await shown.user.selectOptions(await chosen(), "primer")
    expect(screen.getByText("1–2 мин · 6–11 классы")).toBeInTheDocument()
    await shown.user.click(await button("Запланировать"))
    expect(textOf(await saved(services, shown), "instrument")).toBe("primer")
  })

  test("that was hidden is offered no more, and stays where it was planned", async () => {
    const services = await aTablet()
    const classId = await aClass(services)
    const own = ownInstrument()
    await save(services, [own, { ...own, cells: { hidden: true } }])
    const cells = { kind: "diagnostic", instrument: "primer" }
    const id = await aLesson(services, { classes: [classId], cells })
    openEdit(services, id)

    expect(await offered()).not.toContain("Мысль или дело (методика школы)")
    expect(await chosen()).toHaveValue("primer")
    expect(await offered()).toContain("Другая методика")
  })
})

describe("a second lesson of the same class and day", () => {
  test("is told of by hour and leader, and the first is opened", async () => {
    const services = await aTablet()
    const classId = await aClass(services)
    const pupil = await aPupil(services, classId, "Абрамова Вероника")
    const lesson = await aLesson(services, {
      classes: [classId],
      cells: { start: "09:10", leaderName: "Иванова" },
      marks: { [pupil]: "present" },
    })
    const shown = openPlan(services)

    expect(await screen.findByText("Урок 7Б сегодня уже начат в 09:10 (Иванова)")).toBeVisible()
    expect(screen.queryByRole("button", { name: "Запланировать" })).toBeNull()
    await shown.user.click(await button("Открыть"))

    await expect.poll(shown.address).toBe(paths.activity(lesson))
    expect(await readByKey(services.journal, recordKey.activitiesOn("2021-11-18"))).toHaveLength(1)
  })

  test("brings back the first when that was called off", async () => {
    const services = await aTablet()
    const classId = await aClass(services)
    const lesson = await aLesson(services, {
      classes: [classId],
      cells: { status: "cancelled" },
    })
    const shown = openPlan(services)

    expect(await screen.findByText("Урок 7Б сегодня был отменён")).toBeVisible()
    await shown.user.click(await button("Вернуть"))

    await expect.poll(shown.address).toBe(paths.activity(lesson))
    expect(textOf(await saved(services, shown), "status")).toBe("planned")
  })
})

describe("the plan of an activity", () => {
  test("is changed in the same fields", async () => {
    const services = await aTablet()
    const classId = await aClass(services)
    const id = await aLesson(services, { classes: [classId], cells: { start: "09:10" } })
    const shown = openEdit(services, id)

    const day = await screen.findByLabelText("День")
    await shown.user.clear(day)
    await shown.user.type(day, "25.11.2021")
    await shown.user.click(await button("Сохранить"))

    const made = await saved(services, shown)
    expect([made.id, textOf(made, "day")]).toEqual([id, "2021-11-25"])
    expect(textOf(made, "start")).toBe("09:10")
  })

  test("keeps its kind and class once somebody is marked", async () => {
    const services = await aTablet()
    const classId = await aClass(services)
    const pupil = await aPupil(services, classId, "Абрамова Вероника")
    const id = await aLesson(services, { classes: [classId], marks: { [pupil]: "present" } })
    openEdit(services, id)

    expect(await screen.findByText(/Отметки уже есть/)).toBeVisible()
    expect(await button("7Б")).toBeDisabled()
    expect(await button("Диагностика")).toBeDisabled()
  })

  test("is called off with an undo, and brought back later", async () => {
    const services = await aTablet()
    const classId = await aClass(services)
    const id = await aLesson(services, { classes: [classId] })
    const shown = openEdit(services, id)
    const status = async (): Promise<string> =>
      textOf(must(await readById(services.journal, id)), "status")

    await shown.user.click(await button("Отменить урок"))
    await expect.poll(status).toBe("cancelled")
    await shown.user.click(await button("Вернуть"))
    await expect.poll(status).toBe("planned")
    const toast = await screen.findByText("7Б · Урок, 18 ноября — снова в плане")
    await shown.user.click(within(must(toast.parentElement)).getByRole("button"))
    await expect.poll(status).toBe("cancelled")
  })

  test("that is not on the tablet is not found", async () => {
    openEdit(await aTablet(), "0190aaaa-0000-7000-8000-000000000001")

    expect(await screen.findByText("Такого мероприятия на планшете нет.")).toBeVisible()
  })
})
