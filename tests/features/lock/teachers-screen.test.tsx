import { answerApi } from "#tests/support/api.ts"
import { useTinyArgon } from "#tests/support/tiny-argon.ts"
import { render, screen, within } from "@testing-library/react"
import userEvent from "@testing-library/user-event"
import { Dexie } from "dexie"
import { MemoryRouter } from "react-router"
import { afterEach, beforeEach, describe, expect, test } from "vitest"

import { TeachersScreen } from "#/features/lock/teachers-screen.tsx"
import { ToastProvider } from "#/ui/toast.tsx"

import { aPlace, closePlace, lockPlace } from "./a-place.ts"

const irina = "Иванова Ирина"
const olga = "Смирнова Ольга"

beforeEach(() => {
  useTinyArgon()
  answerApi({ "POST /api/passphrase": () => ({ body: { set: true } }) })
})

afterEach(async () => {
  for (const name of await Dexie.getDatabaseNames()) await Dexie.delete(name)
})

async function teachers() {
  const first = await aPlace({ person: irina })
  const nowMs = first.nowMs()
  await first.write([{ id: first.newId(), kind: "pupil", cells: { last: "Петров" } }])
  await lockPlace(first)
  await closePlace(await aPlace({ place: "0123456789abcdef", person: olga }))
  render(
    <MemoryRouter>
      <ToastProvider>
        <TeachersScreen />
      </ToastProvider>
    </MemoryRouter>,
  )
  await screen.findByRole("button", { name: `Открыть: ${irina}` })
  const row = (name: string): HTMLElement => {
    const found = screen.getAllByRole("listitem").find((item) => item.textContent.includes(name))
    if (found === undefined) throw new Error(`no row of ${name}`)
    return found
  }
  return { user: userEvent.setup(), row, nowMs }
}

describe("the teachers of a tablet", () => {
  test("are listed with their schools and what waits, and who has no PIN is told", async () => {
    const { row } = await teachers()

    expect(row(irina)).toHaveTextContent("Школа № 12")
    expect(row(irina)).toHaveTextContent("ждут отправки: 1")
    expect(row(irina)).toHaveTextContent(/Первая ждёт с \d\d:\d\d/)
    expect(row(irina)).not.toHaveTextContent("PIN не задан")
    expect(row(olga)).toHaveTextContent("Всё сохранено и отправлено")
    expect(row(olga)).toHaveTextContent("PIN не задан: открывается сразу")
  })

  test("another one is added by an invitation", async () => {
    await teachers()

    expect(screen.getByRole("link", { name: "Добавить учителя" })).toHaveAttribute("href", "/join")
  })

  test("stay while something of theirs is here only, and are led to the file that would save it", async () => {
    const { user, row } = await teachers()
    await user.click(within(row(irina)).getByRole("button", { name: `${irina}: ещё` }))
    await user.click(screen.getByRole("menuitem", { name: "Убрать с планшета" }))
    const dialog = screen.getByRole("alertdialog", { name: `Убрать с планшета журнал: ${irina}?` })

    expect(dialog).toHaveTextContent("1 запись есть только здесь")
    expect(within(dialog).getByRole("button", { name: "Убрать журнал" })).toBeDisabled()
    expect(within(dialog).getByRole("button", { name: "Открыть и сохранить файл" })).toBeEnabled()
    await user.click(within(dialog).getByRole("button", { name: "Оставить журнал" }))
    expect(screen.queryByRole("alertdialog")).toBeNull()
    expect(await Dexie.getDatabaseNames()).toContain("nav-own")
  })

  test("go when all is sent", async () => {
    const { user, row } = await teachers()
    await user.click(within(row(olga)).getByRole("button", { name: `${olga}: ещё` }))
    await user.click(screen.getByRole("menuitem", { name: "Убрать с планшета" }))
    await user.click(screen.getByRole("button", { name: "Убрать журнал" }))

    expect(await screen.findByText(`Журнал убран с планшета: ${olga}`)).toBeVisible()
    expect(await Dexie.getDatabaseNames()).toEqual(["nav-own"])
    expect(screen.queryByRole("button", { name: `Открыть: ${olga}` })).toBeNull()
  })
})
