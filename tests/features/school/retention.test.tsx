import { answerApi, refusal, type Routes } from "#tests/support/api.ts"
import { aClass, aPupil, aTablet, show } from "#tests/support/services.tsx"
import { screen, waitFor, within } from "@testing-library/react"
import { describe, expect, test } from "vitest"

import { readById } from "#/data/read.ts"
import { write } from "#/data/write.ts"
import { recordIds } from "#/domain/record-ids.ts"
import { paths } from "#/features/paths.ts"
import { ErasePupilScreen } from "#/features/school/erase-pupil-screen.tsx"
import { RetentionScreen } from "#/features/school/retention-screen.tsx"
import type { Services } from "#/platform/services.tsx"
import type { RetentionAnswer } from "#/sync/api.ts"

const noon = new Date("2021-11-18T12:00:00").getTime()
const kept: RetentionAnswer = {
  keepDays: 30,
  years: [
    { year: 2020, lastDay: "2021-05-31", from: "2021-07-01", pupils: 31, open: true },
    { year: 2021, lastDay: "2021-11-30", from: "2021-12-31", pupils: 78, open: false },
  ],
  past: [
    { at: noon, by: "h-1", year: 2019, what: "names", pupils: 27, tablets: { cleared: 2, all: 3 } },
    {
      at: noon - 1,
      by: "h-1",
      year: null,
      what: "names",
      pupils: 1,
      tablets: { cleared: 3, all: 3 },
    },
  ],
  withdrawn: [],
}

function asHead(): Promise<Services> {
  const person = { id: "h-1", name: "Кузнецова Марина", role: "head" } as const
  return aTablet({ mode: "joined", person })
}

async function retention(routes: Routes = {}) {
  const services = await asHead()
  const asked = answerApi({ "GET /api/retention": () => ({ body: kept }), ...routes })
  return { ...show(<RetentionScreen />, services, paths.retention), services, asked }
}

describe("«Хранение»", () => {
  test("lists the years that still have names, and offers only those that are over", async () => {
    await retention()
    expect(await screen.findByText("31 ученик; сезон кончился 31 мая 2021")).toBeVisible()
    expect(screen.getByText("78 учеников; можно стереть с 31 декабря 2021")).toBeVisible()
    expect(screen.getAllByText("Обезличить 2020/21", { selector: "summary" })).toHaveLength(1)
    expect(screen.queryByText("Обезличить 2021/22")).toBeNull()
  })

  test("says what cannot be taken back before the button, then does it and asks anew", async () => {
    const { user, asked } = await retention({
      "POST /api/retention/2020": () => ({
        body: { kind: "done", pupils: 31, activities: 4, imports: 1 },
      }),
    })
    await user.click(await screen.findByText("Обезличить 2020/21", { selector: "summary" }))
    expect(screen.getByText(/Вернуть имена нельзя/)).toBeVisible()
    await user.click(screen.getByRole("button", { name: "Обезличить 2020/21" }))

    expect(await screen.findByText("Обезличено: 31 ученик")).toBeVisible()
    await waitFor(() =>
      expect(asked.map(({ what }) => what)).toEqual([
        "GET /api/retention",
        "POST /api/retention/2020",
        "GET /api/retention",
      ]),
    )
  })

  test("says why nothing was erased", async () => {
    const { user } = await retention({
      "POST /api/retention/2020": () => refusal("storage", 503),
    })
    await user.click(await screen.findByText("Обезличить 2020/21", { selector: "summary" }))
    await user.click(screen.getByRole("button", { name: "Обезличить 2020/21" }))
    expect(await screen.findByText(/Ничего не стёрто; повторите/)).toBeVisible()
  })

  test("tells on how many tablets an erasure has arrived", async () => {
    await retention()
    expect(await screen.findByText(/забыли 2 из 3 планшетов, остальные/)).toBeVisible()
    expect(screen.getByText("забыли 3 из 3 планшетов")).toBeVisible()
  })

  test("prints an act with every erasure, its reason and room for three signatures", async () => {
    const { user } = await retention()
    let printed = 0
    window.print = () => {
      printed += 1
    }
    await user.click(await screen.findByRole("button", { name: "Напечатать акт" }))

    const title = await screen.findByText("Акт об уничтожении персональных данных")
    const act = within(title.closest("div") ?? document.body)
    expect(printed).toBe(1)
    expect(act.getAllByRole("row", { hidden: true })).toHaveLength(3)
    expect(act.getByText("достижение цели обработки, конец сезона")).toBeInTheDocument()
    expect(act.getAllByText("Подпись")).toHaveLength(3)
  })

  test("says whose answers go on which day, and afterwards that they went", async () => {
    const past = { at: noon, by: "h-1", year: null, what: "results", pupils: 1 } as const
    const tablets = { cleared: 3, all: 3 }
    const services = await asHead()
    const pupil = "01a00000-0000-7000-8000-000000000001"
    await write(
      services.journal,
      [{ id: pupil, kind: "pupil", cells: { last: "Розов", first: "Иван" } }],
      noon,
    )
    const withdrawn = [{ pupil, eraseOn: "2021-12-20" }]
    answerApi({
      "GET /api/retention": () => ({
        body: { ...kept, withdrawn, past: [{ ...past, tablets }] },
      }),
    })
    const { user } = show(<RetentionScreen />, services, paths.retention)
    expect(await screen.findByText("сотрутся 20 декабря 2021")).toBeVisible()
    expect(await screen.findByText("Розов Иван")).toBeVisible()
    expect(screen.getByText(/1 ученика: согласие отозвано/)).toBeVisible()
    window.print = () => undefined
    await user.click(screen.getByRole("button", { name: "Напечатать акт" }))
    expect(await screen.findByText("отзыв согласия")).toBeInTheDocument()
  })

  test("keeps the school's own term as a setting that is saved and sent", async () => {
    const { user, services } = await retention()
    const field = await screen.findByLabelText("Дней после конца сезона")
    await user.clear(field)
    await user.type(field, "60")
    await user.click(screen.getByRole("button", { name: "Сохранить" }))
    const record = await readById(services.journal, recordIds.school())
    expect(record?.cells["keepDays"]?.value).toBe(60)
  })

  test("refuses a term that is none", async () => {
    const { user } = await retention()
    const field = await screen.findByLabelText("Дней после конца сезона")
    await user.clear(field)
    await user.type(field, "много")
    await user.tab()
    expect(screen.getByText("Напишите число дней от 0 до 3650.")).toBeVisible()
    expect(screen.queryByRole("button", { name: "Сохранить" })).toBeNull()
  })

  test("is for the head alone, and needs the server", async () => {
    const person = { id: "p-1", name: "Иванова Ирина", role: "navigator" } as const
    const asked = answerApi({})
    show(<RetentionScreen />, await aTablet({ mode: "joined", person }), paths.retention)
    expect(screen.getByText(/Раздел для директора/)).toBeVisible()
    expect(asked).toEqual([])
  })

  test("without a connection says so and can be tried again", async () => {
    let isUp = false
    const { user } = await retention({
      "GET /api/retention": () => (isUp ? { body: kept } : "no network"),
    })
    expect(await screen.findByRole("alert")).toHaveTextContent("Сервер не отвечает")
    isUp = true
    await user.click(screen.getByRole("button", { name: "Повторить" }))
    expect(await screen.findByText(/31 ученик/)).toBeVisible()
  })
})

