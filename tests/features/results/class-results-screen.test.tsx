import { aConsent, answersOf, aSitting, firstOf } from "#tests/support/results.ts"
import {
  aClass,
  aLesson,
  aPupil,
  aTablet,
  save,
  show,
  type TabletOptions,
} from "#tests/support/services.tsx"
import { screen, waitFor, within } from "@testing-library/react"
import userEvent from "@testing-library/user-event"
import { strFromU8, unzipSync } from "fflate"
import { describe, expect, test } from "vitest"

import { must } from "#/base/assert.ts"
import { waitingNotes } from "#/data/export-notes.ts"
import { paths } from "#/features/paths.ts"
import { ClassResultsScreen } from "#/features/results/class-results-screen.tsx"

/** 8А with six pupils: natural, technical twice, both at once, one unfinished, one not begun. */
async function aSession(options: TabletOptions = {}) {
  const tablet = await aTablet(options)
  const classId = await aClass(tablet, { grade: 8, letter: "А" })
  const name = async (full: string) => {
    const pupil = await aPupil(tablet, classId, full)
    await aConsent(tablet, pupil)
    return pupil
  }
  const belov = await name("Белов Артём")
  const vlasova = await name("Власова Ирина")
  const gusev = await name("Гусев Пётр")
  const dymov = await name("=Дымов Иван")
  const ezhova = await name("Ежова Анна")
  const zhukov = await name("Жуков Лев")
  const list = [belov, vlasova, gusev, dymov, ezhova, zhukov]
  const marks = Object.fromEntries(list.map((pupil) => [pupil, "finished"]))
  const activity = await aLesson(tablet, {
    classes: [classId],
    kind: "diagnostic",
    day: "2021-11-16",
    marks,
  })
  const takes = async (pupil: string, ...likes: readonly string[]) =>
    aSitting(tablet, { activity, pupil, answers: await answersOf("klimov-pairs", ...likes) })
  await takes(belov, "n", "h")
  await takes(vlasova, "t", "z")
  await takes(gusev, "t", "z")
  await takes(dymov, "x", "n")
  const some = firstOf(await answersOf("klimov-pairs", "h"), 7)
  await aSitting(tablet, { activity, pupil: ezhova, answers: some, isFinished: false })
  const open = () =>
    show(<ClassResultsScreen />, tablet, {
      path: paths.classResults(activity),
      route: paths.classResults(":activityId"),
    })
  return { tablet, classId, activity, belov, vlasova, zhukov, takes, open }
}

const table = () => screen.findByRole("table", { name: "Картина класса" })
const scale = async (name: string) =>
  within(await table()).getByRole("row", { name: new RegExp(`^${name}`) })

describe("the picture of a class", () => {
  test("opens without a name: counts, dots and how many finished", async () => {
    const { open } = await aSession()
    open()

    expect(await scale("Техника")).toHaveTextContent("2 учеников")
    expect(
      within(await scale("Техника")).getByRole("img", { name: "4 точки от 0 до 8" }),
    ).toBeVisible()
    expect(screen.getByText("Закончили 4 из 6")).toBeVisible()
    expect(screen.getByText("не закончили 1")).toBeVisible()
    expect(screen.getByText("не начинали 1")).toBeVisible()
    expect(screen.queryByText(/Белов/)).toBeNull()
  })

  test("warns that so few dots could be recognised", async () => {
    const { open } = await aSession()
    open()
    expect(await screen.findByText(/меньше пяти: классу лучше не показывать/)).toBeVisible()
  })

  test("names who leads where when the teacher asks, and leads to each profile", async () => {
    const { open, classId, belov } = await aSession()
    const { user } = open()
    await user.click(await screen.findByRole("button", { name: "Педагогу, с именами" }))

    expect(await scale("Техника")).toHaveTextContent("Власова Ирина, Гусев Пётр")
    expect(screen.getByRole("link", { name: "Белов Артём" })).toHaveAttribute(
      "href",
      paths.results(classId, belov),
    )
  })

  test("keeps versions apart and says so", async () => {
    const { open, tablet, activity, zhukov } = await aSession()
    const answers = await answersOf("klimov-pairs", "n")
    await aSitting(tablet, { activity, pupil: zhukov, answers, version: 2 })
    open()

    expect(await screen.findByText(/разные методики или версии/)).toBeVisible()
    expect(screen.getByText(/Методики «klimov-pairs» \(версия 2\)/)).toBeVisible()
    expect(screen.getByText("Закончили 5 из 6")).toBeVisible()
  })

  test("shows nothing of a pupil whose family took the consent back, and counts that", async () => {
    const { open, tablet, vlasova } = await aSession()
    await aConsent(tablet, vlasova, "withdrawn")
    const { user } = open()

    expect(await screen.findByText("закрыто 1: нет действующего согласия")).toBeVisible()
    expect(await scale("Техника")).toHaveTextContent("1 ученика")
    await user.click(screen.getByRole("button", { name: "Педагогу, с именами" }))
    expect(screen.queryByText(/Власова/)).toBeNull()
  })

  test("prints a sheet for each who finished, a page each", async () => {
    const { open } = await aSession()
    let sheets = 0
    globalThis.print = () => {
      sheets = document.querySelectorAll(".pupil-sheet").length
    }
    const { user } = open()
    await user.click(await screen.findByRole("button", { name: "Педагогу, с именами" }))
    await user.click(screen.getByRole("button", { name: "Напечатать листы: 4 ученика" }))

    expect(sheets).toBe(4)
  })

  test("is for nobody who does not hold the class", async () => {
    const person = {
      id: "0190f000-0000-7000-8000-000000000001",
      name: "Ким",
      role: "leader",
    } as const
    const { open } = await aSession({ mode: "joined", person })
    open()

    expect(await screen.findByText(/Результаты по именам видят ученик и педагог/)).toBeVisible()
    expect(screen.queryByRole("table")).toBeNull()
  })

  test("says of a lesson that it has no results", async () => {
    const { tablet, classId } = await aSession()
    const lesson = await aLesson(tablet, { classes: [classId] })
    show(<ClassResultsScreen />, tablet, {
      path: paths.classResults(lesson),
      route: paths.classResults(":activityId"),
    })
    expect(await screen.findByText(/это другое мероприятие/)).toBeVisible()
  })
})

