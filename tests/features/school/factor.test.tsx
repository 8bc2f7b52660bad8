import { answerApi, refusal, type Routes } from "#tests/support/api.ts"
import { aTablet, show } from "#tests/support/services.tsx"
import { screen, within } from "@testing-library/react"
import { describe, expect, test, vi } from "vitest"

import { paths } from "#/features/paths.ts"
import { FactorScreen } from "#/features/school/factor-screen.tsx"
import { SchoolScreen } from "#/features/school/school-screen.tsx"
import type { FactorAnswer, Member } from "#/sync/api.ts"

const head: Member = {
  id: "h-1",
  name: "Кузнецова Марина Павловна",
  role: "head",
  state: "active",
  classes: [],
  invitedUntil: null,
}
const irina: Member = { ...head, id: "p-1", name: "Иванова Ирина Петровна", role: "navigator" }
const none: FactorAnswer = {
  state: "none",
  required: true,
  steppedUpUntil: null,
  recoveryCodesLeft: 0,
}
const on: FactorAnswer = { ...none, state: "on", recoveryCodesLeft: 10 }
const secret = "ABCDEFGHIJKLMNOP2345672345672345"
const codes = ["ACEHKMPTXY23", "ACEHKMPTXY24"]

async function aHead() {
  const person = { id: head.id, name: head.name, role: "head" } as const
  return aTablet({ mode: "joined", person })
}

async function factor(routes: Routes) {
  const asked = answerApi({ "GET /api/factor": () => ({ body: none }), ...routes })
  return { ...show(<FactorScreen />, await aHead(), paths.factor), asked }
}

describe("«Вход с кодом»", () => {
  test("is set up by a QR code or a key for typing, a first code, and recovery codes to print", async () => {
    const uri = `otpauth://totp/x?secret=${secret}`
    let state = none
    const { user, asked } = await factor({
      "GET /api/factor": () => ({ body: state }),
      "POST /api/factor/begin": () => ({ body: { uri, secret } }),
      "POST /api/factor/confirm": () => {
        state = { ...on, recoveryCodesLeft: codes.length }
        return { body: { recoveryCodes: codes } }
      },
    })
    expect(await screen.findByText(/без кода нельзя приглашать/)).toBeVisible()
    await user.click(screen.getByRole("button", { name: "Завести код" }))

    expect(await screen.findByRole("img", { name: "QR-код для приложения кодов" })).toBeVisible()
    expect(screen.getByRole("group", { name: "Ключ" })).toHaveTextContent("ABCDEFGHIJKLMNOP")
    await user.type(screen.getByLabelText("Код"), "123 456")
    await user.click(screen.getByRole("button", { name: "Подтвердить" }))

    const list = await screen.findByRole("list", { name: "Запасные коды" })
    expect(within(list).getAllByRole("listitem")[0]).toHaveTextContent("ACEH-KMPT-XY23")
    expect(asked.at(-1)).toEqual({ what: "POST /api/factor/confirm", body: { code: "123456" } })
    const print = vi.fn<() => void>()
    vi.stubGlobal("print", print)
    await user.click(screen.getByRole("button", { name: "Напечатать" }))
    expect(print).toHaveBeenCalledOnce()
    await user.click(screen.getByRole("button", { name: "Коды сохранены" }))

    expect(await screen.findByText(/Осталось: 2 запасных кода/)).toBeVisible()
    expect(screen.getByText(/получить десять новых запасных/)).toBeVisible()
  })

  test("a code that does not fit says so, and the field waits for the next", async () => {
    const { user } = await factor({
      "POST /api/factor/begin": () => ({ body: { uri: "otpauth://totp/x", secret } }),
      "POST /api/factor/confirm": () => refusal("wrong-code", 403),
    })
    await user.click(await screen.findByRole("button", { name: "Завести код" }))
    await user.click(await screen.findByRole("button", { name: "Подтвердить" }))
    expect(screen.getByText(/Введите 6 цифр/)).toBeVisible()
    await user.type(screen.getByLabelText("Код"), "000000")
    await user.click(screen.getByRole("button", { name: "Подтвердить" }))

    expect(await screen.findByRole("alert")).toHaveTextContent("Код не подошёл")
    expect(screen.getByLabelText("Код")).toHaveValue("")
  })

  test("is set up anew only with a code of the present one", async () => {
    let isSteppedUp = false
    const { user } = await factor({
      "GET /api/factor": () => ({ body: on }),
      "POST /api/factor/begin": () =>
        isSteppedUp ? { body: { uri: "otpauth://totp/x", secret } } : refusal("step-up", 403),
      "POST /api/factor/step-up": () => {
        isSteppedUp = true
        return { body: { until: 1 } }
      },
    })
    await user.click(await screen.findByRole("button", { name: "Завести заново" }))
    await user.type(await screen.findByLabelText("Код"), "123456")
    await user.click(screen.getByRole("button", { name: "Подтвердить" }))
    expect(await screen.findByRole("img", { name: "QR-код для приложения кодов" })).toBeVisible()
  })

  test("offline says so and can be tried again", async () => {
    let isUp = false
    const { user } = await factor({
      "GET /api/factor": () => (isUp ? { body: on } : "no network"),
    })
    expect(await screen.findByRole("alert")).toHaveTextContent("Сервер не отвечает")
    isUp = true
    await user.click(screen.getByRole("button", { name: "Повторить" }))
    expect(await screen.findByRole("heading", { name: "Код заведён" })).toBeVisible()
  })

  test("is not a navigator's business", async () => {
    const person = { id: "p-1", name: irina.name, role: "navigator" } as const
    const asked = answerApi({})
    show(<FactorScreen />, await aTablet({ mode: "joined", person }), paths.factor)
    expect(screen.getByText(/для директора и координаторов/)).toBeVisible()
    expect(asked).toEqual([])
  })
})

