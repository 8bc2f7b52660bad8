import { answerApi, aSession, refusal } from "#tests/support/api.ts"
import { aTablet } from "#tests/support/services.tsx"
import { render, screen, waitFor } from "@testing-library/react"
import userEvent from "@testing-library/user-event"
import { Dexie } from "dexie"
import { MemoryRouter } from "react-router"
import { afterEach, describe, expect, test } from "vitest"

import { placeOf } from "#/data/journal.ts"
import { StartScreen } from "#/features/start/start-screen.tsx"
import { placeNameOf } from "#/platform/open-place.ts"
import type { Services } from "#/platform/services.tsx"

afterEach(async () => {
  await Dexie.delete("nav-own")
  await Dexie.delete("nav-demo")
})

type Given = { services?: Services; was?: { classes: number; waiting: number; seenAt: number } }

function start({ services, was }: Given = {}, path = "/start") {
  render(
    <MemoryRouter initialEntries={[path]}>
      <StartScreen was={was} services={services} />
    </MemoryRouter>,
  )
  return userEvent.setup()
}

/** Making keys and databases takes a moment, and longer while other tests run beside. */
const patient = { timeout: 10_000 }

async function isMade(database: string): Promise<void> {
  await expect.poll(() => Dexie.exists(database), patient).toBe(true)
}

/** The buttons rest until the place is whole. */
async function begun(): Promise<void> {
  const button = screen.getByRole("button", { name: "Посмотреть учебный класс" })
  await waitFor(() => expect(button).toBeEnabled(), patient)
}

describe("the first run", () => {
  test("offers three ways and writes nothing by itself", async () => {
    start()

    expect(screen.getByRole("link", { name: "Войти по приглашению" })).toHaveAttribute(
      "href",
      "/join",
    )
    expect(screen.getByRole("button", { name: "Начать без сервера" })).toBeEnabled()
    expect(screen.getByRole("button", { name: "Посмотреть учебный класс" })).toBeEnabled()
    expect(await Dexie.exists("nav-own")).toBe(false)
    expect(await Dexie.exists("nav-demo")).toBe(false)
  })

  test("begins own work by one tap, without any server", async () => {
    const user = start()
    await user.click(screen.getByRole("button", { name: "Начать без сервера" }))

    await isMade("nav-own")
    await begun()
    expect(await Dexie.exists("nav-demo")).toBe(false)
  })

  test("opens the practice class by one tap and leaves own work alone", async () => {
    const user = start()
    await user.click(screen.getByRole("button", { name: "Посмотреть учебный класс" }))

    await isMade("nav-demo")
    await begun()
    expect(await Dexie.exists("nav-own")).toBe(false)
  })

  test("leads back to the journal when there is one, and offers no second beginning", async () => {
    const services = await aTablet()
    start({ services })

    expect(screen.getByRole("button", { name: "Вернуться в журнал" })).toBeEnabled()
    expect(screen.queryByRole("button", { name: "Начать без сервера" })).toBeNull()
  })
})

describe("a store that was emptied", () => {
  const seenAt = new Date("2021-11-18T16:40:00").getTime()

  test("is told first, with what was there and what to do", () => {
    answerApi({ "GET /api/session": () => refusal("signed-out", 401) })
    start({ was: { classes: 4, waiting: 7, seenAt } })

    expect(screen.getByRole("heading", { name: "Хранилище браузера очищено" })).toBeVisible()
    expect(
      screen.getByText("Здесь были: 4 класса, ждали отправки 7 записей (18.11 16:40)."),
    ).toBeVisible()
    expect(screen.getByText(/Войдите по новой ссылке/)).toBeVisible()
    expect(screen.getByText(/спасательном файле/)).toBeVisible()
  })

  test("comes back by one tap while the browser is still signed in", async () => {
    answerApi({ "GET /api/session": () => aSession({ id: "p-1", name: "Иванова Ирина" }) })
    const user = start({ was: { classes: 4, waiting: 0, seenAt } })
    expect(await screen.findByText("Вход сохранился: Иванова Ирина, Школа № 12.")).toBeVisible()
    expect(screen.queryByText(/Войдите по новой ссылке/)).toBeNull()

    const button = screen.getByRole("button", { name: "Вернуть отправленное" })
    await user.click(button)
    await isMade("nav-own")
    await waitFor(() => expect(button).toBeEnabled(), patient)
    expect(screen.queryByRole("alert")).toBeNull()
  })

  test("is no loss when everything had been sent", () => {
    answerApi({ "GET /api/session": () => "no network" })
    start({ was: { classes: 1, waiting: 0, seenAt } })

    expect(
      screen.getByText("Здесь были: 1 класс, всё было отправлено (18.11 16:40)."),
    ).toBeVisible()
    expect(screen.queryByText(/спасательном файле/)).toBeNull()
  })
})

describe("the link of a new server", () => {
  const path = "/start#a-setup-token-of-the-first-start"
  const name = "Кузнецова Марина Павловна"

  async function fill(user: ReturnType<typeof userEvent.setup>): Promise<void> {
    await user.type(screen.getByLabelText("Школа"), "Школа № 12")
    await user.type(screen.getByLabelText("Город"), "Самара")
    await user.type(screen.getByLabelText("Ваши фамилия, имя, отчество"), name)
    await user.click(screen.getByRole("button", { name: "Создать школу и войти" }))
  }

  test("makes the school and signs its head in on this tablet", async () => {
    const entered: string[] = []
    const services: Services = {
      ...(await aTablet()),
      enter: (place) => {
        entered.push(place)
      },
    }
    const asked = answerApi({ "POST /api/setup": () => aSession({ id: "h-1", name }) })
    await fill(start({ services }, path))

    await expect.poll(() => entered, patient).toEqual([placeNameOf(services)])
    expect(asked[0]?.body).toEqual({
      token: "a-setup-token-of-the-first-start",
      schoolName: "Школа № 12",
      city: "Самара",
      name,
    })
    expect(await placeOf(services.journal.database)).toMatchObject({ mode: "joined" })
  })

  test("asks for the names before it asks the server", async () => {
    const asked = answerApi({})
    const user = start({ services: await aTablet() }, path)
    await user.click(screen.getByRole("button", { name: "Создать школу и войти" }))

    expect(screen.getAllByText("Без этого школу не создать.")).toHaveLength(2)
    expect(asked).toEqual([])
  })

  test("that is an old one says which to take, and keeps what was typed", async () => {
    answerApi({ "POST /api/setup": () => refusal("wrong-setup-token", 403) })
    await fill(start({ services: await aTablet() }, path))

    expect(await screen.findByRole("alert")).toHaveTextContent("Возьмите последнюю")
    expect(screen.getByLabelText("Школа")).toHaveValue("Школа № 12")
  })
})
