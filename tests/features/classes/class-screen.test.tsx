import {
  aClash,
  aClass,
  aPupil,
  aTablet,
  save,
  show,
  type Shown,
} from "#tests/support/services.tsx"
import { screen, within } from "@testing-library/react"
import { Route, Routes } from "react-router"
import { afterEach, describe, expect, test, vi } from "vitest"

import { waitingNotes } from "#/data/export-notes.ts"
import { readById } from "#/data/read.ts"
import { clashesOf } from "#/domain/clash.ts"
import { recordIds } from "#/domain/record-ids.ts"
import { textOf, valueOf, type Edit } from "#/domain/record.ts"
import { ClassScreen } from "#/features/classes/class-screen.tsx"
import { paths } from "#/features/paths.ts"
import type { Services } from "#/platform/services.tsx"

import { aSeason, ivanova, smirnova } from "./a-season.ts"

afterEach(() => {
  vi.restoreAllMocks()
  vi.unstubAllGlobals()
})

/** As wide as a tablet held sideways, or as narrow as a telephone. */
function hold(device: "tablet" | "telephone"): void {
  vi.stubGlobal("matchMedia", () => ({
    matches: device === "tablet",
    addEventListener: () => undefined,
    removeEventListener: () => undefined,
  }))
}

function open(services: Services, classId: string): Shown {
  return show(<ClassScreen />, services, {
    path: paths.schoolClass(classId),
    route: paths.schoolClass(":classId/*"),
  })
}

function openPupil(services: Services, classId: string, pupilId: string): Shown {
  return show(<ClassScreen />, services, {
    path: paths.pupil(classId, pupilId),
    route: paths.pupil(":classId", ":pupilId"),
  })
}

const rowOf = (name: RegExp): HTMLElement => screen.getByRole("row", { name })

const cellsOf = (row: HTMLElement): readonly (string | null)[] =>
  within(row)
    .getAllByRole("img")
    .map((cell) => cell.getAttribute("aria-label"))

function aConsent(pupil: string, status: string, told: Record<string, string> = {}): Edit {
  const cells = { pupil, purpose: "school", status, day: "2021-10-04", signed: "guardian", ...told }
  return { id: recordIds.consent(pupil, "school"), kind: "consent", cells }
}

describe("a class list that leaves the tablet", () => {
  async function noted(services: Services): Promise<readonly unknown[]> {
    const notes = await waitingNotes(services.journal, 9)
    return notes.map(({ what, how, pupils }) => [what, how, pupils])
  }

  test("is noted for the journal of access, as a file and on paper, by the number of pupils only", async () => {
    vi.spyOn(URL, "createObjectURL").mockReturnValue("blob:list")
    vi.spyOn(HTMLAnchorElement.prototype, "click").mockImplementation(() => undefined)
    vi.stubGlobal("print", () => dispatchEvent(new Event("beforeprint")))
    const person = { id: "p-1", name: "Иванова Ирина", role: "navigator" } as const
    const services = await aTablet({ mode: "joined", person })
    const classId = await aClass(services)
    await aPupil(services, classId, "Абрамова Вероника")
    await aPupil(services, classId, "Петров Илья")
    const { user } = open(services, classId)

    const more = await screen.findByRole("button", { name: "7Б: ещё" })
    await user.click(more)
    await user.click(await screen.findByRole("menuitem", { name: "Скачать таблицу (CSV)" }))
    await vi.waitFor(async () => expect(await noted(services)).toHaveLength(1))
    await user.click(more)
    await user.click(await screen.findByRole("menuitem", { name: "Напечатать список" }))
    await vi.waitFor(async () => expect(await noted(services)).toHaveLength(2))

    expect(new Set(await noted(services))).toEqual(
      new Set([
        ["class-list", "file", 2],
        ["class-list", "print", 2],
      ]),
    )
  })

  test("of a place without a school is nobody's to note", async () => {
    vi.stubGlobal("print", () => dispatchEvent(new Event("beforeprint")))
    const services = await aTablet()
    const classId = await aClass(services)
    await aPupil(services, classId, "Петров Илья")
    const { user } = open(services, classId)
    await user.click(await screen.findByRole("button", { name: "7Б: ещё" }))
    await user.click(await screen.findByRole("menuitem", { name: "Напечатать список" }))
    expect(await noted(services)).toEqual([])
  })
})

