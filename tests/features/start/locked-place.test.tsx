import { aPlace, lockPlace } from "#tests/features/lock/a-place.ts"
import { answerApi, aSession, type Routes } from "#tests/support/api.ts"
import { useTinyArgon } from "#tests/support/tiny-argon.ts"
import { render, screen } from "@testing-library/react"
import userEvent from "@testing-library/user-event"
import { Dexie } from "dexie"
import { MemoryRouter } from "react-router"
import { afterEach, beforeEach, describe, expect, test } from "vitest"

import { JoinScreen } from "#/features/start/join-screen.tsx"
import type { Services } from "#/platform/services.tsx"

const irina = "Иванова Ирина Петровна"

beforeEach(useTinyArgon)

const opened: Services[] = []

afterEach(async () => {
  for (const { journal } of opened.splice(0)) journal.database.close({ disableAutoOpen: true })
  for (const name of await Dexie.getDatabaseNames()) await Dexie.delete(name)
})

const kept: Record<string, unknown> = {}
const server: Routes = {
  "POST /api/passphrase": () => ({ body: { set: true } }),
  "POST /api/escrow/keep": (body) => {
    Object.assign(kept, body)
    return { body: { kept: true } }
  },
  "POST /api/escrow/take": () => ({ body: { key: kept["key"] } }),
  "POST /api/invitation/look": () => ({
    body: { name: irina, role: "navigator", schoolName: "Школа № 12", expiresAt: Date.now() },
  }),
  "POST /api/invitation/accept": () => aSession({ id: "p-own", name: irina }),
}

function join() {
  render(
    <MemoryRouter initialEntries={["/join#a-token-of-twenty-two-signs"]}>
      <JoinScreen services={undefined} onOpen={(services) => opened.push(services)} />
    </MemoryRouter>,
  )
  return userEvent.setup()
}

describe("an invitation for somebody whose journal is here and locked", () => {
  test("opens it when the PIN is forgotten: the server gives the key back", async () => {
    answerApi(server)
    await lockPlace(await aPlace({ person: irina }))
    const user = join()

    expect(await screen.findByRole("alert")).toHaveTextContent(`есть ваш журнал, ${irina}`)
    expect(screen.getByRole("button", { name: "Открыть по PIN" })).toBeEnabled()
    await user.click(screen.getByRole("button", { name: "PIN забыт: открыть приглашением" }))

    await expect.poll(() => opened.map(({ place }) => place.person?.name)).toEqual([irina])
  })

  test("says so when the server keeps no key, and takes nothing away", async () => {
    answerApi({ ...server, "POST /api/escrow/keep": () => "no network" })
    const place = await lockPlace(await aPlace({ person: irina }))
    const user = join()
    await user.click(await screen.findByRole("button", { name: "PIN забыт: открыть приглашением" }))

    expect(await screen.findByText(/Так этот журнал не открывается/)).toBeVisible()
    expect(opened).toEqual([])
    expect(await Dexie.getDatabaseNames()).toContain(place.database)
  })
})
