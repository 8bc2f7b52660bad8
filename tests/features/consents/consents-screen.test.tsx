import { aClass, aPupil, aTablet, save, show } from "#tests/support/services.tsx"
import { screen, waitFor, within } from "@testing-library/react"
import { describe, expect, test } from "vitest"

import { readById } from "#/data/read.ts"
import { recordIds } from "#/domain/record-ids.ts"
import { ConsentsScreen } from "#/features/consents/consents-screen.tsx"
import { paths } from "#/features/paths.ts"
import type { Services } from "#/platform/services.tsx"

async function aSheet(services?: Services) {
  const tablet = services ?? (await aTablet())
  const classId = await aClass(tablet)
  const orlova = await aPupil(tablet, classId, { name: "Орлова Дарья", born: "2007-03-04" })
  const petrov = await aPupil(tablet, classId, "Петров Илья")
  const rybin = await aPupil(tablet, classId, "Рыбин Олег")
  const at = { path: paths.consents(classId), route: paths.consents(":classId") }
  return { ...show(<ConsentsScreen />, tablet, at), tablet, orlova, petrov, rybin }
}

const button = async (pupil: string, name: string) =>
  within(await screen.findByRole("group", { name: pupil })).getByRole("button", { name })

async function stored(tablet: Services, pupil: string, purpose: "school" | "fund" = "school") {
  const record = await readById(tablet.journal, recordIds.consent(pupil, purpose))
  const cells = Object.entries(record?.cells ?? {}).map(([name, { value }]) => [name, value])
  return Object.fromEntries(cells) as Record<string, unknown>
}

