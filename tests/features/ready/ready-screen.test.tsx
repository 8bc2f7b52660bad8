import { answerApi } from "#tests/support/api.ts"
import { aClass, aLesson, aPupil, aTablet, show } from "#tests/support/services.tsx"
import { screen, waitFor, within } from "@testing-library/react"
import { afterEach, describe, expect, test } from "vitest"

import { changeServer } from "#/data/journal.ts"
import { paths } from "#/features/paths.ts"
import { ReadyScreen } from "#/features/ready/ready-screen.tsx"
import type { Services } from "#/platform/services.tsx"

function browserHas(storage: object): void {
  Object.defineProperty(navigator, "storage", { value: storage, configurable: true })
}

function browserStores(worker: object): void {
  Object.defineProperty(navigator, "serviceWorker", { value: worker, configurable: true })
}

afterEach(() => {
  Reflect.deleteProperty(navigator, "storage")
  Reflect.deleteProperty(navigator, "serviceWorker")
})

const roomy = { usage: 10e6, quota: 5e9 }

async function row(name: string): Promise<HTMLElement> {
  const list = await screen.findByRole("list", { name: "Семь отметок" })
  const found = within(list)
    .getAllByRole("listitem")
    .find((item) => within(item).queryByText(name, { selector: "b" }) !== null)
  expect(found).toBeDefined()
  return found ?? list
}

async function standing(name: string): Promise<string | null> {
  return within(await row(name))
    .getByRole("img")
    .getAttribute("aria-label")
}

async function aJoinedTablet(): Promise<Services> {
  const person = { id: "p-1", name: "Иванова Ирина", role: "navigator" } as const
  const services = await aTablet({ mode: "joined", person })
  const classId = await aClass(services)
  await aPupil(services, classId, "Петров Илья")
  return services
}

describe("«Можно без сети?»", () => {
  test("shows seven ticks, says how each stands, and counts what is missing", async () => {
    browserHas({ persisted: async () => false, estimate: async () => roomy })
    show(<ReadyScreen />, await aJoinedTablet(), paths.ready)

    const list = await screen.findByRole("list", { name: "Семь отметок" })
    expect(within(list).getAllByRole("listitem")).toHaveLength(7)
    expect(await standing("Списки классов")).toBe("не готово")
    expect(await standing("Место")).toBe("готово")
    expect(await standing("Часы")).toBe("неизвестно")
    // Lists, materials, PIN and safe keeping.
    expect(await screen.findByText("Ещё не всё: не хватает 4 отметок из семи.")).toBeVisible()
  })

  test("misses an instrument of the school's own that a planned diagnostic needs and that has not arrived", async () => {
    browserStores({ controller: {}, getRegistration: async () => ({ waiting: null }) })
    const services = await aJoinedTablet()
    const classId = await aClass(services)
    const diagnostic = { kind: "diagnostic", classes: [classId] } as const
    await aLesson(services, { ...diagnostic, cells: { instrument: "klimov-pairs" } })
    await aLesson(services, { ...diagnostic, day: "2021-11-25", cells: { instrument: "own-one" } })
    show(<ReadyScreen />, services, paths.ready)

    expect(await standing("Уроки, чек-листы и методики")).toBe("не готово")
    expect(
      screen.getByText(/1 диагностика в плане — по методике, которой на планшете нет/),
    ).toBeVisible()
  })

  test("says that all is well when it is, and leaves nothing to press but a second look", async () => {
    browserHas({ persisted: async () => true, estimate: async () => roomy })
    browserStores({ controller: {}, getRegistration: async () => ({ waiting: null }) })
    const services = await aJoinedTablet()
    const { database } = services.journal
    await changeServer(database, { fetchedAt: services.nowMs(), offsetMs: 400 })
    const device = await database.slots.get("device")
    await database.slots.put({ ...device, id: "pin" } as never)
    show(<ReadyScreen />, services, paths.ready)

    expect(await screen.findByText("Можно. Всё, что нужно на уроке, на планшете.")).toBeVisible()
    expect(screen.getAllByRole("button").map((button) => button.textContent)).toEqual([
      "Проверить ещё раз",
    ])
  })

  test.each([
    ["head", "none", true],
    ["head", "on", false],
    ["municipal", "none", true],
    ["navigator", "none", false],
  ] as const)(
    "reminds a %s whose second factor is «%s» of it: %s",
    async (role, state, isReminded) => {
      const factor = { state, required: true, steppedUpUntil: null, recoveryCodesLeft: 0 }
      const asked = answerApi({ "GET /api/factor": () => ({ body: factor }) })
      const person = { id: "p-1", name: "Кузнецова Марина", role }
      show(<ReadyScreen />, await aTablet({ mode: "joined", person }), paths.ready)

      await row("PIN")
      const isAsked = role !== "navigator"
      await waitFor(() =>
        expect(asked.some(({ what }) => what === "GET /api/factor")).toBe(isAsked),
      )
      await waitFor(() => {
        const found = screen.queryAllByText(/^Вход с кодом не заведён/)
        const links = screen.queryAllByRole("link", { name: "Завести код" })
        expect([found.length, links.length]).toEqual(isReminded ? [1, 1] : [0, 0])
      })
    },
  )

  test("asks the browser to keep the storage, and says when it does not agree", async () => {
    browserHas({
      persisted: async () => false,
      persist: async () => false,
      estimate: async () => roomy,
    })
    const { user } = show(<ReadyScreen />, await aJoinedTablet(), paths.ready)
    await user.click(await screen.findByRole("button", { name: "Попросить беречь" }))

    expect(await screen.findByText(/Браузер пока не согласился/)).toBeVisible()
    const way = screen.getByRole("link", { name: "Поставить на экран" })
    expect(way.getAttribute("href")).toBe(paths.install)
  })

  test("leads to the PIN, and without a server to a file with the list", async () => {
    show(<ReadyScreen />, await aTablet(), paths.ready)

    const pin = within(await row("PIN")).getByRole("link", { name: "Задать PIN" })
    expect(pin.getAttribute("href")).toBe(paths.key)
    const lists = within(await row("Списки классов")).getByRole("link")
    expect(lists.getAttribute("href")).toBe(paths.import)
  })

  test("compares lists and clock with the server; without a connection it says so", async () => {
    const { user } = show(<ReadyScreen />, await aJoinedTablet(), paths.ready)
    await user.click(within(await row("Часы")).getByRole("button", { name: "Сверить часы" }))

    await waitFor(() => expect(screen.getByText(/Связи нет: списки, часы и версию/)).toBeVisible())
  })

  test("says by how much the clock is off", async () => {
    const services = await aJoinedTablet()
    await changeServer(services.journal.database, { offsetMs: 3 * 3_600_000 })
    show(<ReadyScreen />, services, paths.ready)

    expect(await screen.findByText(/Расходятся с сервером на 3 часа/)).toBeVisible()
    expect(await standing("Часы")).toBe("не готово")
  })
})
