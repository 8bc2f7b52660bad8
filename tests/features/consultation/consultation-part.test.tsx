import { aConsent, answersOf, aSitting, aSittingOfOwnProfile } from "#tests/support/results.ts"
import {
  aClass,
  aLesson,
  aPupil,
  aTablet,
  show,
  type TabletOptions,
} from "#tests/support/services.tsx"
import { screen, waitFor, within } from "@testing-library/react"
import { describe, expect, test } from "vitest"

import { readById, readByKey } from "#/data/read.ts"
import { recommendationOf } from "#/domain/recommendation.ts"
import { recordIds } from "#/domain/record-ids.ts"
import { recordKey } from "#/domain/record-keys.ts"
import { ConsultationPart } from "#/features/consultation/consultation-part.tsx"
import { RecommendationsPart } from "#/features/consultation/recommendations-part.tsx"
import { ActivityScreen } from "#/features/lesson/activity-screen.tsx"
import { paths } from "#/features/paths.ts"

async function aConsultation(options: TabletOptions = {}) {
  const tablet = await aTablet({ schoolName: "Школа № 12", ...options })
  const classId = await aClass(tablet, { grade: 8, letter: "А" })
  const belov = await aPupil(tablet, classId, "Белов Артём")
  const orlova = await aPupil(tablet, classId, "Орлова Дарья")
  await aConsent(tablet, belov)
  await aConsent(tablet, orlova)
  const diagnostic = await aLesson(tablet, {
    classes: [classId],
    kind: "diagnostic",
    day: "2021-11-16",
  })
  const answers = await answersOf("klimov-pairs", "n", "h")
  await aSitting(tablet, { activity: diagnostic, pupil: belov, answers })
  const activity = await aLesson(tablet, {
    classes: [classId],
    kind: "consultation",
    cells: { start: "12:10" },
  })
  const open = () =>
    show(<ActivityScreen Consultation={ConsultationPart} />, tablet, {
      path: `${paths.activity(activity)}?show=steps`,
      route: paths.activity(":activityId"),
    })
  const stored = async (pupil: string) =>
    recommendationOf(await readById(tablet.journal, recordIds.recommendation(activity, pupil)))
  return { tablet, classId, activity, belov, orlova, open, stored }
}

async function opened(user: ReturnType<typeof show>["user"], name: string) {
  await user.click(await screen.findByRole("button", { name: new RegExp(`^${name} `) }))
}

const chip = (part: string, name: string) =>
  within(screen.getByRole("group", { name: part })).getByRole("button", { name })