describe("the sheet of consents", () => {
  test("notes a paper by one tap, and the same tap again takes it back", async () => {
    const { user, tablet, petrov } = await aSheet()
    await user.click(await button("Петров Илья", "Есть"))
    expect(await screen.findByText("Есть 1 из 3 · ещё нет 2")).toBeVisible()
    expect(await stored(tablet, petrov)).toMatchObject({
      purpose: "school",
      status: "given",
      day: "2021-11-18",
      signed: "guardian",
    })

    await user.click(await button("Петров Илья", "Есть"))
    expect(await screen.findByText("Есть 0 из 3 · ещё нет 3")).toBeVisible()
    expect((await stored(tablet, petrov))["status"]).toBeNull()
  })

  test("opens without writing anything", async () => {
    const { tablet, petrov } = await aSheet()
    await screen.findByRole("group", { name: "Петров Илья" })
    expect(await stored(tablet, petrov)).toEqual({})
  })

  test("fills the rest without touching a refusal, and one undo takes all of it back", async () => {
    const { user, tablet, orlova, petrov } = await aSheet()
    await user.click(await button("Петров Илья", "Отказ"))
    await user.click(await screen.findByRole("button", { name: "Остальные — есть (2)" }))
    expect(await screen.findByText("Есть 2 из 3 · 1 отказ")).toBeVisible()
    expect((await stored(tablet, petrov))["status"]).toBe("refused")

    await user.click(screen.getByRole("button", { name: "Отменить" }))
    expect(await screen.findByText("Есть 0 из 3 · 1 отказ · ещё нет 2")).toBeVisible()
    expect((await stored(tablet, orlova))["status"]).toBeNull()
  })

  test("speaks of a refusal as a right and blames nobody", async () => {
    const { user } = await aSheet()
    await user.click(await button("Петров Илья", "Отказ"))
    expect(await screen.findByText(/Это её право/)).toBeVisible()
  })

  test("takes a pupil of fourteen to have signed, and says so when only the guardian did", async () => {
    const { user, tablet, orlova } = await aSheet()
    await user.click(await button("Орлова Дарья", "Есть"))
    await waitFor(async () => expect((await stored(tablet, orlova))["signed"]).toBe("both"))
    await user.click(screen.getByRole("button", { name: "Подробнее: Орлова Дарья" }))
    await user.click(screen.getByRole("radio", { name: "представитель" }))
    expect(await screen.findByText(/исполнилось 14/)).toBeVisible()
  })

  test("keeps each purpose apart", async () => {
    const { user, tablet, petrov } = await aSheet()
    await user.selectOptions(
      await screen.findByLabelText("Какая бумага"),
      "Фонд: проект и платформа",
    )
    await user.click(await button("Петров Илья", "Есть"))
    await waitFor(async () =>
      expect((await stored(tablet, petrov, "fund"))["status"]).toBe("given"),
    )
    expect(await stored(tablet, petrov)).toEqual({})
  })

  test("notes the guardian and the number of the scan", async () => {
    const { user, tablet, petrov } = await aSheet()
    await user.click(await button("Петров Илья", "Есть"))
    await user.click(await screen.findByRole("button", { name: "Подробнее: Петров Илья" }))
    await user.type(screen.getByLabelText("Представитель"), "Петрова А. И.")
    await user.type(screen.getByLabelText("Номер скана или листа"), "14/7Б")
    await user.tab()
    await waitFor(async () =>
      expect(await stored(tablet, petrov)).toMatchObject({
        guardian: "Петрова А. И.",
        scan: "14/7Б",
      }),
    )
  })

  test("asks before a withdrawal, tells what follows, and keeps the day of both papers", async () => {
    const { user, tablet, petrov } = await aSheet()
    await user.click(await button("Петров Илья", "Есть"))
    await user.click(await screen.findByRole("button", { name: "Подробнее: Петров Илья" }))
    await user.click(screen.getByRole("button", { name: "Отозвать согласие" }))
    const dialog = await screen.findByRole("alertdialog")
    expect(dialog).toHaveTextContent(/закроется сразу/)
    await user.click(within(dialog).getByRole("button", { name: "Оставить согласие" }))
    expect((await stored(tablet, petrov))["status"]).toBe("given")

    await user.click(screen.getByRole("button", { name: "Отозвать согласие" }))
    await user.click(screen.getByRole("button", { name: "Отозвать" }))
    expect(await screen.findByText("Согласие отозвано.")).toBeVisible()
    expect(await stored(tablet, petrov)).toMatchObject({
      status: "withdrawn",
      day: "2021-11-18",
      withdrawn: "2021-11-18",
    })
  })

  test("prints a form for each pupil without a paper, and an empty one", async () => {
    const { user } = await aSheet()
    let printed = 0
    window.print = () => {
      printed += 1
    }
    await user.click(await button("Петров Илья", "Есть"))
    // The paper is on the screen, and not only on its way there.
    await screen.findByRole("button", { name: "Подробнее: Петров Илья" })
    await user.click(await screen.findByRole("button", { name: "Напечатать бланки с именами" }))
    const forms = () => screen.queryAllByRole("article", { hidden: true })
    expect(forms().map((form) => form.querySelector("b")?.textContent)).toEqual([
      "Орлова Дарья",
      "Рыбин Олег",
    ])
    window.dispatchEvent(new Event("afterprint"))
    await waitFor(() => expect(forms()).toHaveLength(0))
    await user.click(screen.getByRole("button", { name: "Напечатать пустой бланк" }))
    expect(forms()).toHaveLength(1)
    expect(printed).toBeGreaterThanOrEqual(2)
  })

  test("is shown to a lesson leader and not changed by one", async () => {
    const person = { id: "p-1", name: "Кравцов Дмитрий", role: "leader" } as const
    await aSheet(await aTablet({ mode: "joined", person }))
    expect(await button("Петров Илья", "Есть")).toBeDisabled()
    expect(screen.queryByRole("button", { name: /Остальные/ })).toBeNull()
  })
})

test("a class that is not here is said to be not here", async () => {
  const services = await aTablet()
  await save(services, [])
  const at = { path: paths.consents("nowhere"), route: paths.consents(":classId") }
  show(<ConsentsScreen />, services, at)
  expect(await screen.findByText("Такого класса на планшете нет.")).toBeVisible()
})
