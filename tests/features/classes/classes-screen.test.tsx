import { aClass, aPupil, aTablet, show } from "#tests/support/services.tsx"
import { screen, within } from "@testing-library/react"
import { describe, expect, test, vi } from "vitest"

import { ClassesScreen } from "#/features/classes/classes-screen.tsx"
import { SearchScreen } from "#/features/classes/search-screen.tsx"
import { paths } from "#/features/paths.ts"

import { aSeason, ivanova } from "./a-season.ts"

describe("the list of classes", () => {
  test("offers both ways to begin when there is none", async () => {
    const services = await aTablet()

    show(<ClassesScreen />, services, paths.classes)

    expect(await screen.findByText(/Классов пока нет/)).toBeVisible()
    expect(screen.getByRole("link", { name: "Загрузить список" })).toHaveAttribute(
      "href",
      paths.import,
    )
    expect(screen.getByRole("link", { name: "Создать класс" })).toHaveAttribute(
      "href",
      paths.newClass,
    )
    expect(screen.queryByRole("searchbox")).toBeNull()
  })

  test("counts the pupils of each class and how many steps they have done", async () => {
    const services = await aTablet()
    const { classId } = await aSeason(services)

    show(<ClassesScreen />, services, paths.classes)

    const row = (await screen.findByRole("link", { name: /^7Б: ?3 ученика$/ })).closest("li")
    expect(row).toHaveTextContent("кл. рук. Смирнова О. В.")
    await vi.waitFor(() => {
      expect(row).toHaveTextContent("шагов сделано 3 из 18")
    })
    expect(screen.getByRole("link", { name: /^7Б: ?3 ученика$/ })).toHaveAttribute(
      "href",
      paths.schoolClass(classId),
    )
  })

  test("puts this school year first and folds the archive away", async () => {
    const services = await aTablet()
    await aClass(services, { grade: 6, letter: "Б", year: 2020 })
    await aClass(services, { grade: 10, letter: "А" })
    await aClass(services, { grade: 7, letter: "Б" })
    await aClass(services, { grade: 9, letter: "В", archived: true })

    show(<ClassesScreen />, services, paths.classes)

    await screen.findByRole("link", { name: /^7Б/ })
    const years = screen.getAllByRole("heading", { level: 2 }).map(({ textContent }) => textContent)
    expect(years).toEqual(["Учебный год 2021/22", "Учебный год 2020/21"])
    const now = screen.getByRole("list", { name: "Учебный год 2021/22" })
    const links = within(now).getAllByRole("link")
    expect(links.map((link) => link.textContent)).toEqual([
      "7Б: учеников пока нет",
      "10А: учеников пока нет",
    ])
    expect(screen.getByText("Архив: 1").closest("details")).not.toHaveAttribute("open")
  })

  test("has no place to make classes for a lesson leader", async () => {
    const person = { id: ivanova, name: "Иванова Ирина Петровна", role: "leader" } as const
    const services = await aTablet({ mode: "joined", person })
    await aSeason(services)

    show(<ClassesScreen />, services, paths.classes)

    await screen.findByRole("link", { name: /^7Б/ })
    expect(screen.queryByRole("link", { name: "Создать класс" })).toBeNull()
  })
})

describe("the search for a pupil", () => {
  test("finds by the beginning of any part of the name, ё as е, with the class", async () => {
    const services = await aTablet()
    const seventh = await aClass(services)
    const eighth = await aClass(services, { grade: 8, letter: "А" })
    await aPupil(services, seventh, "Лебедев Фёдор Сергеевич")
    await aPupil(services, eighth, "Фёдоров Никита Ильич")
    await aPupil(services, eighth, "Петрова-Федина Анна")
    await aPupil(services, eighth, "Абрамова Вероника")
    const { user } = show(<ClassesScreen />, services, paths.classes)

    await user.type(await screen.findByRole("searchbox", { name: "Найти ученика" }), "фед")

    const found = await screen.findByRole("list", { name: "Нашлось: 3" })
    expect(
      within(found)
        .getAllByRole("listitem")
        .map((item) => item.textContent),
    ).toEqual(["7БЛебедев Фёдор Сергеевич", "8АПетрова-Федина Анна", "8АФёдоров Никита Ильич"])
  })

  test("puts those who have left last and says so", async () => {
    const services = await aTablet()
    const classId = await aClass(services)
    await aPupil(services, classId, { name: "Абрамова Вероника", status: "archived" })
    await aPupil(services, classId, "Абрамов Пётр")
    const { user } = show(<SearchScreen />, services, paths.search)

    await user.type(screen.getByRole("searchbox"), "абр")

    const found = await screen.findByRole("list", { name: "Нашлось: 2" })
    const [first, second] = within(found).getAllByRole("listitem")
    expect(first).toHaveTextContent("Абрамов Пётр")
    expect(second).toHaveTextContent("Абрамова Вероникав архиве")
  })

  test("tells «не найдено» from «нет учеников»", async () => {
    const services = await aTablet()
    const classId = await aClass(services)
    const { user, unmount } = show(<SearchScreen />, services, paths.search)
    await user.type(screen.getByRole("searchbox"), "Орлова")
    expect(await screen.findByText(/учеников на планшете нет/)).toBeVisible()
    unmount()

    await aPupil(services, classId, "Абрамова Вероника")
    const again = show(<SearchScreen />, services, paths.search)
    await again.user.type(screen.getByRole("searchbox"), "Орлова")

    expect(await screen.findByText("Не найдено: «Орлова».")).toBeVisible()
  })

  test("keeps what is typed out of the address", async () => {
    const services = await aTablet()
    await aSeason(services)
    const { user, address } = show(<SearchScreen />, services, paths.search)

    await user.type(screen.getByRole("searchbox"), "Орлова")

    expect(await screen.findByRole("link", { name: "Орлова Дарья Ивановна" })).toBeVisible()
    expect(address()).toBe(paths.search)
  })
})
