import { aClash, aClass, aLesson, aPupil, aTablet, save, show } from "#tests/support/services.tsx"
import { screen, waitFor, within } from "@testing-library/react"
import { describe, expect, test } from "vitest"

import { must } from "#/base/assert.ts"
import { readById } from "#/data/read.ts"
import { recordIds } from "#/domain/record-ids.ts"
import { textOf, textsOf } from "#/domain/record.ts"
import { paths } from "#/features/paths.ts"
import { TodayScreen } from "#/features/today/today-screen.tsx"
import type { Services } from "#/platform/services.tsx"

const card = (name: string): HTMLElement => screen.getByRole("region", { name })
const cardSoon = (name: string): Promise<HTMLElement> => screen.findByRole("region", { name })

async function withThree(services: Services, letter = "Б"): Promise<[string, string[]]> {
  const classId = await aClass(services, { letter })
  const pupils: string[] = []
  for (const name of ["Абрамова Вероника", "Белов Артём", "Орлова Дарья"]) {
    pupils.push(await aPupil(services, classId, name))
  }
  return [classId, pupils]
}

describe("«Сегодня» on a tablet without classes", () => {
  test("says in one sentence how to begin", async () => {
    const services = await aTablet()
    show(<TodayScreen />, services, paths.today)

    const load = await screen.findByRole("link", { name: "Загрузить список" })

    expect(load).toHaveAttribute("href", paths.import)
    expect(screen.getByRole("button", { name: "Посмотреть учебный класс" })).toBeVisible()
    expect(screen.getByRole("heading", { level: 1 })).toHaveTextContent("Четверг, 18 ноября")
  })

  test("does not call lists missing that have not come yet", async () => {
    const person = { id: "anna", name: "Иванова Ирина Петровна", role: "navigator" } as const
    const services = await aTablet({ mode: "joined", person })
    show(<TodayScreen />, services, paths.today)

    expect(await screen.findByText(/Списки ещё не загружены/)).toBeVisible()
  })
})

describe("the next lesson", () => {
  test("stands first with its list and one big button", async () => {
    const services = await aTablet()
    const [classId] = await withThree(services)
    const lesson = await aLesson(services, {
      classes: [classId],
      cells: { start: "14:30", end: "15:15", place: "кабинет 214", leaderName: "Иванова И. П." },
    })
    show(<TodayScreen />, services, paths.today)

    const next = await cardSoon("Следующий урок")

    expect(within(next).getByText("Следующий урок · через 25 минут")).toBeVisible()
    expect(
      within(next).getByRole("heading", { name: "7Б · Всероссийский профориентационный урок" }),
    ).toBeVisible()
    expect(within(next).getByText("3 ученика")).toBeVisible()
    expect(within(next).getByText(/14:30–15:15 · кабинет 214 · ведёт Иванова/)).toBeVisible()
    expect(await within(next).findByText("0 из 5 готово")).toBeVisible()
    expect(within(next).getByRole("link", { name: "Начать урок" })).toHaveAttribute(
      "href",
      paths.activity(lesson),
    )
  })

  test("can be begun without a plan: a tap, and a tap on the class", async () => {
    const services = await aTablet()
    await aClass(services, { letter: "А" })
    const [classId] = await withThree(services)
    const { user, address } = show(<TodayScreen />, services, paths.today)

    await user.click(await screen.findByRole("button", { name: "Начать урок сейчас" }))
    await user.click(screen.getByRole("button", { name: "7Б" }))

    await expect.poll(address).toContain("/activities/")
    const made = must(await readById(services.journal, address().replace("/activities/", "")))
    expect(textsOf(made, "classes")).toEqual([classId])
    expect([textOf(made, "kind"), textOf(made, "day")]).toEqual(["lesson", "2021-11-18"])
    expect([textOf(made, "start"), textOf(made, "end")]).toEqual(["14:05", "14:50"])
    expect([textOf(made, "season"), textOf(made, "status")]).toEqual(["2021", "planned"])
  })

  test("is never begun twice: the class's lesson of today is opened", async () => {
    const services = await aTablet()
    const [classId] = await withThree(services)
    const lesson = await aLesson(services, {
      classes: [classId],
      cells: { start: "08:20", end: "09:05", status: "held" },
    })
    const { user, address } = show(<TodayScreen />, services, paths.today)

    await user.click(await screen.findByRole("button", { name: "Начать урок сейчас" }))

    await expect.poll(address).toBe(paths.activity(lesson))
    expect(screen.getByText("7Б, урок сегодня уже есть, с 08:20")).toBeVisible()
  })

  test("is shown and not changed by opening the screen", async () => {
    const services = await aTablet()
    const [classId] = await withThree(services)
    await aLesson(services, { classes: [classId], cells: { start: "14:30" } })
    const before = await services.journal.database.history.count()
    show(<TodayScreen />, services, paths.today)
    await cardSoon("Следующий урок")

    expect(await services.journal.database.history.count()).toBe(before)
  })
})

