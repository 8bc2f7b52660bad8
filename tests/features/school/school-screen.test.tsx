import { answerApi, refusal, type Routes } from "#tests/support/api.ts"
import { aClass, aTablet, show } from "#tests/support/services.tsx"
import { screen, within } from "@testing-library/react"
import { describe, expect, test } from "vitest"

import { paths } from "#/features/paths.ts"
import { SchoolScreen } from "#/features/school/school-screen.tsx"
import type { Member } from "#/sync/api.ts"

const head: Member = {
  id: "h-1",
  name: "Кузнецова Марина Павловна",
  role: "head",
  state: "active",
  classes: [],
  invitedUntil: null,
}
const irina: Member = {
  ...head,
  id: "p-1",
  name: "Иванова Ирина Петровна",
  role: "navigator",
}
const expiresAt = new Date("2021-11-25T10:00:00").getTime()
const invitation = { token: "a-token-of-twenty-two-signs", code: "AC3EHK4MPT5X", expiresAt }

async function school(routes: Routes, path: string = paths.school) {
  const person = { id: head.id, name: head.name, role: "head" } as const
  const services = await aTablet({ mode: "joined", person })
  const sevenB = await aClass(services)
  const eightA = await aClass(services, { grade: 8, letter: "А" })
  const asked = answerApi({
    "GET /api/people": () => ({ body: { people: [irina, head] } }),
    ...routes,
  })
  return { ...show(<SchoolScreen />, services, path), asked, sevenB, eightA }
}

describe("the school's people", () => {
  test("are listed with role, classes and state, the head first", async () => {
    const invited: Member = {
      ...irina,
      id: "p-2",
      name: "Алексеев Олег",
      role: "leader",
      state: "invited",
      invitedUntil: expiresAt,
    }
    await school({ "GET /api/people": () => ({ body: { people: [invited, irina, head] } }) })

    const list = await screen.findByRole("list", { name: "Люди" })
    expect(
      within(list)
        .getAllByRole("link")
        .map((link) => link.textContent),
    ).toEqual([head.name, irina.name, "Алексеев Олег"])
    expect(within(list).getByText("ведущий урока · приглашение до 25 ноября")).toBeVisible()
  })

  test("are not a navigator's business", async () => {
    const person = { id: "p-1", name: irina.name, role: "navigator" } as const
    const asked = answerApi({})
    show(<SchoolScreen />, await aTablet({ mode: "joined", person }), paths.school)

    expect(screen.getByText(/Раздел для директора/)).toBeVisible()
    expect(asked).toEqual([])
  })

  test("cannot be changed offline: it says so and can be tried again", async () => {
    let isUp = false
    const { user } = await school({
      "GET /api/people": () => (isUp ? { body: { people: [head] } } : "no network"),
    })

    expect(await screen.findByRole("alert")).toHaveTextContent("Сервер не отвечает")
    isUp = true
    await user.click(screen.getByRole("button", { name: "Повторить" }))
    expect(await screen.findByRole("link", { name: head.name })).toBeVisible()
  })
})

