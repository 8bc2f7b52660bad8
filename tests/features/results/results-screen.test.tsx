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
import { screen, within } from "@testing-library/react"
import { describe, expect, test } from "vitest"

import { paths } from "#/features/paths.ts"
import { ResultsScreen } from "#/features/results/results-screen.tsx"
import type { Language } from "#/text/pair.ts"

async function aTested(options: TabletOptions = {}) {
  const tablet = await aTablet(options)
  const classId = await aClass(tablet, { grade: 8, letter: "А" })
  const pupil = await aPupil(tablet, classId, "Орлова Дарья Павловна")
  await aConsent(tablet, pupil)
  const diagnostic = (day = "2021-11-16") =>
    aLesson(tablet, { classes: [classId], kind: "diagnostic", day })
  const open = (query = "", language: Language = "ru") =>
    show(<ResultsScreen />, tablet, {
      path: `${paths.results(classId, pupil)}${query}`,
      route: paths.results(":classId", ":pupilId"),
      language,
    })
  return { tablet, classId, pupil, diagnostic, open }
}

const row = (name: string) =>
  within(screen.getByRole("table", { name: "Профиль по шкалам" })).getByRole("row", {
    name: new RegExp(name),
  })

describe("the results of a pupil", () => {
  test("say in words what the pupil is most interested in, and every scale in figures", async () => {
    const { tablet, pupil, diagnostic, open } = await aTested()
    const answers = await answersOf("klimov-pairs", "n", "h")
    await aSitting(tablet, { activity: await diagnostic(), pupil, answers })
    open()

    expect(await screen.findByText("Тебе интереснее всего: Природа.")).toBeVisible()
    expect(screen.getByText(/агрономы, ветеринары/)).toBeVisible()
    expect(row("Природа")).toHaveTextContent("1Природаинтерес яркий8 из 8")
    expect(screen.getByText(/Не оценка и не приговор/)).toBeVisible()
    expect(screen.getByText(/о профиле и о пути после девятого/)).toBeVisible()
  })

  test("never put the pupil's name into the history of the browser", async () => {
    const { open } = await aTested()
    open()
    await screen.findByRole("heading", { name: "Орлова Дарья Павловна" })
    expect(document.title).toBe("Результаты: 8А · Бортжурнал")
  })

  test("show a tie as a tie", async () => {
    const { tablet, pupil, diagnostic, open } = await aTested()
    const all = await answersOf("riasec-short")
    const answers = Object.fromEntries(
      Object.keys(all).map((item, at) => [item, at % 6 < 2 ? "p4" : "p1"]),
    )
    const session = { activity: await diagnostic(), pupil, answers, instrument: "riasec-short" }
    await aSitting(tablet, session)
    open()

    expect(
      await screen.findByText("Тебе одинаково интересны: Дело руками, Исследование."),
    ).toBeVisible()
    expect(row("Дело руками")).toHaveTextContent("1–2Дело рукамипоровну40 из 40")
  })

  test("show an unfinished attempt as one, without scores, leaders or a sheet to print", async () => {
    const { tablet, pupil, diagnostic, open } = await aTested()
    const answers = firstOf(await answersOf("klimov-pairs", "n"), 12)
    await aSitting(tablet, { activity: await diagnostic(), pupil, answers, isFinished: false })
    open()

    expect(await screen.findByText(/Не закончено: отвечено 12 из 20/)).toBeVisible()
    expect(screen.queryByRole("table")).toBeNull()
    expect(screen.queryByRole("button", { name: "Напечатать лист ученика" })).toBeNull()
  })

  test("join the parts of one attempt", async () => {
    const { tablet, pupil, diagnostic, open } = await aTested()
    const answers = await answersOf("klimov-pairs", "t")
    const [first, second] = [await diagnostic("2021-11-09"), await diagnostic("2021-11-16")]
    const part = { activity: first, pupil, answers: firstOf(answers, 12), isFinished: false }
    const continues = await aSitting(tablet, { ...part, startedAt: 1_000 })
    await aSitting(tablet, { activity: second, pupil, answers, continues })
    open()

    expect(await screen.findByText("Тебе интереснее всего: Техника.")).toBeVisible()
    expect(screen.getAllByRole("listitem")[0]).toHaveTextContent(
      "16.11.2021 · 10 минут · в 2 приёма",
    )
  })

  test("tell what changed since the attempt before, and do not call one answer a change", async () => {
    const { tablet, pupil, diagnostic, open } = await aTested()
    const before = await answersOf("klimov-pairs", "n", "h")
    const other = before["i1"] === "a" ? "b" : "a"
    const [first, second] = [await diagnostic("2021-10-12"), await diagnostic("2021-11-16")]
    await aSitting(tablet, { activity: first, pupil, answers: before, startedAt: 1_000 })
    await aSitting(tablet, { activity: second, pupil, answers: { ...before, i1: other } })
    open()

    expect(await screen.findByText("Заметных перемен нет.")).toBeVisible()
    expect(screen.getByText("12.10.2021 и 16.11.2021, между ними 35 дней")).toBeVisible()
    expect(screen.getByText("Впереди то же, что и раньше.")).toBeVisible()
    expect(screen.getByText(/чего не сделает один ответ/)).toBeVisible()
  })

  test("compare nothing with an unfinished attempt and say why", async () => {
    const { tablet, pupil, diagnostic, open } = await aTested()
    const answers = await answersOf("klimov-pairs", "n")
    const early = { activity: await diagnostic("2021-10-12"), pupil, isFinished: false }
    await aSitting(tablet, { ...early, answers: firstOf(answers, 3), startedAt: 1_000 })
    await aSitting(tablet, { activity: await diagnostic(), pupil, answers })
    open()

    expect(
      await screen.findByText("Не сравниваем: одно из двух прохождений не закончено."),
    ).toBeVisible()
  })

  test("lose nothing of an instrument in a version that is not on the tablet", async () => {
    const { tablet, pupil, diagnostic, open } = await aTested()
    const answers = await answersOf("klimov-pairs", "n")
    await aSitting(tablet, { activity: await diagnostic(), pupil, answers, version: 7 })
    open()

    expect(
      await screen.findByText(/Методики «klimov-pairs» \(версия 7\).*Ответы целы/),
    ).toBeVisible()
  })

  test("work for a school's own instrument as for a shipped one", async () => {
    const { tablet, pupil, diagnostic, open } = await aTested()
    const { aPairFile } = await import("#tests/domain/instrument/a-pair-instrument.ts")
    const file = { ...aPairFile(), code: "school-pairs" }
    const id = tablet.newId()
    const cells = { code: file.code, version: 1, body: JSON.stringify(file) }
    await save(tablet, [{ id, kind: "instrument", cells }])
    const answers = Object.fromEntries(file.items.map((item) => [item.id, "a"]))
    const session = { activity: await diagnostic(), pupil, answers, instrument: file.code }
    await aSitting(tablet, session)
    open()

    expect(await screen.findByRole("heading", { name: "Пары" })).toBeVisible()
    expect(screen.getByText(/^Выше остальных/)).toBeVisible()
  })

  test("say that the instrument is meant for others", async () => {
    const { tablet, diagnostic, open, classId, pupil } = await aTested()
    await save(tablet, [{ id: classId, kind: "class", cells: { grade: 6 } }])
    const answers = await answersOf("klimov-pairs", "n")
    await aSitting(tablet, { activity: await diagnostic(), pupil, answers })
    open()

    expect(await screen.findByText(/рассчитана на 7–11-е классы, а это 6-й/)).toBeVisible()
  })
})