describe("the sheet of a consultation", () => {
  test("opens without writing, and closed tells nothing of anyone's result", async () => {
    const { open, tablet, activity } = await aConsultation()
    open()

    expect(await screen.findByText("Шаг записан у 0 из 2")).toBeVisible()
    expect(screen.getByText(/Результат — не приговор/)).toBeVisible()
    expect(screen.queryByText(/Природа/)).toBeNull()
    expect(await readByKey(tablet.journal, recordKey.recommendationsOf(activity))).toEqual([])
  })

  test("offers the leading scales, which one tap takes", async () => {
    const { open, belov, stored } = await aConsultation()
    const { user } = open()
    await opened(user, "Белов Артём")
    expect(screen.getByRole("img", { name: "Природа: 8 из 8" })).toBeVisible()
    expect(chip("Сферы, две-три", "Природа")).toHaveAttribute("aria-pressed", "false")
    expect(await stored(belov)).toBeUndefined()

    await user.click(screen.getByRole("button", { name: /^Отметить ведущие: Природа/ }))
    await waitFor(() =>
      expect(chip("Сферы, две-три", "Природа")).toHaveAttribute("aria-pressed", "true"),
    )
    expect((await stored(belov))?.spheres[0]).toBe("Природа")
  })

  test("speaks of spheres though the newest questionnaire has none, a school's own one too", async () => {
    const { open, tablet, belov, orlova, activity } = await aConsultation()
    await aSittingOfOwnProfile(tablet, { activity, pupil: belov })
    await aSittingOfOwnProfile(tablet, { activity, pupil: orlova })
    const { user } = open()
    await opened(user, "Белов Артём")
    expect(screen.getByRole("img", { name: "Природа: 8 из 8" })).toBeVisible()
    await opened(user, "Орлова Дарья")
    expect(screen.getByText(/Результата диагностики нет/)).toBeVisible()
  })

  test("saves each tap at once, and the same tap takes it back", async () => {
    const { open, orlova, stored } = await aConsultation()
    const { user } = open()
    await opened(user, "Орлова Дарья")
    expect(screen.getByText(/Результата диагностики нет/)).toBeVisible()

    await user.click(chip("Предметы", "Биология"))
    await waitFor(async () => expect((await stored(orlova))?.subjects).toEqual(["Биология"]))
    await waitFor(() =>
      expect(chip("Предметы", "Биология")).toHaveAttribute("aria-pressed", "true"),
    )
    await user.click(chip("Предметы", "Биология"))
    await waitFor(async () => expect((await stored(orlova))?.subjects).toEqual([]))
  })

  test("takes a sphere that is on no list", async () => {
    const { open, orlova, stored } = await aConsultation()
    const { user } = open()
    await opened(user, "Орлова Дарья")
    await user.click(screen.getByRole("button", { name: "Своё: Сферы, две-три" }))
    await user.type(screen.getByLabelText("Своё: Сферы, две-три"), "Космос{Enter}")

    await waitFor(async () => expect((await stored(orlova))?.spheres).toEqual(["Космос"]))
  })

  test("advises against more than three spheres and forbids nothing", async () => {
    const { open, orlova, stored } = await aConsultation()
    const { user } = open()
    await opened(user, "Орлова Дарья")
    const names = ["Природа", "Люди и помощь", "Искусство и дизайн", "Информация и знаки"]
    for (const [index, name] of names.entries()) {
      await user.click(chip("Сферы, две-три", name))
      await waitFor(async () => expect((await stored(orlova))?.spheres).toHaveLength(index + 1))
      await waitFor(() =>
        expect(chip("Сферы, две-три", name)).toHaveAttribute("aria-pressed", "true"),
      )
    }
    expect(await screen.findByText(/Отмечено больше трёх/)).toBeVisible()
  })

  test("has ideas for a step, the nearest trial first, with its date", async () => {
    const { open, tablet, classId, belov, stored } = await aConsultation()
    await aLesson(tablet, {
      classes: [classId],
      kind: "trial",
      day: "2021-11-26",
      cells: { title: "Профпроба «Агро»" },
    })
    const { user } = open()
    await opened(user, "Белов Артём")
    await user.click(screen.getByRole("button", { name: "Профпроба «Агро», 26 ноября" }))

    await waitFor(async () =>
      expect(await stored(belov)).toMatchObject({
        nextStep: "Профпроба «Агро», 26 ноября",
        due: "2021-11-26",
      }),
    )
    expect(await screen.findByText("Шаг записан у 1 из 2")).toBeVisible()
  })

  test("takes no date before the consultation, and says so", async () => {
    const { open, belov, stored } = await aConsultation()
    const { user } = open()
    await opened(user, "Белов Артём")
    await user.type(screen.getByLabelText("До какого числа"), "10.11.2021")
    await user.tab()

    expect(await screen.findByText(/Этот день раньше консультации/)).toBeVisible()
    expect(await stored(belov)).toBeUndefined()
  })

  test("keeps the sides of one record apart: a tick here does not touch a step there", async () => {
    const { open, belov, stored } = await aConsultation()
    const { user } = open()
    await opened(user, "Белов Артём")
    await user.type(screen.getByLabelText("Один следующий шаг"), "Поговорить с ветеринаром")
    await user.click(screen.getByRole("checkbox", { name: /^Поговорить отдельно/ }))

    await waitFor(async () =>
      expect(await stored(belov)).toMatchObject({
        nextStep: "Поговорить с ветеринаром",
        apart: true,
        shared: false,
      }),
    )
  })

  test("shows neither result nor recommendation once the consent is withdrawn", async () => {
    const { open, tablet, belov } = await aConsultation()
    await aConsent(tablet, belov, "withdrawn")
    const { user } = open()
    await opened(user, "Белов Артём")

    expect(await screen.findByText(/отозвала согласие, это её право/)).toBeVisible()
    expect(screen.queryByRole("group", { name: "Сферы, две-три" })).toBeNull()
  })

  test("is not for whoever does not hold the class", async () => {
    const person = {
      id: "0190f000-0000-7000-8000-000000000001",
      name: "Ким",
      role: "leader",
    } as const
    const { open } = await aConsultation({ mode: "joined", person })
    open()

    expect(await screen.findByText(/видит педагог, который ведёт класс/)).toBeVisible()
    expect(screen.queryByRole("button", { name: /^Белов Артём / })).toBeNull()
  })
})