describe("an invitation", () => {
  test("is made for a name, a role and classes, and shown as a QR code, a code and a link", async () => {
    const oleg: Member = { ...irina, id: "p-2", name: "Алексеев Олег", state: "invited" }
    const { user, asked, eightA } = await school({
      "POST /api/invitations": () => ({ body: { person: oleg, invitation } }),
    })
    await user.click(await screen.findByRole("link", { name: "Пригласить" }))
    await user.type(screen.getByLabelText("Фамилия, имя, отчество"), "Алексеев Олег")
    await user.click(await screen.findByRole("button", { name: "8А" }))
    await user.click(screen.getByRole("button", { name: "Сделать приглашение" }))

    expect(await screen.findByRole("img", { name: "QR-код приглашения" })).toBeVisible()
    expect(screen.getByText("AC3E-HK4M-PT5X")).toBeVisible()
    expect(screen.getByText("Действует до 25.11 10:00.")).toBeVisible()
    expect(asked.at(-1)?.body).toEqual({
      name: "Алексеев Олег",
      role: "navigator",
      classes: [eightA],
    })
  })

  test("may be for a partner site, which gets no classes", async () => {
    const { user, asked } = await school(
      {
        "POST /api/invitations": () => ({
          body: { person: { ...irina, role: "partner" }, invitation },
        }),
      },
      `${paths.school}?invite`,
    )
    await user.type(await screen.findByLabelText(/Фамилия/), "Кванториум")
    await user.click(screen.getByRole("radio", { name: /Площадка-партнёр/ }))
    expect(screen.queryByRole("group", { name: "Классы" })).toBeNull()
    await user.click(screen.getByRole("button", { name: "Сделать приглашение" }))

    expect(await screen.findByRole("button", { name: "Скопировать ссылку" })).toBeVisible()
    const sent = asked.find(({ what }) => what === "POST /api/invitations")
    expect(sent?.body).toEqual({ name: "Кванториум", role: "partner", classes: [] })
  })

  test("without a name is not sent", async () => {
    const { user, asked } = await school({}, `${paths.school}?invite`)
    await user.click(await screen.findByRole("button", { name: "Сделать приглашение" }))

    expect(await screen.findByRole("alert")).toHaveTextContent("Напишите, кого приглашаете")
    expect(asked.map(({ what }) => what)).not.toContain("POST /api/invitations")
  })

  test("can be made anew for somebody who lost the tablet", async () => {
    const { user, asked } = await school(
      { "POST /api/people/p-1": () => ({ body: { person: irina, invitation } }) },
      `${paths.school}?person=p-1`,
    )
    await user.click(await screen.findByRole("button", { name: "Пригласить снова" }))

    expect(await screen.findByText("AC3E-HK4M-PT5X")).toBeVisible()
    expect(asked.at(-1)?.body).toEqual({ invite: true })
    await user.click(screen.getByRole("button", { name: "Готово" }))
    expect(screen.queryByText("AC3E-HK4M-PT5X")).toBeNull()
  })
})

describe("a person's", () => {
  test("classes are appointed by taps and one button", async () => {
    const { user, asked, sevenB } = await school(
      {
        "POST /api/people/p-1": () => ({
          body: { person: { ...irina, classes: [sevenB] }, invitation: null },
        }),
      },
      `${paths.school}?person=p-1`,
    )
    await user.click(await screen.findByRole("button", { name: "7Б" }))
    await user.click(screen.getByRole("button", { name: "Закрепить классы" }))

    expect(await screen.findByText("педагог-навигатор · 7Б")).toBeVisible()
    expect(asked.at(-1)?.body).toEqual({ classes: [sevenB] })
    expect(screen.queryByRole("button", { name: "Закрепить классы" })).toBeNull()
  })

  test("access ends only after reading what that means", async () => {
    const { user, asked } = await school(
      {
        "POST /api/people/p-1": () => ({
          body: { person: { ...irina, state: "revoked" }, invitation: null },
        }),
      },
      `${paths.school}?person=p-1`,
    )
    await user.click(await screen.findByText("Закрыть доступ"))
    expect(screen.getByText(/неотправленное останется/)).toBeVisible()
    await user.click(screen.getByRole("button", { name: `Закрыть доступ: ${irina.name}` }))

    // In the list and on the card.
    expect(await screen.findAllByText("педагог-навигатор · доступ закрыт")).toHaveLength(2)
    expect(asked.at(-1)?.body).toEqual({ revoke: true })
    expect(screen.getByRole("button", { name: "Пригласить снова" })).toBeEnabled()
  })

  test("change that the server refuses is told, and nothing looks changed", async () => {
    const { user } = await school(
      { "POST /api/people/p-1": () => refusal("signed-out", 401) },
      `${paths.school}?person=p-1`,
    )
    await user.click(await screen.findByRole("button", { name: "7Б" }))
    await user.click(screen.getByRole("button", { name: "Закрепить классы" }))

    expect(await screen.findByRole("alert")).toHaveTextContent("Вход закончился")
    expect(screen.getByRole("button", { name: "Закрепить классы" })).toBeEnabled()
  })
})