describe("what is missing", () => {
  test("names two marks, unmarked pupils, a lesson nobody logged and tests not finished", async () => {
    const services = await aTablet()
    const [classId, [one = "", two = "", three = ""]] = await withThree(services)
    const clashing = await aLesson(services, {
      classes: [classId],
      day: "2021-11-11",
      marks: { [one]: "present", [two]: "present", [three]: "absent" },
    })
    await aClash(services, recordIds.register(clashing), {
      cell: `m:${three}`,
      mine: { value: "absent", by: "anna", at: 1 },
      theirs: { value: "present", by: "boris", at: 2 },
    })
    await aLesson(services, {
      classes: [classId],
      day: "2021-11-16",
      marks: { [one]: "present" },
      list: [one, two, three],
    })
    await aLesson(services, { classes: [classId], day: "2021-11-09" })
    await aLesson(services, {
      classes: [classId],
      kind: "diagnostic",
      day: "2021-11-12",
      marks: { [one]: "finished", [two]: "unfinished", [three]: "finished" },
    })
    show(<TodayScreen />, services, paths.today)

    const missing = await cardSoon("Чего не хватает")

    expect(within(missing).getByText("Разные отметки у 1 ученика")).toBeVisible()
    expect(within(missing).getByText("7Б, Орлова Дарья: отметили двое")).toBeVisible()
    expect(within(missing).getByText("7Б: не отмечены 2 ученика")).toBeVisible()
    expect(within(missing).getByText("7Б, урок: нет отметок")).toBeVisible()
    expect(within(missing).getByText("7Б: не закончил 1 ученик")).toBeVisible()
    const rows = within(missing).getAllByRole("listitem")
    expect(rows[0]).toHaveTextContent("Выбрать")
  })

  test("lets a passed lesson be told as not held, and takes that back", async () => {
    const services = await aTablet()
    const [classId] = await withThree(services)
    const lesson = await aLesson(services, { classes: [classId], day: "2021-11-16" })
    const { user } = show(<TodayScreen />, services, paths.today)
    const status = async (): Promise<string> =>
      textOf(must(await readById(services.journal, lesson)), "status")

    await user.click(await screen.findByRole("button", { name: "Не проводился" }))
    await expect.poll(status).toBe("cancelled")
    await waitFor(() => expect(screen.queryByText("7Б, урок: нет отметок")).toBeNull())

    await user.click(screen.getByRole("button", { name: "Отменить" }))
    await expect.poll(status).toBe("planned")
  })

  test("asks for a plan where a step of the season ends soon", async () => {
    const services = await aTablet()
    await withThree(services)
    show(<TodayScreen />, services, paths.today)

    const title = await screen.findByText("Не в плане: онлайн-диагностика")
    const row = must(title.closest("li"))

    expect(row).toHaveTextContent("7Б · срок до 30 ноября, через 12 дней")
    const link = within(row).getByRole("link", { name: "Запланировать" })
    expect(link.getAttribute("href")).toContain("kind=diagnostic")
  })

  test("is nothing when all is well", async () => {
    const services = await aTablet({ today: "2021-10-11" })
    const [classId, [one = "", two = "", three = ""]] = await withThree(services)
    await aLesson(services, {
      classes: [],
      kind: "training",
      day: "2021-09-13",
      cells: { status: "held" },
    })
    await aLesson(services, {
      classes: [classId],
      cells: { status: "held" },
      marks: { [one]: "present", [two]: "late", [three]: "absent" },
    })
    show(<TodayScreen />, services, paths.today)

    expect(await screen.findByText("Всё отмечено, пробелов нет.")).toBeVisible()
  })
})

describe("the day", () => {
  test("stands by the hour, each line with its state", async () => {
    const services = await aTablet()
    const [classId, [one = "", two = "", three = ""]] = await withThree(services)
    const eighth = await aClass(services, { grade: 8, letter: "А" })
    await aLesson(services, {
      classes: [classId],
      kind: "consultation",
      cells: { start: "08:20", end: "09:05", status: "held" },
      marks: { [one]: "present", [two]: "late", [three]: "absent" },
    })
    await aLesson(services, {
      classes: [eighth],
      kind: "diagnostic",
      cells: { start: "15:10", place: "каб. 305" },
    })
    await aLesson(services, {
      classes: [classId],
      cells: { start: "10:00", status: "cancelled" },
    })
    show(<TodayScreen />, services, paths.today)

    const rows = within(await screen.findByRole("list", { name: "День" })).getAllByRole("listitem")

    expect(rows.map((row) => row.textContent)).toEqual([
      "08:207Б · Консультацияпроведено · были 2 из 3",
      "10:007Б · Урокотменено",
      "15:108А · Диагностикакаб. 305 · через 1 час",
    ])
    expect(rows[2]).toHaveAttribute("aria-current", "true")
  })
})

