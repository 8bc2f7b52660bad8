import { aLesson, aTablet, save, show } from "#tests/support/services.tsx"
import { screen, waitFor, within } from "@testing-library/react"
import { describe, expect, test } from "vitest"

import { importEdits, readImportGround } from "#/data/import-list.ts"
import { readClassNames, readPupils } from "#/data/read-class.ts"
import { planImport } from "#/domain/class-list/plan.ts"
import { preview } from "#/domain/class-list/preview.ts"
import { ImportsScreen } from "#/features/import/imports-screen.tsx"
import { paths } from "#/features/paths.ts"
import type { Services } from "#/platform/services.tsx"

/** Loads a list of «Фамилия Имя Отчество» into 7Б. */
async function load(services: Services, source: string, pupils: readonly string[]): Promise<void> {
  const { journal, newId } = services
  const day = services.today()
  const ground = await readImportGround(journal, null)
  const { existing, classes } = ground
  const rows = [["ФИО", "Класс"], ...pupils.map((name) => [name, "7Б"])]
  const plan = planImport(preview(rows, { existing, classes, today: day }))
  const setting = { source, day, into: undefined, newId }
  await save(services, (await importEdits(journal, plan, { ground, setting })).edits)
}

async function names(services: Services): Promise<readonly string[]> {
  return (await readPupils(services.journal)).map(({ pupil }) => pupil.last)
}

describe("past imports", () => {
  test("say what was loaded, when, by whom, and for which classes", async () => {
    const services = await aTablet()
    await load(services, "7б.xlsx", ["Петров Иван Сергеевич", "Котова Анна Львовна"])
    await load(services, "", ["Зимин Олег Львович"])

    show(<ImportsScreen />, services, paths.imports)

    const list = await screen.findByRole("list", { name: "Загрузки списков" })
    expect(within(list).getByText("7б.xlsx")).toBeVisible()
    expect(within(list).getByText("14:05 · вы · 7Б · добавлено 2")).toBeVisible()
    expect(within(list).getByText("Вставлено из таблицы")).toBeVisible()
  })

  test("are taken back one by one, and the taking back can be undone", async () => {
    const services = await aTablet()
    await load(services, "7б.xlsx", ["Петров Иван Сергеевич", "Котова Анна Львовна"])
    await load(services, "", ["Зимин Олег Львович"])
    const { user } = show(<ImportsScreen />, services, paths.imports)

    await user.click(await screen.findByRole("button", { name: "Отменить загрузку: 7б.xlsx" }))

    expect(await screen.findByText("Загрузка отменена. Убраны 2 ученика.")).toBeVisible()
    expect(await names(services)).toEqual(["Зимин"])
    expect(await screen.findByText("отменена")).toBeVisible()
    await user.click(screen.getByRole("button", { name: "Отменить" }))
    await waitFor(async () => expect(await names(services)).toHaveLength(3))
    expect(await screen.findByRole("button", { name: "Отменить загрузку: 7б.xlsx" })).toBeVisible()
  })

  test("name the pupils who stay because they have marks", async () => {
    const services = await aTablet()
    await load(services, "7б.xlsx", ["Петров Иван Сергеевич", "Котова Анна Львовна"])
    const [classId = ""] = (await readClassNames(services.journal)).keys()
    const [kotova] = await readPupils(services.journal)
    await aLesson(services, { classes: [classId], marks: { [kotova?.pupil.id ?? ""]: "present" } })
    const { user } = show(<ImportsScreen />, services, paths.imports)

    await user.click(await screen.findByRole("button", { name: /Отменить загрузку/ }))

    expect(
      await screen.findByText(
        "Загрузка отменена. Убран 1 ученик. Остались, у них есть отметки: Котова Анна.",
      ),
    ).toBeVisible()
    expect(await names(services)).toEqual(["Котова"])
  })

  test("are none at first, and that is a sentence", async () => {
    show(<ImportsScreen />, await aTablet(), paths.imports)

    expect(await screen.findByText("Списков ещё не загружали.")).toBeVisible()
  })

  test("are told in English too", async () => {
    const services = await aTablet()
    await load(services, "7б.xlsx", ["Петров Иван Сергеевич"])

    show(<ImportsScreen />, services, { path: paths.imports, language: "en" })

    expect(await screen.findByText("14:05 · you · 7Б · 1 added")).toBeVisible()
  })
})