describe("the papers of a consultation", () => {
  async function filled() {
    const ground = await aConsultation()
    const shown = ground.open()
    const { user } = shown
    await opened(user, "Белов Артём")
    await user.click(screen.getByRole("button", { name: /^Отметить ведущие/ }))
    await user.type(screen.getByLabelText("Один следующий шаг"), "Поговорить с ветеринаром")
    await user.type(screen.getByLabelText("До какого числа"), "01.12.2021")
    await user.click(screen.getByRole("checkbox", { name: /^Поговорить отдельно/ }))
    await screen.findByRole("button", { name: "Отдельные разговоры (1)" })
    await screen.findByText("Шаг записан у 1 из 2")
    let printed = ""
    globalThis.print = () => {
      printed = document.querySelector(".consultation-paper")?.textContent ?? ""
    }
    const paper = async (name: string) => {
      await user.click(screen.getByRole("button", { name }))
      return printed
    }
    return { ...ground, paper }
  }

  test("a note to the parents tells what the pupil chose, no score and nobody else", async () => {
    const { paper } = await filled()
    const note = await paper("Записки родителям (1)")

    for (const said of [
      "Белов Артём",
      "Школа № 12",
      "Природа",
      "Поговорить с ветеринаром",
      "до 1 декабря 2021",
    ]) {
      expect(note).toContain(said)
    }
    expect(note).not.toContain("Орлова")
    expect(note).not.toMatch(/\d из \d/)
    expect(note).not.toMatch(/отдельн/i)
  })

  test("the sheet of the group has every pupil with what leads and the step", async () => {
    const { paper } = await filled()
    const sheet = await paper("Лист группы")

    expect(sheet).toContain("Для педагога")
    expect(sheet).toContain("Орлова Дарья")
    expect(sheet).toContain("Поговорить с ветеринаром, до 01.12.2021")
  })

  test("the list for individual talks has those who were ticked and no reasons", async () => {
    const { paper } = await filled()
    const list = await paper("Отдельные разговоры (1)")

    expect(list).toContain("Белов Артём")
    expect(list).not.toContain("Орлова")
    expect(list).not.toContain("ветеринар")
  })
})

test("a recommendation stands in the pupil's pane, with what is overdue", async () => {
  const { tablet, classId, activity, belov } = await aConsultation()
  const cells = {
    activity,
    pupil: belov,
    nextStep: "Сходить на пробу",
    due: "2021-11-17",
    spheres: ["Природа"],
  }
  await tablet.write([
    { id: recordIds.recommendation(activity, belov), kind: "recommendation", cells },
  ])
  show(<RecommendationsPart classId={classId} pupilId={belov} />, tablet, "/")

  const entry = await screen.findByRole("listitem")
  expect(entry).toHaveTextContent("18.11 · Сходить на пробу · до 17.11, срок прошёл")
  expect(within(entry).getByRole("link", { name: "Природа" })).toHaveAttribute(
    "href",
    `${paths.activity(activity)}?show=steps`,
  )
})
