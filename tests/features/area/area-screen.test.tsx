import { answerApi, refusal, type Routes } from "#tests/support/api.ts"
import { aTablet, show } from "#tests/support/services.tsx"
import { screen, within } from "@testing-library/react"
import { afterEach, describe, expect, test, vi } from "vitest"

import type { Role } from "#/domain/access.ts"
import { AreaScreen } from "#/features/area/area-screen.tsx"
import { paths } from "#/features/paths.ts"
import type { Services } from "#/platform/services.tsx"
import type { AreaPart, AreaSummary } from "#/sync/area-api.ts"

const at = new Date("2021-11-18T13:00:00").getTime()

type Counts = AreaPart["counts"]
type Step = Counts["steps"][number]

function counts(pupils: Counts["pupils"], done: Step["done"], held = 3): Counts {
  const steps: Step[] = [
    { step: "lesson", time: 1, heldIn: 2, classes: 4, done, of: pupils },
    { step: "trial", time: 1, heldIn: 0, classes: 4, done: 0, of: pupils },
    { step: "trial", time: 2, heldIn: 0, classes: 4, done: 0, of: null },
  ]
  return { classes: 4, pupils, consents: 60, held, steps }
}

function aSchool(id: string, name: string, given: Counts): AreaPart {
  return {
    id,
    name,
    kind: "school",
    schools: 1,
    season: "2021",
    tablets: { of: 3, full: 2, lastAt: at },
    counts: given,
    grades: [
      { grade: 7, counts: counts(80, 70) },
      { grade: 8, counts: counts("few", "few") },
    ],
  }
}

const city: AreaSummary = {
  area: { name: "Приреченск", kind: "municipality" },
  at,
  parts: [
    aSchool("a", "Гимназия", counts(100, 90)),
    aSchool("b", "Лицей", counts(200, 20)),
    aSchool("c", "=Школа № 3", counts(150, "hidden")),
  ],
  total: { schools: 3, tablets: { of: 9, full: 6, lastAt: at }, counts: counts(450, 200) },
}

const answered = { "GET /api/area/summary": () => ({ body: city }) } satisfies Routes

interface Opened {
  readonly routes?: Routes
  readonly role?: Role
  readonly services?: Services
  readonly path?: string
}

async function summary({ routes = answered, role = "municipal", ...more }: Opened = {}) {
  const person = { id: "k-1", name: "Ким Вера Львовна", role }
  const services = more.services ?? (await aTablet({ mode: "joined", person }))
  const asked = answerApi(routes)
  const path = more.path ?? paths.area
  return { ...show(<AreaScreen StepUp={StepUp} />, services, path), asked, services }
}

function StepUp({ onDone }: { readonly onDone: () => void }) {
  return <button onClick={onDone}>Код верный</button>
}

function schools(): readonly string[] {
  const [, body] = within(screen.getByRole("table")).getAllByRole("rowgroup")
  return within(body ?? screen.getByRole("table"))
    .getAllByRole("rowheader")
    .map((cell) => cell.textContent)
}

afterEach(() => {
  vi.restoreAllMocks()
})