describe("a class at a glance", () => {
  test("says how many pupils it has, who its teacher is and from when its lists are", async () => {
    const services = await aTablet()
    const { classId, abramova } = await aSeason(services)
    await save(services, [
      {
        id: services.newId(),
        kind: "import",
        cells: { source: "7Б.xlsx", day: "2021-11-12", classes: [classId], added: [abramova] },
      },
    ])

    open(services, classId)

    expect(await screen.findByRole("heading", { level: 1, name: "7Б · сезон 2021" })).toBeVisible()
    expect(
      screen.getByText("3 ученика · кл. рук. Смирнова О. В. · списки от 12 ноября"),
    ).toBeVisible()
  })

  test("names every state of every pupil, in the order of a register", async () => {
    const services = await aTablet()
    const { classId } = await aSeason(services)

    open(services, classId)

    await screen.findByRole("table", { name: "Ученики и шаги сезона" })
    const names = screen.getAllByRole("rowheader").map((header) => header.textContent)
    expect(names).toEqual(["Абрамова Вероника", "Белов Артём", "Орлова Дарья"])
    expect(cellsOf(rowOf(/Абрамова/))).toEqual([
      "сделано",
      "начато",
      "ещё нет",
      "запланировано",
      "ещё нет",
      "ещё нет",
    ])
    expect(cellsOf(rowOf(/Белов/)).slice(0, 2)).toEqual(["не был", "отказался"])
  })

  test("heads each step with how many have done it", async () => {
    const services = await aTablet()
    const { classId } = await aSeason(services)

    open(services, classId)

    await screen.findByRole("table", { name: "Ученики и шаги сезона" })
    const heads = screen.getAllByRole("columnheader").map((head) => head.textContent)
    expect(heads[1]).toMatch(/^Согласие.* 0 из 3$/)
    expect(heads[2]).toMatch(/^Урок.* 2 из 3$/)
    expect(heads[3]).toMatch(/^Диагн\..* 1 из 3$/)
    expect(heads[7]).toMatch(/^Проба 2.* 0 из 3$/)
  })

  test("says of whom there is a consent, in words that blame nobody, and leads to the papers", async () => {
    const services = await aTablet()
    const { classId, abramova, belov } = await aSeason(services)
    await save(services, [aConsent(abramova, "given"), aConsent(belov, "refused")])

    open(services, classId)

    await screen.findByRole("table", { name: "Ученики и шаги сезона" })
    const paper = (name: RegExp) => within(rowOf(name)).getByRole("link", { name: /соглас|отказ/ })
    expect(paper(/Абрамова/)).toHaveAccessibleName("согласие есть")
    expect(paper(/Белов/)).toHaveAccessibleName("семья отказалась")
    expect(paper(/Орлова/)).toHaveAccessibleName("согласия ещё нет")
    expect(paper(/Орлова/)).toHaveAttribute("href", paths.consents(classId))
    expect(screen.getByRole("link", { name: /^Согласие.* 1 из 3$/ })).toBeVisible()
    expect(screen.getByRole("list", { name: "Знаки" })).toHaveTextContent("отказ семьи")
  })

  test("leads from a diagnostic that a pupil has taken to what came of it, and from no other step", async () => {
    const services = await aTablet()
    const { classId, abramova } = await aSeason(services)

    open(services, classId)

    await screen.findByRole("table", { name: "Ученики и шаги сезона" })
    const results = (name: RegExp) =>
      within(rowOf(name)).queryAllByRole("link", { name: /результаты/ })
    expect(results(/Абрамова/).map((link) => link.getAttribute("href"))).toEqual([
      paths.results(classId, abramova),
    ])
    expect(results(/Орлова/)).toHaveLength(1)
    expect(results(/Белов/)).toEqual([])
  })

  test("asks to look at a paper that does not hold as it is, or that two tablets tell differently", async () => {
    const services = await aTablet()
    const { classId, abramova, belov } = await aSeason(services)
    await save(services, [
      aConsent(abramova, "given", { day: "2021-11-30" }),
      aConsent(belov, "withdrawn"),
    ])

    open(services, classId)

    await screen.findByRole("table", { name: "Ученики и шаги сезона" })
    expect(
      within(rowOf(/Абрамова/)).getByRole("link", { name: "посмотрите на бумагу" }),
    ).toBeVisible()
    expect(within(rowOf(/Белов/)).getByRole("link", { name: "согласие отозвано" })).toBeVisible()
  })

  test("shows what waits to be sent only where something is ever sent", async () => {
    const joined = await aTablet({ mode: "joined" })
    const { classId } = await aSeason(joined)
    const shown = open(joined, classId)
    await screen.findByRole("table", { name: "Ученики и шаги сезона" })
    expect(cellsOf(rowOf(/Абрамова/))[0]).toBe("сделано, ждёт отправки")
    shown.unmount()

    const alone = await aTablet()
    const again = await aSeason(alone)
    open(alone, again.classId)
    await screen.findByRole("table", { name: "Ученики и шаги сезона" })

    expect(cellsOf(rowOf(/Абрамова/))[0]).toBe("сделано")
  })

  test("does not ask grade 10 for the lesson of grades 6 to 9", async () => {
    const services = await aTablet()
    const classId = await aClass(services, { grade: 10, letter: "А" })
    await aPupil(services, classId, "Орлова Дарья")

    open(services, classId)

    await screen.findByRole("table", { name: "Ученики и шаги сезона" })
    expect(cellsOf(rowOf(/Орлова/))[0]).toBe("не требуется")
  })

  test("tells pupils of one surname apart by the patronymic", async () => {
    const services = await aTablet()
    const classId = await aClass(services)
    await aPupil(services, classId, "Кузнецова Анна Павловна")
    await aPupil(services, classId, "Кузнецова Анна Игоревна")
    await aPupil(services, classId, "Павлов Глеб Игоревич")

    open(services, classId)

    await screen.findByRole("table", { name: "Ученики и шаги сезона" })
    const names = screen.getAllByRole("rowheader").map((header) => header.textContent)
    expect(names).toEqual(["Кузнецова Анна Игоревна", "Кузнецова Анна Павловна", "Павлов Глеб"])
  })

  test("writes nothing by being opened", async () => {
    const services = await aTablet()
    const { classId } = await aSeason(services)
    const before = await services.journal.database.outbox.count()

    open(services, classId)
    await screen.findByRole("table", { name: "Ученики и шаги сезона" })

    expect(await services.journal.database.outbox.count()).toBe(before)
  })

  test("offers a list to a class in which nobody is yet", async () => {
    const services = await aTablet()
    const classId = await aClass(services)

    open(services, classId)

    expect(await screen.findByText(/В классе пока никого/)).toBeVisible()
    expect(screen.getByRole("link", { name: "Добавить ученика" })).toHaveAttribute(
      "href",
      paths.newPupil(classId),
    )
  })

  test("says so when the tablet does not hold the class", async () => {
    const services = await aTablet()

    open(services, recordIds.schoolClass({ year: 2021, grade: 9, letter: "Г" }))

    expect(await screen.findByText(/Такого класса на планшете нет/)).toBeVisible()
  })

  test("shows what is planned next and lets more be planned", async () => {
    const services = await aTablet()
    const { classId } = await aSeason(services)

    open(services, classId)

    const planned = await screen.findByRole("region", { name: "В планах" })
    expect(within(planned).getByRole("link", { name: "Выставка" })).toBeVisible()
    expect(within(planned).getByText("через 7 дней · 10:00 · Музей науки")).toBeVisible()
    expect(within(planned).getByRole("link", { name: "Запланировать" })).toHaveAttribute(
      "href",
      `${paths.plan}?class=${classId}`,
    )
  })

  test("is archived from its menu, and one tap undoes it", async () => {
    const services = await aTablet()
    const { classId } = await aSeason(services)
    const { user, address } = open(services, classId)
    await user.click(await screen.findByRole("button", { name: "7Б: ещё" }))
    await user.click(screen.getByRole("menuitem", { name: "Убрать класс в архив" }))

    await vi.waitFor(() => {
      expect(address()).toBe(paths.classes)
    })
    await vi.waitFor(() => {
      expect(screen.getByText("Класс 7Б — в архиве")).toBeVisible()
    })
    await user.click(screen.getByRole("button", { name: "Отменить" }))

    await vi.waitFor(async () => {
      const record = await readById(services.journal, classId)
      expect(record && valueOf(record, "archived")).toBeNull()
    })
  })

  test("leaves lists alone in the hands of a lesson leader", async () => {
    const person = { id: ivanova, name: "Иванова Ирина Петровна", role: "leader" } as const
    const services = await aTablet({ mode: "joined", person })
    const { classId } = await aSeason(services)

    open(services, classId)

    await screen.findByRole("table", { name: "Ученики и шаги сезона" })
    expect(screen.queryByRole("link", { name: "Загрузить список" })).toBeNull()
  })
})

