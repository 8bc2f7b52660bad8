import { answerApi, aSession, portalPage, refusal, type Routes } from "#tests/support/api.ts"
import { aClass, aTablet, save, type TabletOptions } from "#tests/support/services.tsx"
import { render, screen } from "@testing-library/react"
import userEvent from "@testing-library/user-event"
import { MemoryRouter } from "react-router"
import { describe, expect, test } from "vitest"

import { placeOf } from "#/data/journal.ts"
import { JoinScreen } from "#/features/start/join-screen.tsx"
import { placeNameOf } from "#/platform/open-place.ts"
import type { Services } from "#/platform/services.tsx"

const irina = "Иванова Ирина Петровна"
const look = {
  name: irina,
  role: "navigator",
  schoolName: "Школа № 12",
  expiresAt: new Date("2021-11-25T10:00:00").getTime(),
}
const token = "a-token-of-twenty-two-signs"

const willing: Routes = {
  "POST /api/invitation/look": () => ({ body: look }),
  "POST /api/invitation/accept": () => aSession({ id: "p-1", name: irina }),
}

async function join(options: { tablet?: TabletOptions; routes?: Routes; path?: string } = {}) {
  const { tablet, routes = willing, path = `/join#${token}` } = options
  const entered: string[] = []
  const services: Services = {
    ...(await aTablet(tablet)),
    enter: (place) => {
      entered.push(place)
    },
  }
  const asked = answerApi(routes)
  const user = userEvent.setup()
  const begin = (): void => {
    render(
      <MemoryRouter initialEntries={[path]}>
        <JoinScreen services={services} onOpen={() => undefined} />
      </MemoryRouter>,
    )
  }
  return { services, entered, asked, user, begin }
}

