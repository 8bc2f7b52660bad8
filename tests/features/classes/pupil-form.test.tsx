import { aClass, aLesson, aPupil, aTablet, show, type Shown } from "#tests/support/services.tsx"
import { screen } from "@testing-library/react"
import { describe, expect, test, vi } from "vitest"

import { keepDraft, readDraft } from "#/data/drafts.ts"
import { readClass } from "#/data/read-class.ts"
import { fullName } from "#/domain/pupil.ts"
import { PupilForm } from "#/features/classes/pupil-form.tsx"
import { paths } from "#/features/paths.ts"
import type { Services } from "#/platform/services.tsx"

const openNew = (services: Services, classId: string): Shown =>
  show(<PupilForm />, services, {
    path: paths.newPupil(classId),
    route: paths.newPupil(":classId"),
  })

const openEdit = (services: Services, classId: string, pupilId: string): Shown =>
  show(<PupilForm />, services, {
    path: paths.editPupil(classId, pupilId),
    route: paths.editPupil(":classId", ":pupilId"),
  })

async function pupilsOf(services: Services, classId: string) {
  return (await readClass(services.journal, classId))?.pupils ?? []
}

async function namesIn(services: Services, classId: string): Promise<readonly string[]> {
  return (await pupilsOf(services, classId)).map(fullName)
}

describe("a new pupil", () => {
  test("is added with a toast that takes it back", async () => {
    const services = await aTablet()
    const classId = await aClass(services)
    const { user, address } = openNew(services, classId)

    await user.type(await screen.findByLabelText("Фамилия"), "Орлова")
    await user.type(screen.getByLabelText("Имя"), "Дарья")
    await user.type(screen.getByLabelText("Отчество"), "Ивановна")
    await user.type(screen.getByLabelText("Дата рождения"), "03.04.2008")
    await user.click(screen.getByRole("button", { name: "Добавить" }))

    expect(await screen.findByText("Орлова Дарья Ивановна добавлена")).toBeVisible()
    await vi.waitFor(() => {
      expect(address()).toBe(paths.schoolClass(classId))
    })
    expect(await pupilsOf(services, classId)).toMatchObject([{ born: "2008-04-03", since: "" }])
    await user.click(screen.getByRole("button", { name: "Отменить" }))
    await vi.waitFor(async () => {
      expect(await namesIn(services, classId)).toEqual([])
    })
  })

  test("may be followed by the next one without leaving", async () => {
    const services = await aTablet()
    const classId = await aClass(services)
    const { user } = openNew(services, classId)

    await user.type(await screen.findByLabelText("Фамилия"), "Белов")
    await user.type(screen.getByLabelText("Имя"), "Артём")
    await user.click(screen.getByRole("button", { name: "Добавить и ещё одного" }))

    expect(await screen.findByText("Белов Артём добавлен")).toBeVisible()
    expect(screen.getByLabelText("Фамилия")).toHaveValue("")
    expect(screen.getByLabelText("Фамилия")).toHaveFocus()
  })

  test("may be pasted whole into the first field", async () => {
    const services = await aTablet()
    const classId = await aClass(services)
    const { user } = openNew(services, classId)

    await user.click(await screen.findByLabelText("Фамилия"))
    await user.paste("орлова дарья ивановна")
    await user.tab()

    expect(screen.getByLabelText("Фамилия")).toHaveValue("Орлова")
    expect(screen.getByLabelText("Имя")).toHaveValue("Дарья")
    expect(screen.getByLabelText("Отчество")).toHaveValue("Ивановна")
    expect(screen.getByText(/Поправили большие и маленькие буквы/)).toBeVisible()
  })

  test.each([
    ["<b>Орлова</b>", "В имени не может быть разметки"],
    ["=HYPERLINK(1)", "Это похоже на формулу"],
    ["Орлова2", "В имени не может быть цифр"],
    ["о".repeat(120), "Слишком длинно: не больше 100 знаков"],
  ])("is not named «%s»", async (typed, why) => {
    const services = await aTablet()
    const classId = await aClass(services)
    const { user } = openNew(services, classId)

    await user.click(await screen.findByLabelText("Фамилия"))
    await user.paste(typed)
    await user.type(screen.getByLabelText("Имя"), "Дарья")
    await user.click(screen.getByRole("button", { name: "Добавить" }))

    expect(screen.getByRole("alert")).toHaveTextContent(why)
    expect(await namesIn(services, classId)).toEqual([])
  })

  test("loses marks that turn the text around, and is told so", async () => {
    const services = await aTablet()
    const classId = await aClass(services)
    const { user } = openNew(services, classId)

    await user.click(await screen.findByLabelText("Фамилия"))
    await user.paste("Орлова\u202e")
    await user.type(screen.getByLabelText("Имя"), "Дарья")
    await user.tab()

    expect(screen.getByLabelText("Фамилия")).toHaveValue("Орлова")
    expect(screen.getByText("Убрали невидимые знаки.")).toBeVisible()
  })

  test("is not saved with half a date: 31 November is answered with the days probably meant", async () => {
    const services = await aTablet()
    const classId = await aClass(services)
    const { user } = openNew(services, classId)
    await user.type(await screen.findByLabelText("Фамилия"), "Орлова")
    await user.type(screen.getByLabelText("Имя"), "Дарья")
    await user.type(screen.getByLabelText("Дата рождения"), "31.11.2008")

    await user.click(screen.getByRole("button", { name: "Добавить" }))

    expect(screen.getByRole("alert")).toHaveTextContent("В ноябре 30 дней.")
    expect(await namesIn(services, classId)).toEqual([])
    await user.click(screen.getByRole("button", { name: "30.11.2008" }))
    await user.click(screen.getByRole("button", { name: "Добавить" }))
    await vi.waitFor(async () => {
      expect(await pupilsOf(services, classId)).toMatchObject([{ born: "2008-11-30" }])
    })
  })

  test("is not born tomorrow, nor two years ago", async () => {
    const services = await aTablet()
    const classId = await aClass(services)
    const { user } = openNew(services, classId)

    await user.type(await screen.findByLabelText("Дата рождения"), "19.11.2021{Tab}")
    expect(screen.getByRole("alert")).toHaveTextContent("Эта дата ещё не наступила")
    await user.clear(screen.getByLabelText("Дата рождения"))
    await user.type(screen.getByLabelText("Дата рождения"), "19.11.2018{Tab}")

    expect(screen.getByRole("alert")).toHaveTextContent("По этой дате ученику 2 года")
  })

  test("who is likely there already is pointed at before anything is written", async () => {
    const services = await aTablet()
    const classId = await aClass(services)
    const there = await aPupil(services, classId, "Семёнова Ульяна Олеговна")
    const { user } = openNew(services, classId)
    await user.type(await screen.findByLabelText("Фамилия"), "Семенова")
    await user.type(screen.getByLabelText("Имя"), "Ульяна")
    await user.click(screen.getByRole("button", { name: "Добавить" }))

    expect(await screen.findByText("Такая ученица уже есть в 7Б.")).toBeVisible()
    expect(screen.getByRole("link", { name: "Открыть" })).toHaveAttribute(
      "href",
      paths.pupil(classId, there),
    )
    expect(await namesIn(services, classId)).toHaveLength(1)
    await user.click(screen.getByRole("button", { name: "Это другая" }))
    await vi.waitFor(async () => {
      expect(await namesIn(services, classId)).toHaveLength(2)
    })
  })

  test("whose patronymic differs is another person, and nothing is asked", async () => {
    const services = await aTablet()
    const classId = await aClass(services)
    await aPupil(services, classId, "Кузнецова Анна Павловна")
    const { user } = openNew(services, classId)

    await user.click(await screen.findByLabelText("Фамилия"))
    await user.paste("Кузнецова Анна Игоревна")
    await user.click(screen.getByRole("button", { name: "Добавить" }))

    await vi.waitFor(async () => {
      expect(await namesIn(services, classId)).toHaveLength(2)
    })
  })

  test("survives a reload in the middle of the name, and the draft goes once it is saved", async () => {
    const services = await aTablet()
    const classId = await aClass(services)
    const name = `pupil new in ${classId}`
    const { user, unmount } = openNew(services, classId)
    await user.type(await screen.findByLabelText("Фамилия"), "Орлова")
    unmount()
    await vi.waitFor(async () => {
      expect(await readDraft(services.journal, name)).toMatchObject({ last: "Орлова" })
    })

    const again = openNew(services, classId)
    expect(await screen.findByLabelText("Фамилия")).toHaveValue("Орлова")
    expect(screen.getByText("Здесь то, что вы не дописали в прошлый раз.")).toBeVisible()
    await again.user.type(screen.getByLabelText("Имя"), "Дарья{Enter}")

    await screen.findByText("Орлова Дарья добавлена")
    await vi.waitFor(async () => {
      expect(await readDraft(services.journal, name)).toBeUndefined()
    })
  })

  test("begins anew when the draft is not wanted", async () => {
    const services = await aTablet()
    const classId = await aClass(services)
    const typed = { last: "Орл", first: "", middle: "", born: "", class: classId, since: "" }
    await keepDraft(services.journal, `pupil new in ${classId}`, typed)
    const { user } = openNew(services, classId)

    await user.click(await screen.findByRole("button", { name: "Начать заново" }))

    expect(screen.getByLabelText("Фамилия")).toHaveValue("")
  })
})