describe("two values that did not know each other", () => {
  async function aClashOfMarks(services: Services) {
    const season = await aSeason(services)
    await save(services, [
      { id: ivanova, kind: "person", cells: { name: "Иванова Ирина Петровна" } },
      { id: smirnova, kind: "person", cells: { name: "Смирнова Ольга Викторовна" } },
    ])
    const register = recordIds.register(season.lesson)
    await aClash(services, register, {
      cell: `m:${season.orlova}`,
      mine: { value: "present", by: ivanova, at: new Date("2021-11-18T09:12:00").getTime() },
      theirs: { value: "absent", by: smirnova, at: new Date("2021-11-18T09:14:00").getTime() },
    })
    return { ...season, register }
  }

  test("are one sentence in the class with both names and times", async () => {
    const services = await aTablet({ mode: "joined" })
    const { classId } = await aClashOfMarks(services)

    open(services, classId)

    const clash = await screen.findByRole("group", { name: /Орлова Дарья/ })
    expect(clash).toHaveTextContent(
      "Орлова Дарья: Иванова в 09:12 отметила «была», Смирнова в 09:14 — «не была».",
    )
    expect(cellsOf(rowOf(/Орлова/))[0]).toBe("две отметки")
  })

  test("are settled by one tap, which is a change like any other", async () => {
    const services = await aTablet({ mode: "joined" })
    const { classId, register, orlova } = await aClashOfMarks(services)
    const { user } = open(services, classId)
    await user.click(await screen.findByRole("button", { name: "Не была" }))

    await vi.waitFor(() => {
      expect(screen.queryByRole("group", { name: /Орлова Дарья/ })).toBeNull()
    })
    const record = await readById(services.journal, register)
    expect(record && textOf(record, `m:${orlova}`)).toBe("absent")
    expect(record && clashesOf(record)).toEqual([])
    expect(cellsOf(rowOf(/Орлова/))[0]).toBe("не была")
  })

  test("are settled also by choosing the value that stands", async () => {
    const services = await aTablet({ mode: "joined" })
    const { classId } = await aClashOfMarks(services)
    const { user } = open(services, classId)

    await user.click(await screen.findByRole("button", { name: "Была" }))

    await vi.waitFor(() => {
      expect(screen.queryByRole("group", { name: /Орлова Дарья/ })).toBeNull()
    })
    expect(cellsOf(rowOf(/Орлова/))[0]).toBe("сделано, ждёт отправки")
  })
})

