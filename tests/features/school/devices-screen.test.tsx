import { answerApi, refusal, type Routes } from "#tests/support/api.ts"
import { aClass, aTablet, save, show } from "#tests/support/services.tsx"
import { aDevice, aDeviceList, headId, irinaId, silentTablet } from "#tests/support/tablets.ts"
import { screen, within } from "@testing-library/react"
import { describe, expect, test } from "vitest"

import { readDevices } from "#/data/known-devices.ts"
import { paths } from "#/features/paths.ts"
import { DevicesScreen } from "#/features/school/devices-screen.tsx"
import type { DeviceList } from "#/sync/device-api.ts"

const head = { id: headId, name: "Кузнецова Марина Павловна", role: "head" } as const
const irina = { id: irinaId, name: "Иванова Ирина Петровна", role: "navigator" } as const
const fine = aDevice("device-abc123")
const lost = aDevice("device-lost", { label: "Планшет № 2", wipe: "met", counts: false })

interface Given {
  readonly person?: typeof head | typeof irina
  readonly list?: DeviceList
  readonly routes?: Routes
  readonly picked?: string
}

async function opened({ person = head, list, routes, picked }: Given = {}) {
  const services = await aTablet({ mode: "joined", person })
  const sevenB = await aClass(services)
  const cells = { name: irina.name, role: "navigator", classes: [sevenB] }
  await save(services, [{ id: irinaId, kind: "person", cells }])
  const body = list ?? aDeviceList([fine, lost, silentTablet])
  const asked = answerApi({ "GET /api/devices": () => ({ body }), ...routes })
  const path = picked === undefined ? paths.devices : `${paths.devices}?device=${picked}`
  return { ...show(<DevicesScreen />, services, path), services, asked }
}

describe("the tablets of the school", () => {
  test("are listed with whose data is missing first, and what each last said", async () => {
    await opened()

    const list = await screen.findByRole("list", { name: "Все планшеты школы" })
    const rows = within(list).getAllByRole("listitem")
    expect(rows[0]).toHaveTextContent("Планшет № 7, каб. 305Иванова И. П. · на связи 09.11 14:05")
    expect(rows[1]).toHaveTextContent("Планшет ABC123Иванова И. П. · на связи 14:00")
    expect(rows[2]).toHaveTextContent("Планшет № 2Иванова И. П. · стёрт, в отчётах не считается")
    expect(screen.getByText("3 планшета. Список от 14:05.")).toBeVisible()
  })

  test("of a teacher are the own ones", async () => {
    await opened({ person: irina, list: { ...aDeviceList([fine]), whose: "own" } })
    const list = await screen.findByRole("list", { name: "Ваши планшеты" })
    expect(within(list).getAllByRole("listitem")).toHaveLength(1)
  })

  test("say that a connection is needed when they were never told", async () => {
    await opened({ routes: { "GET /api/devices": () => "no network" } })
    expect(await screen.findByText(/ещё не загружен: нужна связь/)).toBeVisible()
  })

  test("do not exist without a server", async () => {
    show(<DevicesScreen />, await aTablet(), paths.devices)
    expect(await screen.findByText(/когда журнал работает с сервером/)).toBeVisible()
  })
})

describe("one tablet", () => {
  test("says what waits on it, since when, its version and whether its storage is kept", async () => {
    const told = {
      waiting: 3,
      oldestAt: new Date("2021-11-16T09:00:00").getTime(),
      app: "0.2.0",
      kept: false,
    }
    await opened({ list: aDeviceList([aDevice("one", { told })]), picked: "one" })

    const fact = async (term: string) => (await screen.findByText(term)).nextElementSibling
    expect(await fact("Ждут отправки")).toHaveTextContent("ждут 3 изменения с 16.11 09:00")
    expect(await fact("Версия журнала")).toHaveTextContent("0.2.0")
    expect(await fact("Хранилище")).toHaveTextContent("не обещает беречь")
    expect(await fact("Кто ведёт")).toHaveTextContent("Иванова Ирина Петровна")
    expect(await fact("Классы")).toHaveTextContent("7Б")
  })

  test("gets a name, which is kept for days without a network", async () => {
    const named = { ...fine, label: "каб. 305" }
    const { user, asked, services } = await opened({
      picked: fine.id,
      routes: { [`POST /api/devices/${fine.id}`]: () => ({ body: { device: named } }) },
    })

    await user.type(await screen.findByLabelText("Как называется"), "каб. 305")
    await user.click(screen.getByRole("button", { name: "Назвать" }))

    expect(await screen.findByRole("heading", { name: "каб. 305" })).toBeVisible()
    expect(asked.at(-1)?.body).toEqual({ label: "каб. 305" })
    const kept = await readDevices(services.journal)
    expect(kept?.devices.find(({ id }) => id === fine.id)?.label).toBe("каб. 305")
  })

  test("that is lost is wiped by the head: what happens is said before, and undoing is not offered", async () => {
    const wiped = { ...silentTablet, wipe: "ordered" as const, counts: false }
    const { user, asked } = await opened({
      picked: silentTablet.id,
      routes: { [`POST /api/devices/${silentTablet.id}`]: () => ({ body: { device: wiped } }) },
    })

    await user.click(await screen.findByText("Планшет потерян"))
    expect(screen.getByText(/он отдаст неотправленное и сотрёт списки школы/)).toBeVisible()
    await user.click(screen.getByRole("button", { name: "Стереть: Планшет № 7, каб. 305" }))

    expect(
      await screen.findByText("Планшет № 7, каб. 305: будет стёрт при первой связи"),
    ).toBeVisible()
    expect(asked.at(-1)?.body).toEqual({ wipe: true })
    expect(screen.queryByText("Планшет потерян")).toBeNull()
  })

  test("is wiped only with a code of the second factor where there is one", async () => {
    const { user } = await opened({
      picked: silentTablet.id,
      routes: {
        [`POST /api/devices/${silentTablet.id}`]: () => refusal("step-up", 403),
        "GET /api/factor": () => refusal("not-found", 404),
      },
    })
    await user.click(await screen.findByText("Планшет потерян"))
    await user.click(screen.getByRole("button", { name: /^Стереть:/ }))
    expect(await screen.findByRole("textbox", { name: /Код/ })).toBeVisible()
  })

  test("is not wiped by a teacher", async () => {
    await opened({
      person: irina,
      list: { ...aDeviceList([fine]), whose: "own" },
      picked: fine.id,
    })
    expect(await screen.findByLabelText("Как называется")).toBeVisible()
    expect(screen.queryByText("Планшет потерян")).toBeNull()
    expect(screen.queryByRole("link", { name: "Что мог видеть этот планшет" })).toBeNull()
  })

  test("says why the server did not do it", async () => {
    const { user } = await opened({
      picked: fine.id,
      routes: { [`POST /api/devices/${fine.id}`]: () => "no network" },
    })
    await user.type(await screen.findByLabelText("Как называется"), "каб. 305")
    await user.click(screen.getByRole("button", { name: "Назвать" }))
    expect(await screen.findByRole("alert")).toBeVisible()
  })
})