describe("what the server answers with «step-up»", () => {
  const expiresAt = new Date("2021-11-25T10:00:00").getTime()
  const invitation = { token: "a-token-of-twenty-two-signs", code: "AC3EHK4MPT5X", expiresAt }

  /** A server that wants a code first. */
  async function guardedSchool(path: string, factorNow: FactorAnswer = on) {
    let isSteppedUp = false
    const guarded = (body: object) => () => (isSteppedUp ? { body } : refusal("step-up", 403))
    const asked = answerApi({
      "GET /api/people": () => ({ body: { people: [irina, head] } }),
      "GET /api/factor": () => ({ body: factorNow }),
      "POST /api/invitations": guarded({ person: { ...irina, state: "invited" }, invitation }),
      "POST /api/people/p-1": guarded({ person: { ...irina, state: "revoked" }, invitation: null }),
      "POST /api/factor/step-up": (body) => {
        isSteppedUp = JSON.stringify(body) === '{"code":"123456"}'
        return isSteppedUp ? { body: { until: 1 } } : refusal("wrong-code", 403)
      },
    })
    return { ...show(<SchoolScreen />, await aHead(), path), asked }
  }

  test("asks for a code on the spot and then makes the invitation, with what was typed", async () => {
    const { user, asked } = await guardedSchool(`${paths.school}?invite`)
    await user.type(await screen.findByLabelText("Фамилия, имя, отчество"), irina.name)
    await user.click(screen.getByRole("button", { name: "Сделать приглашение" }))
    const form = await screen.findByRole("region", { name: "Подтвердите, что это вы" })
    await user.type(within(form).getByLabelText("Код"), "654321")
    await user.click(within(form).getByRole("button", { name: "Подтвердить" }))
    expect(await within(form).findByRole("alert")).toHaveTextContent("Код не подошёл")
    await user.type(within(form).getByLabelText("Код"), "123456")
    await user.click(within(form).getByRole("button", { name: "Подтвердить" }))

    expect(await screen.findByText("AC3E-HK4M-PT5X")).toBeVisible()
    expect(asked.at(-1)).toMatchObject({
      what: "POST /api/invitations",
      body: { name: irina.name },
    })
    expect(screen.queryByRole("region", { name: "Подтвердите, что это вы" })).toBeNull()
  })

  test("asks before an access is ended, and «не сейчас» ends nothing", async () => {
    const { user, asked } = await guardedSchool(`${paths.school}?person=p-1`)
    await user.click(await screen.findByText("Закрыть доступ"))
    await user.click(screen.getByRole("button", { name: `Закрыть доступ: ${irina.name}` }))
    await user.click(await screen.findByRole("button", { name: "Не сейчас" }))
    expect(screen.queryByRole("region", { name: "Подтвердите, что это вы" })).toBeNull()

    await user.click(screen.getByRole("button", { name: `Закрыть доступ: ${irina.name}` }))
    await user.type(await screen.findByLabelText("Код"), "123456")
    await user.click(screen.getByRole("button", { name: "Подтвердить" }))
    expect(await screen.findAllByText(/доступ закрыт/)).not.toEqual([])
    expect(asked.at(-1)).toEqual({ what: "POST /api/people/p-1", body: { revoke: true } })
  })

  test("leads to where the code is set up, when there is none yet", async () => {
    const { user } = await guardedSchool(`${paths.school}?person=p-1`, none)
    await user.click(await screen.findByRole("button", { name: "Пригласить снова" }))
    expect(await screen.findByRole("link", { name: "Завести код" })).toHaveAttribute(
      "href",
      paths.factor,
    )
  })
})
