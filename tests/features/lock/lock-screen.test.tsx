import { answerApi, aSession, refusal, type Routes } from "#tests/support/api.ts"
import { useTinyArgon } from "#tests/support/tiny-argon.ts"
import { render, screen } from "@testing-library/react"
import userEvent from "@testing-library/user-event"
import { Dexie } from "dexie"
import { MemoryRouter } from "react-router"
import { afterEach, beforeEach, describe, expect, test } from "vitest"

import { noteContact } from "#/data/lease-notes.ts"
import { LockScreen } from "#/features/lock/lock-screen.tsx"
import type { Attempt } from "#/features/lock/use-unlocking.ts"
import type { Services } from "#/platform/services.tsx"
import type { PlaceLook } from "#/platform/unlocking.ts"

import { aPlace, closePlace, lockPlace, phrase, pin } from "./a-place.ts"

const irina = "Иванова Ирина Петровна"

beforeEach(useTinyArgon)

const opened: { services: Services; by: Attempt }[] = []

afterEach(async () => {
  for (const { services } of opened.splice(0)) {
    services.journal.database.close({ disableAutoOpen: true })
  }
  for (const name of await Dexie.getDatabaseNames()) await Dexie.delete(name)
})

function lock(place: PlaceLook) {
  render(
    <MemoryRouter>
      <LockScreen
        place={place}
        onOpen={(services, by) => opened.push({ services, by })}
        onTrouble={() => undefined}
      />
    </MemoryRouter>,
  )
  const user = userEvent.setup()
  const type = async (typed: string): Promise<void> => {
    const field = screen.getByLabelText("Введите PIN", { selector: "input" })
    await user.type(field, `${typed}{Enter}`)
  }
  return { user, type }
}

const button = (name: string): HTMLElement => screen.getByRole("button", { name })

describe("the lock", () => {
  test("says whose journal it is and what waits, and opens by the PIN", async () => {
    answerApi({ "POST /api/passphrase": () => ({ body: { set: true } }) })
    const services = await aPlace({ person: irina })
    await services.write([{ id: services.newId(), kind: "pupil", cells: { last: "Петров" } }])
    const { type } = lock(await lockPlace(services))

    expect(screen.getByRole("heading", { level: 1, name: irina })).toBeVisible()
    expect(screen.getByText("Школа № 12")).toBeVisible()
    expect(screen.getByText(/Сохранено на планшете · ждут отправки: 1/)).toBeVisible()
    await type(pin)

    await expect.poll(() => opened.map(({ by }) => by)).toEqual(["pin"])
  })

  test("tells how many tries are left, and empties the field for the next", async () => {
    const { type } = lock(await lockPlace(await aPlace()))
    await type("831964")

    expect(await screen.findByRole("alert")).toHaveTextContent("Неверный PIN. Осталось попыток: 4")
    expect(screen.getByLabelText("Введите PIN", { selector: "input" })).toHaveValue("")
    expect(opened).toEqual([])
  })

  test("counts no try for an empty field", async () => {
    const { user } = lock(await lockPlace(await aPlace()))
    await user.click(button("Открыть"))

    expect(await screen.findByRole("alert")).toHaveTextContent("Сначала введите PIN")
  })

  test("after the fifth wrong one says that all is safe and offers what else opens it", async () => {
    const { user, type } = lock(await lockPlace(await aPlace()))
    for (const left of [4, 3, 2, 1]) {
      await type("831964")
      await screen.findByText(`Неверный PIN. Осталось попыток: ${left}`)
    }
    await type("831964")

    expect(await screen.findByRole("alert")).toHaveTextContent("Все записи целы")
    expect(screen.queryByLabelText("Введите PIN", { selector: "input" })).toBeNull()
    await user.type(
      screen.getByLabelText("Парольная фраза", { selector: "input" }),
      `${phrase}{Enter}`,
    )
    await expect.poll(() => opened.map(({ by }) => by)).toEqual(["passphrase"])
  })

  test("makes who mistypes the passphrase wait longer each time, and says for how long", async () => {
    const { user } = lock(await lockPlace(await aPlace()))
    await user.click(button("Забыли PIN?"))
    const field = screen.getByLabelText("Парольная фраза", { selector: "input" })
    let wrong = 0
    while (screen.queryByText(/Следующая попытка через/) === null && wrong < 10) {
      wrong += 1
      await user.clear(field)
      await user.type(field, `не та фраза ${wrong}{Enter}`)
      await screen.findByText(/Фраза не подошла/)
    }

    expect(screen.getByText(/Следующая попытка через \d+ секунд/)).toBeVisible()
    expect(button("Открыть фразой")).toBeDisabled()
    // What was typed stays: a slip is mended and not typed anew.
    expect(field).toHaveValue(`не та фраза ${wrong}`)
  })

  test("offers no way that this place does not have", async () => {
    const { user } = lock(await lockPlace(await aPlace()))
    await user.click(button("Забыли PIN?"))

    expect(screen.getByText(/Записи в сохранности/)).toBeVisible()
    expect(screen.queryByRole("button", { name: "Войти и открыть" })).toBeNull()
    expect(screen.queryByRole("button", { name: "Открыть кодом" })).toBeNull()
    expect(screen.queryByRole("button", { name: "Войти по приглашению" })).toBeNull()
  })
})

