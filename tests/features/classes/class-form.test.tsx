import { aClass, aTablet, save, show, type Shown } from "#tests/support/services.tsx"
import { screen } from "@testing-library/react"
import { describe, expect, test, vi } from "vitest"

import { readClasses } from "#/data/read-class.ts"
import { className } from "#/domain/school-class.ts"
import { ClassForm } from "#/features/classes/class-form.tsx"
import { paths } from "#/features/paths.ts"
import type { Services } from "#/platform/services.tsx"

const openNew = (services: Services): Shown => show(<ClassForm />, services, paths.newClass)

const openEdit = (services: Services, id: string): Shown =>
  show(<ClassForm />, services, { path: paths.editClass(id), route: paths.editClass(":classId") })

async function classes(services: Services): Promise<readonly string[]> {
  return (await readClasses(services.journal)).map(className)
}

describe("the form of a class", () => {
  test("takes the class as people write it and leads there", async () => {
    const services = await aTablet()
    const { user, address } = openNew(services)

    await user.type(await screen.findByLabelText("Класс"), "7 «б»")
    await user.type(screen.getByLabelText("Классный руководитель"), "Смирнова О. В.")
    await user.click(screen.getByRole("button", { name: "Создать класс" }))

    expect(await screen.findByText("Класс 7Б создан")).toBeVisible()
    const [made] = await readClasses(services.journal)
    expect(made).toMatchObject({ grade: 7, letter: "Б", year: 2021, teacher: "Смирнова О. В." })
    await vi.waitFor(() => {
      expect(address()).toBe(paths.schoolClass(made?.id ?? ""))
    })
  })

  test("makes nothing twice: the class that is there is offered to be opened", async () => {
    const services = await aTablet()
    const id = await aClass(services)
    const { user } = openNew(services)

    await user.type(await screen.findByLabelText("Класс"), "7-б{Enter}")

    expect(await screen.findByText("7Б уже есть.")).toBeVisible()
    expect(screen.getByRole("link", { name: "Открыть 7Б" })).toHaveAttribute(
      "href",
      paths.schoolClass(id),
    )
    expect(await classes(services)).toEqual(["7Б"])
  })

  test("passes over the id of a class that has since been renamed", async () => {
    const services = await aTablet()
    const id = await aClass(services)
    await save(services, [{ id, kind: "class", cells: { letter: "В" } }])
    const { user } = openNew(services)

    await user.type(await screen.findByLabelText("Класс"), "7Б{Enter}")

    await screen.findByText("Класс 7Б создан")
    expect(await classes(services)).toEqual(["7Б", "7В"])
  })

  test("is taken back by one tap and can be made again", async () => {
    const services = await aTablet()
    const { user, unmount } = openNew(services)
    await user.type(await screen.findByLabelText("Класс"), "7Б{Enter}")
    await user.click(await screen.findByRole("button", { name: "Отменить" }))
    await vi.waitFor(async () => {
      expect(await classes(services)).toEqual([])
    })
    unmount()

    const again = openNew(services)
    await again.user.type(await screen.findByLabelText("Класс"), "7Б{Enter}")

    await screen.findByText("Класс 7Б создан")
    expect(await classes(services)).toEqual(["7Б"])
  })

  test("says what is wrong only after the field was left, and makes nothing", async () => {
    const services = await aTablet()
    const { user } = openNew(services)
    await user.type(await screen.findByLabelText("Класс"), "седьмой")
    expect(screen.queryByRole("alert")).toBeNull()

    await user.click(screen.getByRole("button", { name: "Создать класс" }))

    expect(screen.getByRole("alert")).toHaveTextContent("Не получилось прочитать класс")
    expect(screen.getByLabelText("Класс")).toHaveFocus()
    expect(await classes(services)).toEqual([])
  })

  test("corrects a class under the id it has", async () => {
    const services = await aTablet()
    const id = await aClass(services)
    const { user } = openEdit(services, id)

    const name = await screen.findByLabelText("Класс")
    await user.clear(name)
    await user.type(name, "7В{Enter}")

    expect(await screen.findByText("Класс 7В исправлен")).toBeVisible()
    const [known] = await readClasses(services.journal)
    expect(known).toMatchObject({ id, letter: "В" })
  })
})