describe("erasing one pupil", () => {
  async function erasing(routes: Routes) {
    const services = await asHead()
    const pupil = await aPupil(services, await aClass(services), "Петров Илья")
    answerApi(routes)
    const at = { path: paths.erasePupil(pupil), route: paths.erasePupil(":pupilId") }
    return { ...show(<ErasePupilScreen />, services, at), pupil }
  }

  test("names the pupil, says what will happen, and leads to notes that name the family", async () => {
    const lesson = recordIds.register("0190aaaa-0000-7000-8000-000000000001")
    const routes: Record<string, () => { body: unknown }> = {}
    const { user, pupil } = await erasing(routes)
    routes[`POST /api/pupils/${pupil}/erase`] = () => ({ body: { notes: [lesson] } })
    await user.click(await screen.findByText("Стереть имя навсегда", { selector: "summary" }))
    await user.click(screen.getByRole("button", { name: "Стереть: Петров Илья" }))

    expect(await screen.findByText("Имя стёрто.")).toBeVisible()
    const note = screen.getByRole("link", { name: "Заметка 1" })
    expect(note.getAttribute("href")).toBe(paths.activity(lesson))
  })

  test("asks for the second factor where the server wants it, and goes on by itself", async () => {
    let isSteppedUp = false
    const routes: Record<string, () => { status?: number; body: unknown }> = {
      "GET /api/factor": () => ({
        body: { state: "on", required: true, steppedUpUntil: null, recoveryCodesLeft: 10 },
      }),
      "POST /api/factor/step-up": () => {
        isSteppedUp = true
        return { body: { until: noon } }
      },
    }
    const { user, pupil } = await erasing(routes)
    routes[`POST /api/pupils/${pupil}/erase`] = () =>
      isSteppedUp ? { body: { notes: [] } } : refusal("step-up", 403)
    await user.click(await screen.findByText("Стереть имя навсегда", { selector: "summary" }))
    await user.click(screen.getByRole("button", { name: "Стереть: Петров Илья" }))
    await user.type(await screen.findByRole("textbox"), "123456")
    await user.click(screen.getByRole("button", { name: "Подтвердить" }))
    expect(await screen.findByText("Имя стёрто.")).toBeVisible()
  })
})