describe("a journal whose key the school's server keeps", () => {
  const kept: Record<string, string> = {}
  const server = {
    "POST /api/passphrase": () => ({ body: { set: true } }),
    "POST /api/escrow/keep": (body: unknown) => {
      Object.assign(kept, body)
      return { body: { kept: true } }
    },
    "POST /api/escrow/take": () => ({ body: { key: kept["key"] } }),
    "POST /api/session/end": () => ({ body: { ended: true } }),
    "POST /api/session/bind": () => ({ body: { bound: true } }),
  } as const

  test("is opened by signing in: the passphrase, and the code of the second factor when it is asked for", async () => {
    const asked = answerApi({
      ...server,
      "POST /api/sign-in": (body) =>
        JSON.stringify(body).includes("code")
          ? aSession({ id: "p-own", name: irina })
          : refusal("step-up", 403),
    })
    const place = await lockPlace(await aPlace({ person: irina }))
    expect(place.ways).toContain("escrow")
    const { user } = lock(place)
    await user.click(button("Забыли PIN?"))
    const fields = screen.getAllByLabelText("Парольная фраза", { selector: "input" })
    await user.type(fields[1] ?? document.body, `${phrase}{Enter}`)
    await user.type(await screen.findByLabelText("Код подтверждения"), "123456")
    await user.click(button("Войти и открыть"))

    await expect.poll(() => opened.map(({ by }) => by)).toEqual(["sign-in"])
    expect(asked.filter(({ what }) => what === "POST /api/sign-in")).toHaveLength(2)
  })

  test.each([
    ["without a network", "no network" as const, "Сервер школы не отвечает"],
    ["by another phrase", refusal("wrong-passphrase", 403), "Фраза не подошла"],
    ["too often", refusal("too-many", 429), "Слишком много попыток"],
  ])("%s stays locked, and its records are safe", async (_, answer, sentence) => {
    answerApi({ ...server, "POST /api/sign-in": () => answer })
    const { user } = lock(await lockPlace(await aPlace({ person: irina })))
    await user.click(button("Забыли PIN?"))
    const fields = screen.getAllByLabelText("Парольная фраза", { selector: "input" })
    await user.type(fields[1] ?? document.body, `${phrase}{Enter}`)

    const alert = await screen.findByRole("alert")
    expect(alert).toHaveTextContent(sentence)
    expect(alert).toHaveTextContent("Записи в сохранности")
    expect(opened).toEqual([])
  })

  test("asks the server nothing while the code of an invitation cannot be one", async () => {
    const asked = answerApi(server)
    const place = await lockPlace(await aPlace({ person: irina }))
    const before = asked.length
    const { user } = lock(place)
    await user.click(button("Забыли PIN?"))
    await user.type(screen.getByLabelText("Код приглашения"), "AC3E")
    await user.click(button("Войти по приглашению"))

    expect(await screen.findByRole("alert")).toHaveTextContent("В коде 12 знаков")
    expect(asked).toHaveLength(before)
  })
})

const dayMs = 86_400_000

describe("a tablet that was away from the school for too long", () => {
  const away = async (): Promise<Services> => {
    const services = await aPlace({ person: irina })
    await noteContact(services.journal.database, Date.now() - 20 * dayMs, 14)
    return services
  }

  test("says for how long and that all is safe, and opens by the same PIN once the school answers", async () => {
    const routes: Routes = {
      "POST /api/passphrase": () => ({ body: { set: true } }),
      "GET /api/session": () => "no network",
    }
    answerApi(routes)
    const { type } = lock(await lockPlace(await away()))
    await type(pin)

    const alert = await screen.findByRole("alert")
    expect(alert).toHaveTextContent("не связывался со школой 20 дней")
    expect(alert).toHaveTextContent("Все записи целы")
    expect(opened).toEqual([])

    answerApi({ "GET /api/session": () => aSession({ id: "p-own", name: irina }) })
    await type(pin)
    await expect.poll(() => opened.map(({ by }) => by)).toEqual(["pin"])
  })

  test("asks by itself where there is no PIN, and again when told to", async () => {
    answerApi({ "GET /api/session": () => "no network" })
    const { user } = lock(await closePlace(await away()))
    expect(await screen.findByText(/не связывался со школой 20 дней/)).toBeVisible()
    expect(screen.queryByLabelText("Введите PIN", { selector: "input" })).toBeNull()

    answerApi({ "GET /api/session": () => aSession({ id: "p-own", name: irina }) })
    await user.click(button("Подключиться"))
    await expect.poll(() => opened.map(({ by }) => by)).toEqual(["connect"])
  })
})
