import { answerApi, refusal, type Routes } from "#tests/support/api.ts"
import { aTablet, show } from "#tests/support/services.tsx"
import { useTinyArgon } from "#tests/support/tiny-argon.ts"
import { screen, within } from "@testing-library/react"
import { Dexie } from "dexie"
import { afterEach, beforeEach, describe, expect, test } from "vitest"

import { KeyScreen } from "#/features/lock/key-screen.tsx"
import { endGrant } from "#/platform/key-grant.ts"
import { setPassphrase, setPin } from "#/platform/key-settings.ts"
import { unlockWithPin } from "#/platform/unlock-place.ts"

import { aPlace, phrase, pin } from "./a-place.ts"

beforeEach(useTinyArgon)

let close: () => void = () => undefined

afterEach(async () => {
  close()
  for (const name of await Dexie.getDatabaseNames()) await Dexie.delete(name)
})

const willing: Routes = {
  "POST /api/passphrase": () => ({ body: { set: true } }),
}

async function key(given: { person?: string; isLocked?: boolean; routes?: Routes } = {}) {
  const { person, isLocked = true, routes = willing } = given
  answerApi(routes)
  const services = await aPlace(person === undefined ? {} : { person })
  const { database } = services.journal
  close = () => database.close({ disableAutoOpen: true })
  if (isLocked) {
    await setPin(services, pin)
    await setPassphrase(services, phrase, { kind: "pin", pin })
    endGrant(services.journal)
  }
  const shown = show(<KeyScreen />, services, "/more/key")
  await screen.findByRole("heading", { name: "Чем открывается журнал" })
  const input = (label: string): HTMLElement => screen.getByLabelText(label, { selector: "input" })
  return { ...shown, services, input }
}

const button = (name: string): HTMLElement => screen.getByRole("button", { name })

describe("«PIN и ключ»", () => {
  test("says that a journal without a PIN is open to everybody, and that it does not lock itself", async () => {
    await key({ isLocked: false })

    expect(screen.getByText(/может открыть любой, у кого планшет в руках/)).toBeVisible()
    expect(screen.getByText(/сам он не закрывается/)).toBeVisible()
    expect(screen.queryByRole("button", { name: "Закрыть журнал" })).toBeNull()
  })

  test("changes the PIN after the present one was typed", async () => {
    const { user, services, input } = await key()
    await user.click(button("Сменить PIN"))
    await user.type(input("Новый PIN"), "559027{Enter}")
    await user.type(input("Повторите PIN"), "559027{Enter}")
    await user.type(await screen.findByLabelText("Ваш PIN"), `${pin}{Enter}`)

    expect(await screen.findByText("PIN задан")).toBeVisible()
    const { name } = services.journal.database
    const opened = await unlockWithPin(name, "559027", () => undefined)
    expect(opened.kind).toBe("open")
    if (opened.kind === "open") opened.services.journal.database.close()
  })

  test("changes nothing by a wrong present PIN, and counts the try", async () => {
    const { user, input } = await key()
    await user.click(button("Сменить PIN"))
    await user.type(input("Новый PIN"), "559027{Enter}")
    await user.type(input("Повторите PIN"), "559027{Enter}")
    await user.type(await screen.findByLabelText("Ваш PIN"), "831964{Enter}")

    expect(await screen.findByRole("alert")).toHaveTextContent("Осталось попыток: 4")
    expect(screen.queryByText("PIN задан")).toBeNull()
  })

  test("asks the person for the old phrase when the server wants it, and keeps the new one meanwhile", async () => {
    const bodies: unknown[] = []
    const { user, input } = await key({
      person: "Иванова Ирина",
      routes: {
        "POST /api/passphrase": (body) => {
          bodies.push(body)
          const isFirst = bodies.length === 1
          const hasCurrent = JSON.stringify(body).includes("current")
          return isFirst || hasCurrent ? { body: { set: true } } : refusal("stale-sign-in", 403)
        },
      },
    })
    await user.click(button("Сменить фразу"))
    await user.type(input("Парольная фраза"), "корабль варежка июнь{Enter}")
    await user.type(
      await screen.findByLabelText("Парольная фраза", { selector: "input" }),
      `${phrase}{Enter}`,
    )

    expect(await screen.findByText("Парольная фраза задана")).toBeVisible()
    expect(bodies.at(-1)).toEqual({ passphrase: "корабль варежка июнь", current: phrase })
  })

  test("tells what the server keeps and since when, and hands the key over when asked", async () => {
    let isReachable = false
    const { user, input } = await key({
      person: "Иванова Ирина",
      routes: {
        ...willing,
        "POST /api/escrow/keep": () => (isReachable ? { body: { kept: true } } : "no network"),
      },
    })
    const card = screen.getByRole("region", { name: "Сервер школы" })
    expect(card).toHaveTextContent("на сервере не хранится")
    isReachable = true
    await user.click(button("Хранить ключ у сервера"))
    if (screen.queryByLabelText("Ваш PIN") !== null)
      await user.type(input("Ваш PIN"), `${pin}{Enter}`)

    expect(await screen.findByText(/Хранит ключ от этого журнала с/)).toBeVisible()
    expect(within(card).queryByRole("button")).toBeNull()
  })

  test("offers a recovery code where there is no server", async () => {
    await key()
    expect(button("Сделать код")).toBeVisible()
  })

  test("offers none where the server can give the key back", async () => {
    await key({ person: "Иванова Ирина" })
    expect(screen.queryByRole("button", { name: "Сделать код" })).toBeNull()
  })

  test("offers no passkey where the browser cannot keep a key in one", async () => {
    await key()
    expect(screen.queryByRole("button", { name: "Добавить ключ доступа" })).toBeNull()
  })

  test("has nothing to set in the practice class", async () => {
    const services = await aTablet({ mode: "demo" })
    show(<KeyScreen />, services, "/more/key")

    expect(await screen.findByText(/Учебный класс открыт всем/)).toBeVisible()
    expect(screen.queryByRole("button", { name: "Задать PIN" })).toBeNull()
  })

  test("asks before a journal with unsent records goes, and does not let it go without a file", async () => {
    const { user, services } = await key()
    await services.write([{ id: services.newId(), kind: "pupil", cells: { last: "Петров" } }])
    await user.click(button("Убрать с планшета"))
    const dialog = await screen.findByRole("alertdialog")

    expect(dialog).toHaveTextContent("1 запись есть только здесь")
    expect(within(dialog).getByRole("button", { name: "Убрать журнал" })).toBeDisabled()
    expect(
      within(dialog).getByRole("button", { name: "Сохранить спасательный файл" }),
    ).toBeEnabled()
  })
})