describe("the export of a session", () => {
  async function downloaded(format: "XLSX" | "CSV", open: () => ReturnType<typeof show>) {
    const files: Blob[] = []
    URL.createObjectURL = (file: Blob) => {
      files.push(file)
      return "blob:made"
    }
    URL.revokeObjectURL = () => undefined
    const { user } = open()
    await user.click(await screen.findByRole("button", { name: "Педагогу, с именами" }))
    await user.click(screen.getByRole("button", { name: `Скачать ${format}` }))
    await waitFor(() => expect(files).toHaveLength(1))
    return new Uint8Array(await must(files[0]).arrayBuffer())
  }

  test("is noted for the journal of access, and so are the printed sheets, by number only", async () => {
    const person = {
      id: "0190f000-0000-7000-8000-000000000002",
      name: "Иванова",
      role: "navigator",
    } as const
    const { open, tablet, classId } = await aSession({ mode: "joined", person })
    await save(tablet, [
      { id: person.id, kind: "person", cells: { role: "navigator", classes: [classId] } },
    ])
    globalThis.print = () => dispatchEvent(new Event("beforeprint"))
    await downloaded("CSV", open)
    await userEvent.click(screen.getByRole("button", { name: "Напечатать листы: 4 ученика" }))

    const noted = async () => {
      const notes = await waitingNotes(tablet.journal, 9)
      return new Set(notes.map(({ what, how, pupils }) => `${what} ${how} ${pupils}`))
    }
    await waitFor(async () =>
      expect(await noted()).toEqual(new Set(["results file 4", "result-sheets print 4"])),
    )
  })

  test("as CSV has what stands on the screen, with the stamp below, and runs nothing", async () => {
    const { open } = await aSession()
    const bytes = await downloaded("CSV", open)

    expect([...bytes.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf])
    const lines = new TextDecoder().decode(bytes).trimEnd().split("\r\n")
    expect(lines[0]).toBe(
      "Класс;Фамилия;Имя;Отчество;Дата;Методика;Версия;Закончено;На первом месте;Дальше;" +
        "Природа;Природа: ступень;Техника;Техника: ступень;Люди;Люди: ступень;" +
        "Знаки и числа;Знаки и числа: ступень;Художественный образ;Художественный образ: ступень",
    )
    const [belov, , , dymov, ezhova] = ["Белов", "Власова", "Гусев", "Дымов", "Ежова"].map((name) =>
      must(lines.find((line) => line.includes(name))),
    )
    expect(belov).toMatch(/^8А;Белов;Артём;;16.11.2021;С чем тебе интересно работать;1;да;/)
    expect(belov).toContain(";8;интерес яркий;")
    expect(dymov).toContain(";'=Дымов;")
    expect(ezhova).toMatch(/;нет, 7 из 20;;;;;;;;;;;;$/)
    expect(lines).toContain("Закончили;4")
    expect(lines).toContain("Всего в списке;6")
    expect(lines.some((line) => line.startsWith("Данные;"))).toBe(true)

    // File = screen: with how many a scale leads.
    const leadingT = lines.filter((line) => /;да;[^;]*Техника/.test(line))
    expect(await scale("Техника")).toHaveTextContent(`${leadingT.length} учеников`)
  })

  test("as XLSX has a sheet of results and one with the stamp, every cell a text", async () => {
    const { open } = await aSession()
    const files = unzipSync(await downloaded("XLSX", open))
    const [results, stamp] = ["xl/worksheets/sheet1.xml", "xl/worksheets/sheet2.xml"].map((path) =>
      strFromU8(must(files[path])),
    )

    expect(strFromU8(must(files["xl/workbook.xml"]))).toContain('<sheet name="Полнота" sheetId="2"')
    expect(results).toContain("Белов")
    expect(results).toContain("'=Дымов")
    expect(stamp).toContain("Закончили")
    expect([results, stamp].join("")).not.toMatch(/<c (?![^>]*t="inlineStr")/)
  })

  test("leaves out a pupil whose results are locked", async () => {
    const { open, tablet, vlasova } = await aSession()
    await aConsent(tablet, vlasova, "withdrawn")
    const text = new TextDecoder().decode(await downloaded("CSV", open))

    expect(text).not.toContain("Власова")
    expect(text).toContain("Закрыто (нет действующего согласия);1")
  })
})

test("results of two classes at once are shown class by class in the file", async () => {
  const { tablet, activity, open } = await aSession()
  const other = await aClass(tablet, { grade: 8, letter: "Б" })
  const zorin = await aPupil(tablet, other, "Зорин Олег")
  await aConsent(tablet, zorin)
  const record = { classes: [await aClass(tablet, { grade: 8, letter: "А" }), other] }
  await save(tablet, [{ id: activity, kind: "activity", cells: record }])
  await aSitting(tablet, { activity, pupil: zorin, answers: await answersOf("klimov-pairs", "n") })
  open()

  expect(await screen.findByRole("heading", { name: "Результаты: 8А, 8Б" })).toBeVisible()
  expect(await scale("Природа")).toHaveTextContent(/учеников|ученика/)
})