describe("a picked pupil", () => {
  test("stands beside the class when there is room, with steps, days and who marked them", async () => {
    hold("tablet")
    const services = await aTablet()
    const { classId, abramova } = await aSeason(services)

    openPupil(services, classId, abramova)

    const pane = await screen.findByRole("region", { name: "Абрамова Вероника Сергеевна" })
    expect(pane).toHaveTextContent("1 · 7Б")
    expect(pane).toHaveTextContent("Дальше: закончить диагностику")
    expect(within(pane).getByText("была 18.11 (вы)")).toBeVisible()
    expect(within(pane).getByText("не закончила 16.11 (вы)")).toBeVisible()
    expect(within(pane).getByText("запланировано на 25 ноября, 10:00")).toBeVisible()
    expect(rowOf(/Абрамова/)).toHaveClass("picked")
  })

  test("has a page of its own on a telephone, whose tab does not say the name", async () => {
    hold("telephone")
    const services = await aTablet()
    const { classId, orlova } = await aSeason(services)

    openPupil(services, classId, orlova)

    expect(
      await screen.findByRole("heading", { level: 1, name: "Орлова Дарья Ивановна" }),
    ).toBeVisible()
    expect(screen.queryByRole("table")).toBeNull()
    expect(document.title).toBe("7Б · Бортжурнал")
  })

  test("leaves the list as it was: back on a telephone the same row has the focus", async () => {
    hold("telephone")
    const services = await aTablet()
    const { classId } = await aSeason(services)
    const both = (
      <Routes>
        <Route path={paths.schoolClass(":classId")} element={<ClassScreen />} />
        <Route path={paths.pupil(":classId", ":pupilId")} element={<ClassScreen />} />
      </Routes>
    )
    const { user } = show(both, services, paths.schoolClass(classId))
    await user.click(await screen.findByRole("link", { name: "Орлова Дарья" }))
    expect(await screen.findByRole("heading", { level: 1, name: /Орлова/ })).toBeVisible()

    await user.click(screen.getByRole("link", { name: "Назад: 7Б" }))

    expect(await screen.findByRole("link", { name: "Орлова Дарья" })).toHaveFocus()
  })

  test("is archived with an undo and found again below the list", async () => {
    const services = await aTablet()
    const { classId, orlova } = await aSeason(services)
    const { user } = openPupil(services, classId, orlova)

    await user.click(await screen.findByRole("button", { name: "Убрать в архив" }))

    expect(await screen.findByText("Орлова Дарья Ивановна — в архиве")).toBeVisible()
    await user.click(await screen.findByRole("button", { name: "Вернуть из архива" }))
    expect(await screen.findByText("Орлова Дарья Ивановна снова в классе")).toBeVisible()
    expect(await screen.findByRole("button", { name: "Убрать в архив" })).toBeVisible()
  })

  test("has a history from which any change is put back", async () => {
    const services = await aTablet()
    const { classId, orlova } = await aSeason(services)
    await save(services, [{ id: orlova, kind: "pupil", cells: { born: "2008-04-03" } }])
    await save(services, [{ id: orlova, kind: "pupil", cells: { born: "2008-03-04" } }])
    const { user } = openPupil(services, classId, orlova)

    await user.click(await screen.findByText("История ученика"))

    expect(await screen.findByText("дата рождения: 03.04.2008 → 04.03.2008")).toBeVisible()
    expect(screen.getByText("отметка: урок 18.11: была")).toBeVisible()
    expect(screen.getByText("запись о ученике: Орлова Дарья Ивановна")).toBeVisible()
    const line = screen.getByText("дата рождения: 03.04.2008 → 04.03.2008").closest("li")
    await user.click(
      within(line ?? document.body).getByRole("button", { name: "Вернуть как было" }),
    )
    await vi.waitFor(async () => {
      const record = await readById(services.journal, orlova)
      expect(record && textOf(record, "born")).toBe("2008-04-03")
    })
  })

  test("who has moved is pointed to in the new class", async () => {
    const services = await aTablet()
    const { classId, orlova } = await aSeason(services)
    const other = await aClass(services, { grade: 8, letter: "А" })
    await save(services, [{ id: orlova, kind: "pupil", cells: { class: other } }])

    openPupil(services, classId, orlova)

    expect(await screen.findByText("Теперь в классе 8А.")).toBeVisible()
    expect(screen.getByRole("link", { name: "Открыть ученика" })).toHaveAttribute(
      "href",
      paths.pupil(other, orlova),
    )
  })
})