describe("a pupil who is known", () => {
  test("is corrected, and only what was changed is written", async () => {
    const services = await aTablet()
    const classId = await aClass(services)
    const id = await aPupil(services, classId, "Орлова Дарья Ивановна")
    const before = await services.journal.database.history.count()
    const { user, address } = openEdit(services, classId, id)

    const first = await screen.findByLabelText("Имя")
    await user.clear(first)
    await user.type(first, "Дарина")
    await user.click(screen.getByRole("button", { name: "Сохранить" }))

    expect(await screen.findByText("Орлова Дарина Ивановна: исправлено")).toBeVisible()
    await vi.waitFor(() => {
      expect(address()).toBe(paths.pupil(classId, id))
    })
    const [line] = (await services.journal.database.history.toArray()).slice(before)
    expect(line?.rec).toBe(id)
    expect(await namesIn(services, classId)).toEqual(["Орлова Дарина Ивановна"])
  })

  test("moves to another class from a day on; earlier lessons keep their list", async () => {
    const services = await aTablet()
    const seventh = await aClass(services)
    const eighth = await aClass(services, { grade: 8, letter: "А" })
    const id = await aPupil(services, seventh, "Орлова Дарья Ивановна")
    await aLesson(services, { classes: [seventh], marks: { [id]: "present" } })
    const { user } = openEdit(services, seventh, id)

    await user.selectOptions(await screen.findByLabelText("Класс"), "8А")
    expect(screen.getByLabelText("В этом классе с")).toHaveValue("18.11.2021")
    await user.click(screen.getByRole("button", { name: "Сохранить" }))

    expect(await screen.findByText("Орлова Дарья Ивановна — теперь в 8А")).toBeVisible()
    expect(await namesIn(services, seventh)).toEqual([])
    expect(await pupilsOf(services, eighth)).toMatchObject([{ id, since: "2021-11-18" }])
    const left = await readClass(services.journal, seventh)
    expect(left?.activities[0]?.register.list).toEqual([id])
  })
})