describe("the summary of a city", () => {
  test("stands school by school with counts, shares and tablets", async () => {
    await summary()
    const table = await screen.findByRole("table", { name: "По школам" })
    const row = within(table).getByRole("row", { name: /Гимназия/ })

    expect(within(row).getByText("90 из 100")).toBeVisible()
    expect(within(row).getByText("90%")).toBeVisible()
    expect(within(row).getByText("2 из 3")).toBeVisible()
    expect(screen.getByText(/данные 6 из 9 планшетов/)).toBeVisible()
    expect(screen.getByText(/3 школы · Посчитано/)).toBeVisible()
  })

  test("brings those to the top who have not", async () => {
    const { user } = await summary()
    await screen.findByRole("table")
    expect(schools()).toEqual(["=Школа № 3", "Гимназия", "Лицей"])
    await user.click(screen.getByRole("button", { name: "Урок" }))

    expect(schools()).toEqual(["Лицей", "Гимназия", "=Школа № 3"])
    const head = screen.getByRole("columnheader", { name: "Урок" })
    expect(head).toHaveAttribute("aria-sort", "ascending")
  })

  test("says why a number is not told", async () => {
    await summary()
    expect(await screen.findByText("скрыто из 150")).toBeVisible()
    expect(screen.getByText(/по нему можно узнать ученика/)).toBeVisible()
  })

  test("shows one school by grades", async () => {
    await summary({ path: `${paths.area}?part=b` })
    const table = await screen.findByRole("table", { name: "Лицей" })
    expect(within(table).getByRole("row", { name: /7-е классы/ })).toHaveTextContent("70 из 80")
    expect(within(table).getByRole("row", { name: /8-е классы/ })).toHaveTextContent("до 5 из до 5")
  })

  test("is read without a connection as it was last, with its time", async () => {
    const { services, unmount } = await summary()
    await screen.findByRole("table")
    unmount()
    await summary({ services, routes: { "GET /api/area/summary": () => "no network" } })

    expect(await screen.findByRole("table")).toBeVisible()
    expect(screen.getByText(/Сохранено на планшете 13:00/)).toBeVisible()
  })

  test("lies sealed on the tablet", async () => {
    const { services } = await summary()
    await screen.findByRole("table")
    const rows = await services.journal.database.drafts.toArray()
    expect(rows).toHaveLength(1)
    expect(new TextDecoder().decode(rows[0]?.ct)).not.toContain("Гимназия")
  })

  test("says that there is none yet when there never was one, and can be asked for again", async () => {
    let isUp = false
    const route = () => (isUp ? { body: city } : ("no network" as const))
    const { user } = await summary({ routes: { "GET /api/area/summary": route } })
    expect(await screen.findByRole("alert")).toHaveTextContent("Сервер не отвечает")
    isUp = true
    await user.click(screen.getByRole("button", { name: "Повторить" }))
    expect(await screen.findByRole("table")).toBeVisible()
  })

  test("of a city without schools says how they come", async () => {
    const empty = { ...city, parts: [], total: { ...city.total, schools: 0 } }
    await summary({ routes: { "GET /api/area/summary": () => ({ body: empty }) } })
    expect(await screen.findByText(/Школ пока нет: дайте директорам код/)).toBeVisible()
  })

  test("is not a head's business", async () => {
    const { asked } = await summary({ role: "head" })
    expect(screen.getByText(/Раздел для координаторов/)).toBeVisible()
    expect(asked).toEqual([])
  })
})

