import { answerApi, type Routes } from "#tests/support/api.ts"
import { aClass, aPupil, aTablet, save, show } from "#tests/support/services.tsx"
import { aDeviceList, headId, irinaId, silentTablet } from "#tests/support/tablets.ts"
import { screen, within } from "@testing-library/react"
import { describe, expect, test } from "vitest"

import { must } from "#/base/assert.ts"
import { paths } from "#/features/paths.ts"
import { AuditScreen } from "#/features/school/audit-screen.tsx"
import type { AuditEntry } from "#/sync/device-api.ts"

const head = { id: headId, name: "Кузнецова Марина Павловна", role: "head" } as const
const at = new Date("2021-11-16T09:30:00").getTime()
const gone = "01900000-0000-7000-8000-0000000000ff"

async function opened(path: string, routes: (ids: { sevenB: string; pupil: string }) => Routes) {
  const services = await aTablet({ mode: "joined", person: head })
  const sevenB = await aClass(services)
  const pupil = await aPupil(services, sevenB, "Абрамова Вероника")
  const cells = { name: "Иванова Ирина Петровна", role: "navigator", classes: [sevenB] }
  await save(services, [
    { id: irinaId, kind: "person", cells },
    { id: headId, kind: "person", cells: { name: head.name, role: "head" } },
  ])
  const asked = answerApi({
    "GET /api/devices": () => ({ body: aDeviceList([silentTablet]) }),
    ...routes({ sevenB, pupil }),
  })
  return { ...show(<AuditScreen />, services, path), asked }
}

const event = (place: number, given: Partial<AuditEntry>): AuditEntry => ({
  place,
  at,
  person: headId,
  device: null,
  what: "set-up",
  detail: {},
  ...given,
})

describe("the journal of access", () => {
  test("says what kind of list left a tablet, how, and of how many pupils", async () => {
    const detail = { id: "n-1", what: "class-list", how: "print", pupils: 27, made: at }
    await opened(paths.audit, () => ({
      "GET /api/audit": () => ({
        body: {
          more: false,
          events: [
            event(2, { what: "exported", device: silentTablet.id, detail }),
            event(1, {
              what: "exported",
              detail: { ...detail, what: "of-a-later-app", pupils: 0, made: at - 3 * 86_400_000 },
            }),
          ],
        },
      }),
    }))
    const list = await screen.findByRole("list", { name: "Журнал доступа" })
    const [first, second] = within(list).getAllByRole("listitem")
    expect(first).toHaveTextContent("список ушёл с планшета")
    expect(first).toHaveTextContent("список класса · на печать · 27 учеников")
    expect(second).toHaveTextContent(/на печать · сделано/)
  })

  test("says who did what, with the names that this tablet knows", async () => {
    await opened(paths.audit, ({ sevenB }) => ({
      "GET /api/audit": () => ({
        body: {
          more: false,
          events: [
            event(5, { what: "wipe-ordered", detail: { device: silentTablet.id } }),
            event(4, {
              what: "feeds-changed",
              person: irinaId,
              device: silentTablet.id,
              detail: { begun: ["school", `class:${sevenB}`], ended: [`class:${gone}`] },
            }),
            event(3, { what: "person-changed", detail: { person: irinaId, revoked: true } }),
            event(2, { what: "joined", person: gone }),
            event(1, { what: "of-a-later-server", person: "server" }),
          ],
        },
      }),
    }))

    // The name of a tablet comes from the server, after the journal itself.
    await screen.findAllByText(/Планшет № 7, каб. 305/)
    const list = screen.getByRole("list", { name: "Журнал доступа" })
    const rows = within(list)
      .getAllByRole("listitem")
      .map((row) => row.textContent?.replaceAll("\u00A0", " "))
    expect(rows).toEqual([
      "16.1109:30планшет велено стеретьКузнецова М. П. · Планшет № 7, каб. 305",
      "16.1109:30изменилось, что планшет видитИванова И. П. · Планшет № 7, каб. 305 · видит: общие данные школы, 7Б · больше не видит: класс, которого уже нет",
      "16.1109:30права измененыКузнецова М. П. · о ком: Иванова И. П. · доступ закрыт",
      "16.1109:30вход по приглашениюкто-то, кого здесь уже нет",
      "16.1109:30событие of-a-later-serverсервер",
    ])
    expect(screen.getByText(/Записи только добавляются/)).toBeVisible()
  })

  test("goes on where it ended", async () => {
    const { user } = await opened(paths.audit, () => {
      let page = 0
      return {
        "GET /api/audit": () => {
          page += 1
          const events = page === 1 ? [event(9, {}), event(8, {})] : [event(7, { what: "joined" })]
          return { body: { events, more: page === 1 } }
        },
      }
    })
    await user.click(await screen.findByRole("button", { name: "Показать раньше" }))
    expect(await screen.findByText("вход по приглашению")).toBeVisible()
    expect(screen.getAllByRole("listitem")).toHaveLength(3)
    expect(screen.queryByRole("button", { name: "Показать раньше" })).toBeNull()
  })

  test("tells of one tablet what it could see, and names the pupils when somebody asks", async () => {
    const { user } = await opened(`${paths.audit}?device=${silentTablet.id}`, (ids) => ({
      "GET /api/audit": () => ({ body: { events: [event(1, {})], more: false } }),
      [`GET /api/devices/${silentTablet.id}/sight`]: () => ({
        body: {
          device: silentTablet.id,
          feeds: [],
          classes: [{ class: ids.sevenB, from: at, to: null, pupils: [ids.pupil, gone] }],
        },
      }),
    }))

    expect(await screen.findByText("16 ноября 2021 – по сей день")).toBeVisible()
    expect(screen.getByText("2 ученика")).toBeVisible()
    expect(screen.queryByText("Абрамова Вероника")).toBeNull()
    await user.click(screen.getByText("7Б"))
    expect(await screen.findByText("Абрамова Вероника")).toBeVisible()
    expect(screen.getByText(/и 1 ученик, которых на этом планшете уже нет/)).toBeVisible()
  })

  test("tells apart of whom it could see the answers, too", async () => {
    const { user } = await opened(`${paths.audit}?device=${silentTablet.id}`, (ids) => {
      const seen = { class: ids.sevenB, from: at, to: null }
      return {
        "GET /api/audit": () => ({ body: { events: [], more: false } }),
        [`GET /api/devices/${silentTablet.id}/sight`]: () => ({
          body: {
            device: silentTablet.id,
            feeds: [],
            classes: [{ ...seen, pupils: [ids.pupil, gone] }],
            results: [{ ...seen, pupils: [ids.pupil] }],
          },
        }),
      }
    })
    const heading = await screen.findByRole("heading", { name: "Ответы и рекомендации" })
    const answers = within(must(heading.closest("section")))
    expect(answers.getByText("1 ученик")).toBeVisible()
    await user.click(answers.getByText("7Б"))
    expect(await answers.findByText("Абрамова Вероника")).toBeVisible()
  })

  test("says why it cannot be read now", async () => {
    await opened(paths.audit, () => ({ "GET /api/audit": () => "no network" }))
    expect(await screen.findByRole("alert")).toBeVisible()
    expect(screen.getByRole("button", { name: "Повторить" })).toBeVisible()
  })

  test("is the head's alone", async () => {
    const person = { id: irinaId, name: "Иванова Ирина Петровна", role: "navigator" } as const
    show(<AuditScreen />, await aTablet({ mode: "joined", person }), paths.audit)
    expect(screen.getByText("Журнал доступа читает директор.")).toBeVisible()
  })
})
