import { answerApi } from "#tests/support/api.ts"
import { show } from "#tests/support/services.tsx"
import { useTinyArgon } from "#tests/support/tiny-argon.ts"
import { screen } from "@testing-library/react"
import type { UserEvent } from "@testing-library/user-event"
import { Dexie } from "dexie"
import { afterEach, beforeEach, describe, expect, test } from "vitest"

import { readSlots } from "#/data/slots.ts"
import { ProtectScreen } from "#/features/lock/protect-screen.tsx"
import { plainWords } from "#/text/plain-words.ts"

import { aPlace, closePlace, phrase, pin } from "./a-place.ts"

beforeEach(useTinyArgon)

let close: () => void = () => undefined

afterEach(async () => {
  close()
  for (const name of await Dexie.getDatabaseNames()) await Dexie.delete(name)
})

async function protect(person?: string, path = "/protect") {
  const services = await aPlace(person === undefined ? {} : { person })
  const { database } = services.journal
  close = () => database.close({ disableAutoOpen: true })
  const shown = show(<ProtectScreen />, services, path)
  const ways = async (): Promise<string[]> =>
    (await readSlots(database)).map(({ kind }) => kind).sort()
  return { ...shown, services, ways }
}

const input = (label: string): HTMLElement => screen.getByLabelText(label, { selector: "input" })

async function typeTwice(user: UserEvent, first: string, second = first): Promise<void> {
  await screen.findByLabelText("Новый PIN")
  await user.type(input("Новый PIN"), `${first}{Enter}`)
  await screen.findByLabelText("Повторите PIN")
  await user.type(input("Повторите PIN"), `${second}{Enter}`)
}

describe("the step after joining", () => {
  test("can wait: nothing changes, and the day begins", async () => {
    const { user, address, ways } = await protect()
    await user.click(await screen.findByRole("button", { name: "Позже" }))

    expect(address()).toBe("/today")
    expect(await ways()).toEqual(["device"])
  })

  test.each([
    ["1234", "В PIN не меньше 6 цифр"],
    ["123456", "Цифры подряд"],
    ["111111", "Повторы"],
    ["120485", "Похоже на дату"],
  ])("refuses %s and says why", async (weak, sentence) => {
    const { user } = await protect()
    await screen.findByLabelText("Новый PIN")
    await user.type(input("Новый PIN"), `${weak}{Enter}`)

    expect(await screen.findByRole("alert")).toHaveTextContent(sentence)
    expect(screen.queryByLabelText("Повторите PIN")).toBeNull()
  })

  test("asks anew when the two differ", async () => {
    const { user, ways } = await protect()
    await typeTwice(user, pin, "704816")

    expect(await screen.findByRole("alert")).toHaveTextContent("Не совпало")
    expect(input("Новый PIN")).toHaveValue("")
    expect(await ways()).toEqual(["device"])
  })

  test("without a server: PIN, phrase and code, each typed once more at most, and then it is locked", async () => {
    const { user, ways } = await protect()
    await typeTwice(user, pin)
    await user.type(
      await screen.findByLabelText("Парольная фраза", { selector: "input" }),
      `${phrase}{Enter}`,
    )
    await user.click(await screen.findByRole("button", { name: "Показать код" }))
    const groups = (await screen.findAllByRole("listitem")).map((group) => group.textContent)
    for (const field of screen.getAllByLabelText(/^Группа \d+$/)) {
      const label = field instanceof HTMLInputElement ? field.labels?.[0]?.textContent : undefined
      await user.type(field, groups[Number(label?.replace(/\D/gu, "")) - 1] ?? "")
    }
    await user.click(screen.getByRole("button", { name: "Код у меня записан" }))

    expect(await screen.findByRole("heading", { name: "Журнал закрыт на PIN" })).toBeVisible()
    expect(await ways()).toEqual(["passphrase", "pin", "recovery"])
  })

  test("says the truth when a PIN has no way back: the journal opens without it", async () => {
    const { user, ways } = await protect()
    await typeTwice(user, pin)
    await user.click(await screen.findByRole("button", { name: "Пропустить" }))
    await user.click(await screen.findByRole("button", { name: "Пропустить" }))

    expect(
      await screen.findByRole("heading", { name: /журнал пока открывается и без него/ }),
    ).toBeVisible()
    expect(await ways()).toEqual(["device", "pin"])
  })

  test("offers three plain words and shows them until they are changed", async () => {
    const { user } = await protect()
    await typeTwice(user, pin)
    await user.click(await screen.findByRole("button", { name: "Предложить три слова" }))
    const offered = await screen.findByText(/^[а-я]+ [а-я]+ [а-я]+$/u)

    expect(offered.textContent.split(" ").every((word) => plainWords.includes(word))).toBe(true)
    expect(input("Парольная фраза")).toHaveValue(offered.textContent)
    await user.type(input("Парольная фраза"), "!")
    expect(screen.queryByText(/^[а-я]+ [а-я]+ [а-я]+$/u)).toBeNull()
  })

  test.each([
    ["дом", "Нужно не меньше 8 знаков"],
    ["11111111", "Такую фразу подбирают первой"],
  ])("refuses the phrase «%s» and keeps it for mending", async (weak, sentence) => {
    const { user } = await protect()
    await typeTwice(user, pin)
    const field = await screen.findByLabelText("Парольная фраза", { selector: "input" })
    await user.type(field, `${weak}{Enter}`)

    expect(await screen.findByRole("alert")).toHaveTextContent(sentence)
    expect(field).toHaveValue(weak)
  })

  test("in a school the server hears the phrase first, and none is set here when it does not answer", async () => {
    answerApi({ "POST /api/passphrase": () => "no network" })
    const { user, ways } = await protect("Иванова Ирина")
    await typeTwice(user, pin)
    await user.type(
      await screen.findByLabelText("Парольная фраза", { selector: "input" }),
      `${phrase}{Enter}`,
    )

    expect(await screen.findByRole("alert")).toHaveTextContent("Сервер школы не отвечает")
    expect(await ways()).not.toContain("passphrase")
    expect(screen.queryByRole("button", { name: "Показать код" })).toBeNull()
  })

  test("does not offer «Позже» where several teachers share the tablet", async () => {
    await closePlace(await aPlace({ place: "0123456789abcdef", person: "Смирнова Ольга" }))
    await protect()

    expect(await screen.findByText(/На этом планшете несколько учителей/)).toBeVisible()
    expect(screen.queryByRole("button", { name: "Позже" })).toBeNull()
  })

  test("after a forgotten PIN asks for a new one and nothing else", async () => {
    const { user } = await protect(undefined, "/protect?new-pin")
    await typeTwice(user, pin)

    expect(await screen.findByRole("button", { name: "Открыть журнал" })).toBeVisible()
  })
})