describe("an invitation", () => {
  test("says who is invited where and until when, before anything is accepted", async () => {
    const { begin, asked } = await join()
    begin()

    expect(await screen.findByRole("heading", { name: `Здравствуйте, ${irina}` })).toBeVisible()
    expect(screen.getByText("Школа № 12")).toBeVisible()
    expect(screen.getByText("педагог-навигатор")).toBeVisible()
    expect(screen.getByText("до 25 ноября")).toBeVisible()
    expect(asked.map(({ what }) => what)).toEqual(["POST /api/invitation/look"])
  })

  test("of a coordinator is titled for one, and speaks of an area and not of a school", async () => {
    const { begin } = await join({
      routes: {
        "POST /api/invitation/look": () => ({
          body: { ...look, role: "municipal", schoolName: "Приреченск" },
        }),
      },
    })
    begin()

    await screen.findByRole("heading", { name: `Здравствуйте, ${irina}` })
    expect(screen.getByRole("heading", { level: 1 })).toHaveTextContent("Приглашение координатора")
    expect(screen.getByText("Город или регион")).toBeVisible()
    expect(screen.queryByText("Школа")).toBeNull()
  })

  test("says what will happen to the work already on the tablet, and takes it along", async () => {
    const { begin, services, user, entered } = await join()
    await aClass(services)
    await save(services, [{ id: services.newId(), kind: "pupil", cells: { last: "Петров" } }])
    begin()

    expect(
      await screen.findByText(/2 записи с этого планшета уйдут в школу: Школа № 12/),
    ).toBeVisible()
    await user.click(screen.getByRole("button", { name: "Войти в школу" }))

    await expect.poll(() => entered, { timeout: 10_000 }).toEqual([placeNameOf(services)])
    expect(await placeOf(services.journal.database)).toMatchObject({
      mode: "joined",
      schoolName: "Школа № 12",
      person: { id: "p-1", name: irina },
    })
    expect(await services.journal.database.outbox.where("state").equals("fresh").count()).toBe(2)
  })

  test("may be accepted again when the answer got lost: it is the same attempt", async () => {
    let times = 0
    const routes: Routes = {
      ...willing,
      "POST /api/invitation/accept": () => {
        times += 1
        return times === 1 ? "no network" : aSession({ id: "p-1", name: irina })
      },
    }
    const { begin, user, entered, asked, services } = await join({ routes })
    begin()
    await user.click(await screen.findByRole("button", { name: "Войти в школу" }))
    await user.click(await screen.findByRole("button", { name: "Повторить" }))
    await user.click(await screen.findByRole("button", { name: "Войти в школу" }))

    await expect.poll(() => entered, { timeout: 10_000 }).toEqual([placeNameOf(services)])
    const accepts = asked.filter(({ what }) => what.endsWith("accept"))
    expect(accepts).toHaveLength(2)
    expect(accepts[1]?.body).toEqual(accepts[0]?.body)
  })

  test("can be typed, in whatever layout and case", async () => {
    const { begin, user, asked } = await join({ path: "/join" })
    begin()
    await user.type(screen.getByLabelText("Код приглашения"), "ас3е нк4м-рт5х")
    await user.click(screen.getByRole("button", { name: "Открыть приглашение" }))

    expect(await screen.findByRole("heading", { name: /Здравствуйте/ })).toBeVisible()
    expect(asked[0]?.body).toEqual({ code: "AC3EHK4MPT5X" })
  })

  test("is not asked about while the code cannot be one", async () => {
    const { begin, user, asked } = await join({ path: "/join" })
    begin()
    await user.type(screen.getByLabelText("Код приглашения"), "AC3E")
    await user.click(screen.getByRole("button", { name: "Открыть приглашение" }))

    expect(await screen.findByRole("alert")).toHaveTextContent("В коде 12 знаков")
    expect(asked).toEqual([])
  })

  test.each([
    ["used", refusal("invitation-used", 410), "уже вошли"],
    ["over", refusal("invitation-expired", 410), "Срок приглашения вышел"],
    ["unknown", refusal("invitation-unknown", 404), "Такого приглашения нет"],
    ["tried too often", refusal("too-many", 429), "Слишком много попыток"],
    ["without a network", "no network" as const, "Код можно ввести позже"],
    ["behind a portal", portalPage(), "чужая страница"],
  ])("%s is told in a sentence and can be tried again", async (_, answer, sentence) => {
    const { begin } = await join({ routes: { "POST /api/invitation/look": () => answer } })
    begin()

    expect(await screen.findByRole("alert")).toHaveTextContent(sentence)
    expect(screen.getByRole("button", { name: "Повторить" })).toBeEnabled()
    expect(screen.getByRole("button", { name: "Ввести другой код" })).toBeEnabled()
  })
})

describe("a tablet that has joined already", () => {
  const person = { id: "p-1", name: irina, role: "navigator" } as const

  test("is kept by the same person: nothing is lost by signing in again", async () => {
    const { begin, services, user, entered } = await join({
      tablet: { mode: "joined", person, schoolName: "Школа № 12" },
    })
    await aClass(services)
    begin()

    expect(await screen.findByText(/Планшет уже ваш. 1 запись в сохранности/)).toBeVisible()
    await user.click(screen.getByRole("button", { name: "Войти в школу" }))
    await expect.poll(() => entered, { timeout: 10_000 }).toEqual([placeNameOf(services)])
    expect(await services.journal.database.outbox.count()).toBe(1)
  })

  test("says whose it has been, for a restored server may not know that any more", async () => {
    const { begin, asked, user, entered, services } = await join({
      tablet: { mode: "joined", person, school: "s1", schoolName: "Школа № 12" },
    })
    begin()

    await user.click(await screen.findByRole("button", { name: "Войти в школу" }))
    await expect.poll(() => entered, { timeout: 10_000 }).toEqual([placeNameOf(services)])
    expect(asked.at(-1)?.body).toMatchObject({ was: { school: "s1", person: "p-1" } })
  })

  test("for another person says that the journals will stand side by side", async () => {
    const other = { ...person, name: "Смирнова Ольга" }
    const { begin, asked } = await join({ tablet: { mode: "joined", person: other } })
    begin()

    expect(await screen.findByText(/уже есть журнал: Смирнова Ольга/)).toBeVisible()
    expect(asked.map(({ what }) => what)).toEqual(["POST /api/invitation/look"])
  })
})