describe("the file of the summary", () => {
  test("holds what the screen shows, by school and grade, and nothing that a spreadsheet would run", async () => {
    const files: Blob[] = []
    URL.createObjectURL = (file: Blob) => {
      files.push(file)
      return "blob:x"
    }
    URL.revokeObjectURL = () => undefined
    const { user } = await summary()
    await user.click(await screen.findByRole("button", { name: "Скачать CSV" }))
    expect(await screen.findByText(/Скачано: Свод 18\.11\.2021\.csv/)).toBeVisible()
    const bytes = new Uint8Array((await files[0]?.arrayBuffer()) ?? new ArrayBuffer(0))
    expect(bytes.slice(0, 3)).toEqual(Uint8Array.of(0xef, 0xbb, 0xbf))
    const lines = new TextDecoder().decode(bytes).split("\r\n")

    expect(lines[0]).toContain("Школа;Параллель;Согласия;Согласия, %;Урок;Урок, %;Проба 1;")
    expect(lines[1]).toMatch(/^Гимназия;;60;60;90;90;0;0;;;100;3;2;3;/)
    expect(lines[2]).toMatch(/^Гимназия;7;60;75;70;87;0;0;;;80;3;/)
    expect(lines[3]).toMatch(/^Гимназия;8;60;;до 5;;0;;;;до 5;3;/)
    expect(lines).toContainEqual(expect.stringMatching(/^'=Школа № 3;;60;40;скрыто;;0;0;;;150;3;/))
    expect(lines.at(-2)).toMatch(/^Всего;;60;13;200;44;0;0;;;450;/)
  })
})

describe("inviting schools", () => {
  test("gives a code for all of them", async () => {
    const { user } = await summary({
      routes: {
        ...answered,
        "POST /api/area/code": () => ({ body: { code: "ACEHKMPTXY23", expiresAt: at } }),
      },
    })
    await user.click(await screen.findByRole("button", { name: "Новый код для школ" }))
    expect(await screen.findByText("ACEH-KMPT-XY23")).toBeVisible()
  })

  test("makes a school, after a code of the second factor if one is asked for", async () => {
    let isStepped = false
    const invitation = { token: "a-token-of-twenty-two-signs", code: "ACEHKMPTXY23", expiresAt: at }
    const { user, asked } = await summary({
      routes: {
        ...answered,
        "POST /api/area/schools": () => {
          if (!isStepped) return refusal("step-up", 403)
          return { body: { schoolName: "Школа № 9", invitation } }
        },
      },
    })
    await user.click(await screen.findByText("Завести школу"))
    await user.type(screen.getByLabelText("Название школы"), "Школа № 9")
    await user.type(screen.getByLabelText(/Фамилия, имя, отчество/), "Орлова Светлана")
    await user.click(screen.getByRole("button", { name: "Сделать приглашение" }))
    isStepped = true
    await user.click(await screen.findByRole("button", { name: "Код верный" }))

    expect(await screen.findByText("Школа № 9: приглашение директору")).toBeVisible()
    expect(screen.getByText("ACEH-KMPT-XY23")).toBeVisible()
    expect(asked.at(-1)?.body).toEqual({ schoolName: "Школа № 9", name: "Орлова Светлана" })
  })

  test("is not a region's business", async () => {
    const region = { ...city, area: { name: "Заречный край", kind: "region" as const } }
    await summary({
      role: "region",
      routes: { "GET /api/area/summary": () => ({ body: region }) },
    })
    expect(await screen.findByRole("table", { name: "По городам" })).toBeVisible()
    expect(screen.queryByRole("button", { name: "Новый код для школ" })).toBeNull()
  })
})

describe("the other coordinators", () => {
  const people = [
    { id: "k-1", name: "Ким Вера Львовна", state: "active" },
    { id: "k-2", name: "Цой Ирина Олеговна", state: "invited" },
  ]
  const withPeople: Routes = { ...answered, "GET /api/area/people": () => ({ body: { people } }) }
  const made = (name: string) => ({
    body: { name, invitation: { token: "secret-token", code: "ACEHKMPTXY23", expiresAt: at } },
  })

  test("stand by name, and one more is invited, after a code of the second factor if one is asked for", async () => {
    let isStepped = false
    const { user, asked } = await summary({
      role: "region",
      routes: {
        ...withPeople,
        "POST /api/area/people": () => {
          if (isStepped) return made("Юн Павел Андреевич")
          isStepped = true
          return refusal("step-up", 403)
        },
      },
    })
    const list = await screen.findByRole("list", { name: "Координаторы" })
    expect(list).toHaveTextContent("Ким Вера Львовнаэто вы")
    expect(list).toHaveTextContent("Цой Ирина Олеговнаприглашение ещё не принято")
    await user.click(screen.getByText("Пригласить коллегу", { selector: "summary" }))
    await user.click(screen.getByRole("button", { name: "Сделать приглашение" }))
    expect(screen.getByText("Напишите, кого приглашаете.")).toBeVisible()
    await user.type(screen.getByLabelText("Фамилия, имя, отчество коллеги"), "Юн Павел Андреевич")
    await user.click(screen.getByRole("button", { name: "Сделать приглашение" }))
    await user.click(await screen.findByRole("button", { name: "Код верный" }))

    expect(await screen.findByText("Юн Павел Андреевич: приглашение")).toBeVisible()
    expect(screen.getByText("ACEH-KMPT-XY23")).toBeVisible()
    const invited = asked.filter(({ what }) => what === "POST /api/area/people")
    expect(invited.map(({ body }) => body)).toEqual([
      { name: "Юн Павел Андреевич" },
      { name: "Юн Павел Андреевич" },
    ])
  })

  test("get a new link for a lost one, but nobody for oneself", async () => {
    const { user } = await summary({
      routes: {
        ...withPeople,
        "POST /api/area/people/k-2/invite": () => made("Цой Ирина Олеговна"),
      },
    })
    const again = await screen.findAllByRole("button", { name: "Новая ссылка" })
    expect(again).toHaveLength(1)
    await user.click(again[0] ?? document.body)
    expect(await screen.findByText("Цой Ирина Олеговна: приглашение")).toBeVisible()
  })
})

describe("a school that is not the city's any more", () => {
  test("is taken out from its own page, which first says what happens", async () => {
    const { user, asked, address } = await summary({
      path: `${paths.area}?part=b`,
      routes: {
        ...answered,
        "POST /api/area/schools/b/remove": () => ({ body: { schoolName: "Лицей" } }),
      },
    })
    await user.click(await screen.findByText("Убрать школу из города", { selector: "summary" }))
    expect(screen.getByText(/останется у неё; директор увидит, что её убрали/)).toBeVisible()
    expect(asked.filter(({ what }) => what.startsWith("POST"))).toEqual([])
    await user.click(screen.getByRole("button", { name: "Убрать из города: Лицей" }))

    expect(await screen.findByText("Лицей: убрана из города")).toBeVisible()
    expect(address()).toBe(paths.area)
    expect(asked.filter(({ what }) => what === "GET /api/area/summary")).toHaveLength(2)
  })

  test("is no business of a region", async () => {
    await summary({ role: "region", path: `${paths.area}?part=b` })
    await screen.findByRole("table", { name: "Лицей" })
    expect(screen.queryByText("Убрать школу из города")).toBeNull()
  })
})