describe("the season on «Сегодня»", () => {
  test("tells the steps done and the one that is due", async () => {
    const services = await aTablet()
    const classId = await aClass(services)
    await save(services, [
      { id: recordIds.school(), kind: "school", cells: { name: "Школа № 12", season: "2021" } },
    ])
    await aLesson(services, { classes: [classId], day: "2021-11-11", cells: { status: "held" } })
    show(<TodayScreen />, services, paths.today)

    const season = await cardSoon("Сезон 2021")

    expect(within(season).getByRole("img", { name: "Пройдено 1 шаг из 8" })).toBeVisible()
    expect(season).toHaveTextContent("Сейчас: онлайн-диагностика. До 30 ноября 12 дней.")
    expect(screen.getByText("Школа № 12 · 10-я неделя сезона")).toBeVisible()
  })
})

test("a lesson leader is offered nothing that only a navigator may do", async () => {
  const person = { id: "boris", name: "Смирнов Олег", role: "leader" } as const
  const services = await aTablet({ mode: "joined", person })
  await withThree(services)
  show(<TodayScreen />, services, paths.today)
  await cardSoon("День")

  expect(screen.queryByRole("link", { name: "Запланировать" })).toBeNull()
  expect(screen.queryByRole("button", { name: /Начать/ })).toBeNull()
  expect(card("Чего не хватает")).toBeVisible()
})

describe("a diagnostic that is next", () => {
  const withDiagnostic = async (cells: Record<string, string>) => {
    const services = await aTablet()
    const [classId, pupils] = await withThree(services)
    const activity = await aLesson(services, {
      kind: "diagnostic",
      classes: [classId],
      cells: { start: "14:30", ...cells },
    })
    return { services, classId, pupils, activity }
  }
  const consent = (pupil: string) => {
    const cells = { pupil, purpose: "school", status: "given", day: "2021-10-04" }
    return { id: recordIds.consent(pupil, "school"), kind: "consent", cells } as const
  }

  test("says how many papers are still missing and leads to them", async () => {
    const { services, classId, pupils } = await withDiagnostic({ instrument: "klimov-pairs" })
    await save(services, [consent(must(pupils[0]))])
    show(<TodayScreen />, services, paths.today)

    const next = within(await cardSoon("Следующий урок"))
    expect(await next.findByText(/Бумаги ещё нет у 2 учеников/)).toBeVisible()
    expect(next.getByRole("link", { name: "Согласия" })).toHaveAttribute(
      "href",
      paths.consents(classId),
    )
  })

  test("lacks nothing with a consent of everybody and an instrument of the app's own", async () => {
    const { services, pupils } = await withDiagnostic({ instrument: "klimov-pairs" })
    await save(services, pupils.slice(1).map(consent))
    show(<TodayScreen />, services, paths.today)
    const next = within(await cardSoon("Следующий урок"))
    expect(await next.findByText(/Бумаги ещё нет у 1 ученика/)).toBeVisible()

    await save(services, [consent(must(pupils[0]))])

    await waitFor(() => expect(next.queryByText(/Бумаги ещё нет/)).toBeNull())
    expect(next.queryByText(/Методик/)).toBeNull()
  })

  test.each([
    [{}, /Методика ещё не выбрана/],
    [{ instrument: "own-questions" }, /Выбранной методики нет на этом планшете/],
  ] as const)("says when there is nothing to take it by: %o", async (cells, told) => {
    const { services, activity } = await withDiagnostic(cells)
    show(<TodayScreen />, services, paths.today)

    const next = within(await cardSoon("Следующий урок"))
    expect(await next.findByText(told)).toBeVisible()
    expect(next.getByRole("link", { name: "Выбрать методику" })).toHaveAttribute(
      "href",
      paths.editActivity(activity),
    )
  })

  test("begins at the test and not at the register", async () => {
    const { services, activity } = await withDiagnostic({ instrument: "klimov-pairs" })
    show(<TodayScreen />, services, paths.today)

    const begin = await screen.findByRole("link", { name: "Начать диагностику" })
    expect(begin).toHaveAttribute("href", `${paths.activity(activity)}?show=test`)
  })
})