describe("the sheet for the pupil", () => {
  test("bears the name, the class, the date, the profile in words and whose instrument it is", async () => {
    const { tablet, pupil, diagnostic, open } = await aTested()
    const answers = await answersOf("klimov-pairs", "n", "h")
    await aSitting(tablet, { activity: await diagnostic(), pupil, answers })
    let printed = ""
    globalThis.print = () => {
      printed = document.querySelector(".pupil-sheets")?.textContent ?? ""
    }
    const { user } = open()
    await user.click(await screen.findByRole("button", { name: "Напечатать лист ученика" }))

    for (const said of [
      "Орлова Дарья Павловна",
      "8А",
      "Дата: 16.11.2021",
      "Тебе интереснее всего: Природа.",
      "По мотивам дифференциально-диагностического опросника Е. А. Климова",
      "Этот лист твой",
    ]) {
      expect(printed).toContain(said)
    }
  })
})

describe("who sees the results", () => {
  test.each([
    ["leader", []],
    ["partner", []],
    ["head", []],
    ["navigator", []],
  ] as const)("not a %s who does not hold the class", async (role, classes) => {
    const person = { id: "0190f000-0000-7000-8000-000000000001", name: "Иванова", role }
    const { tablet, pupil, diagnostic, open, classId } = await aTested({ mode: "joined", person })
    await save(tablet, [
      { id: person.id, kind: "person", cells: { name: "Иванова", role, classes: [...classes] } },
    ])
    await aSitting(tablet, {
      activity: await diagnostic(),
      pupil,
      answers: await answersOf("klimov-pairs", "n"),
    })
    await acknowledge(tablet, classId)
    open()

    expect(await screen.findByText(/Результаты по именам видят ученик и педагог/)).toBeVisible()
    expect(screen.queryByText(/Природа/)).toBeNull()
  })

  test.each(["head", "navigator"] as const)("a %s to whom the class is appointed", async (role) => {
    const person = { id: "0190f000-0000-7000-8000-000000000001", name: "Иванова", role }
    const { tablet, pupil, diagnostic, open, classId } = await aTested({ mode: "joined", person })
    const cells = { name: "Иванова", role, classes: [classId] }
    await save(tablet, [{ id: person.id, kind: "person", cells }])
    const answers = await answersOf("klimov-pairs", "n")
    await aSitting(tablet, { activity: await diagnostic(), pupil, answers })
    await acknowledge(tablet, classId)
    open()

    expect(await screen.findByText("Тебе интереснее всего: Природа.")).toBeVisible()
  })

  test("nobody once the family has taken the consent back, and nobody is blamed", async () => {
    const { tablet, pupil, diagnostic, open } = await aTested()
    const answers = await answersOf("klimov-pairs", "n")
    await aSitting(tablet, { activity: await diagnostic(), pupil, answers })
    await aConsent(tablet, pupil, "withdrawn")
    open()

    expect(await screen.findByText(/отозвала согласие, это её право/)).toBeVisible()
    expect(screen.queryByText(/Природа/)).toBeNull()
  })
})

/** As if the server had long known the class: whoever just made one holds it. */
async function acknowledge(
  { journal }: Awaited<ReturnType<typeof aTablet>>,
  id: string,
): Promise<void> {
  const held = await journal.database.records.get(id)
  if (held === undefined) throw new Error("the class is on the tablet")
  const told = Object.entries(held.open.own).map(([name, cell]) => {
    const { value, at } = cell
    return [name, { value, at, by: "somebody", op: "other.1", seq: 1 }] as const
  })
  const open = { base: Object.fromEntries(told), own: {} }
  await journal.database.records.put({ ...held, v: held.v + 1, open })
}

test("the results are read in English, too", async () => {
  const { tablet, pupil, diagnostic, open } = await aTested()
  const answers = await answersOf("klimov-pairs", "n", "h")
  await aSitting(tablet, { activity: await diagnostic(), pupil, answers })
  open("", "en")

  expect(await screen.findByText("You are most interested in: Nature.")).toBeVisible()
})
