import { aLesson, show, type Shown } from "#tests/support/services.tsx"
import { screen, waitFor, within } from "@testing-library/react"
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest"

import { must } from "#/base/assert.ts"
import { readById, readByKey } from "#/data/read.ts"
import { recordIds } from "#/domain/record-ids.ts"
import { recordKey } from "#/domain/record-keys.ts"
import { valueOf } from "#/domain/record.ts"
import { markCell } from "#/domain/register.ts"
import { sittingOf } from "#/domain/sitting.ts"
import { ActivityScreen } from "#/features/lesson/activity-screen.tsx"
import { paths } from "#/features/paths.ts"

import { aStagedSession, giveConsent, type SessionStory, type StagedSession } from "./a-session.ts"

const names = [
  "Абрамова Вероника Олеговна",
  "Белов Артём Ильич",
  "Воронина Алиса Андреевна",
  "Гаврилов Матвей Сергеевич",
]

type Stage = StagedSession &
  Shown & {
    readonly row: (name: string) => HTMLElement
    readonly live: () => HTMLElement
    readonly stored: (pupil: number) => Promise<unknown>
    readonly sittings: () => Promise<readonly (readonly [pupil: string, kind: string])[]>
  }

/** The diagnostic's screen, opened at the test, once `before` has happened. */
async function aStage(
  story: Partial<SessionStory> = {},
  before: (staged: StagedSession) => Promise<unknown> = async () => undefined,
): Promise<Stage> {
  const staged = await aStagedSession({ names, ...story })
  await before(staged)
  const { services, activity, pupils } = staged
  const shown = show(<ActivityScreen />, services, {
    path: `${paths.activity(activity)}?show=test`,
    route: paths.activity(":activityId"),
  })
  await screen.findByRole("region", { name: "Кто проходит" })
  const list = () => within(screen.getByRole("region", { name: "Кто проходит" }))
  return {
    ...staged,
    ...shown,
    row: (name) => must(list().getByText(name).closest("li")),
    live: () => within(screen.getByRole("region", { name: "Сколько прошли" })).getByRole("status"),
    stored: async (pupil) => {
      const record = await readById(services.journal, recordIds.register(activity))
      return record && valueOf(record, markCell(must(pupils[pupil])))
    },
    sittings: async () =>
      (await readByKey(services.journal, recordKey.sittingsOf(activity)))
        .flatMap((record) => sittingOf(record) ?? [])
        .map(({ pupil, end }) => [pupil, end.kind]),
  }
}

/** One pane on a telephone; side by side on a tablet. */
function screenIs(wide: boolean): void {
  vi.stubGlobal("matchMedia", (query: string) => ({
    matches: wide && query.includes("min-width"),
    addEventListener: () => undefined,
    removeEventListener: () => undefined,
  }))
}

beforeEach(() => screenIs(false))
afterEach(() => {
  vi.unstubAllGlobals()
})

describe("The session of a diagnostic", () => {
  test("shows where everybody is: by sittings, by the register and by the consents", async () => {
    const { row, live } = await aStage(
      { marks: { 2: "absent" }, withoutConsent: [3] },
      async ({ sat }) => {
        await sat(0, { answered: 20, seconds: 241 })
        await sat(1, { answered: 12, seconds: 180 })
      },
    )

    expect(row("Абрамова")).toHaveTextContent(/Закончила.*5 мин/)
    expect(row("Белов")).toHaveTextContent(/Не закончил.*12 из 20 · 3 мин/)
    expect(row("Воронина")).toHaveTextContent("Нет")
    expect(row("Гаврилов")).toHaveTextContent("Без согласия")
    expect(live()).toHaveTextContent("Закончили 1 из 4 · не закончили 1 · нет 1 · без согласия 1")
  })

  test("is there as soon as a sitting arrives from another tablet", async () => {
    const { row, live, sat } = await aStage()
    expect(row("Абрамова")).toHaveTextContent("Не начинала")

    await sat(0, { answered: 20 })

    await waitFor(() => expect(row("Абрамова")).toHaveTextContent("Закончила"))
    expect(live()).toHaveTextContent("Закончили 1 из 4")
  })

  test("opens without writing anything", async () => {
    const { services } = await aStage()
    expect(await services.journal.database.outbox.count()).toBe(10)
  })

  test("says who goes on later, with how far, and who was away", async () => {
    await aStage({ marks: { 2: "absent" } }, ({ sat }) => sat(1, { answered: 12 }))

    expect(screen.getByText("Кому продолжить").nextSibling).toHaveTextContent("Белов (12 из 20)")
    expect(screen.getByText("Кого не было").nextSibling).toHaveTextContent("Воронина")
  })

  test("names whom no paper lets in, and blames nobody", async () => {
    await aStage({ withoutConsent: [3], refused: [1] })
    const sentence = await screen.findByText(/Без согласия не диагностируют/)

    expect(sentence).toHaveTextContent("Белов")
    expect(sentence).toHaveTextContent("Гаврилов")
    expect(screen.getByRole("link", { name: "Согласия" })).toBeVisible()
  })

  test("closes for a pupil whose consent is withdrawn meanwhile", async () => {
    const { row, services, pupils } = await aStage()
    await giveConsent(services, must(pupils[0]), "withdrawn")

    await waitFor(() => expect(row("Абрамова")).toHaveTextContent("Без согласия"))
  })

  test("warns of minutes over the norm, with the norm, and closes nothing", async () => {
    const { row } = await aStage({}, ({ sat }) => sat(1, { answered: 5, seconds: 1_300 }))

    expect(row("Белов")).toHaveTextContent("за урок 22 мин, норма 20")
    expect(screen.getByText("Нормы для планшета").nextSibling).toHaveTextContent(
      /в день 60 мин, за урок 20, подряд 15.*СП 2.4.3648-20, действует до 01.01.2027/,
    )
  })

  test("counts the minutes of the day over all its diagnostics", async () => {
    const { row } = await aStage({}, async ({ services, classId, sat }) => {
      const other = await aLesson(services, {
        kind: "diagnostic",
        classes: [classId],
        cells: { instrument: "spheres", title: "Другая" },
        day: "2021-11-17",
      })
      await sat(1, { answered: 24, seconds: 3_500, activity: other, instrument: "spheres" })
      await sat(1, { answered: 5, seconds: 240 })
    })

    expect(row("Белов")).toHaveTextContent("за день 63 мин, норма 60")
  })

  test("says of a norm that has run out that it is the last one known", async () => {
    await aStage({ tablet: { today: "2027-02-04" } })

    expect(screen.getByText("Нормы для планшета").nextSibling).toHaveTextContent(
      "Новая норма журналу не известна. Показана прежняя",
    )
  })

  test("tells who takes it another time, and of whom a part is still to come", async () => {
    const october = Date.parse("2021-10-11T06:00:00Z")
    const { row } = await aStage({}, async ({ services, classId, sat }) => {
      const earlier = await aLesson(services, {
        kind: "diagnostic",
        classes: [classId],
        day: "2021-10-11",
        cells: { instrument: "klimov-pairs" },
      })
      await sat(0, { answered: 20, activity: earlier, startedAt: october })
      await sat(0, { answered: 20 })
    })

    expect(row("Абрамова")).toHaveTextContent("2-й раз")
  })

  test("names the day from which a long questionnaire goes on", async () => {
    const { row } = await aStage({ instrument: "interest-map" }, ({ sat }) =>
      sat(0, { answered: 72, instrument: "interest-map", seconds: 800 }),
    )

    expect(row("Абрамова")).toHaveTextContent("72 из 144 · 14 мин · дальше с 19.11")
  })

  test("stands beside the register's place on a wide screen, with the count above", async () => {
    screenIs(true)
    const { user, live } = await aStage()

    expect(live()).toBeVisible()
    await user.click(screen.getByRole("tab", { name: "Чек-лист" }))
    expect(screen.queryByRole("region", { name: "Кто проходит" })).toBeNull()
    expect(screen.getByRole("region", { name: "Кто здесь" })).toBeVisible()
  })
})

describe("A sitting that was another pupil's", () => {
  test("is taken back with its mark, and one tap brings it back", async () => {
    const { user, row, stored, sittings } = await aStage({ marks: { 0: "finished" } }, ({ sat }) =>
      sat(0, { answered: 20 }),
    )

    await user.click(within(row("Абрамова")).getByRole("button", { name: /ещё/ }))
    await user.click(screen.getByRole("menuitem", { name: "Проходил другой ученик: убрать" }))

    await waitFor(() => expect(row("Абрамова")).toHaveTextContent("Не начинала"))
    expect(await sittings()).toEqual([])
    expect(await stored(0)).toBeNull()

    await user.click(await screen.findByRole("button", { name: "Отменить" }))
    await waitFor(() => expect(row("Абрамова")).toHaveTextContent("Закончила"))
    expect(await stored(0)).toBe("finished")
  })

  test("goes over to the right pupil: only to one with a consent and none of the own", async () => {
    const { user, row, pupils, sittings, stored } = await aStage(
      { marks: { 0: "finished" }, withoutConsent: [3] },
      async ({ sat }) => {
        await sat(0, { answered: 20 })
        await sat(2, { answered: 3 })
      },
    )

    await user.click(within(row("Абрамова")).getByRole("button", { name: /ещё/ }))
    await user.click(screen.getByRole("menuitem", { name: "Проходил другой ученик: отдать ему" }))
    const choice = await screen.findByRole("region", { name: "Чьё это прохождение?" })
    expect(choice).toHaveTextContent("Сейчас записано на: Абрамова Вероника")
    const offered = within(choice).getAllByRole("listitem")
    expect(offered.map(({ textContent }) => textContent)).toEqual(["Белов Артём"])

    await user.click(within(choice).getByRole("button", { name: "Белов Артём" }))

    await waitFor(() => expect(row("Белов")).toHaveTextContent("Закончил"))
    await waitFor(() => expect(row("Абрамова")).toHaveTextContent("Не начинала"))
    expect(await sittings()).toContainEqual([pupils[1], "finished"])
    expect([await stored(0), await stored(1)]).toEqual([null, "finished"])
  })

  test("stays when nobody is chosen", async () => {
    const { user, row } = await aStage({}, ({ sat }) => sat(0, { answered: 20 }))

    await user.click(within(row("Абрамова")).getByRole("button", { name: /ещё/ }))
    await user.click(screen.getByRole("menuitem", { name: "Проходил другой ученик: отдать ему" }))
    await user.click(await screen.findByRole("button", { name: "Оставить как есть" }))

    expect(row("Абрамова")).toHaveTextContent("Закончила")
  })

  test("is offered only where there is a sitting", async () => {
    const { user, row } = await aStage()
    await user.click(within(row("Абрамова")).getByRole("button", { name: /ещё/ }))

    expect(screen.getAllByRole("menuitem")).toHaveLength(1)
  })
})

describe("A diagnostic that is not taken on this tablet", () => {
  const openTest = async (story: Partial<SessionStory>) => {
    const staged = await aStagedSession({ names, ...story })
    show(<ActivityScreen />, staged.services, {
      path: `${paths.activity(staged.activity)}?show=test`,
      route: paths.activity(":activityId"),
    })
    return staged
  }

  test.each(["platform", "azbel-pairs", "holland-opposites"])(
    "by «%s» only says what was taken and who has not finished",
    async (instrument) => {
      await openTest({ instrument, marks: { 0: "unfinished" } })

      expect((await screen.findByText("Не закончили")).nextSibling).toHaveTextContent("Абрамова")
      expect(screen.queryByRole("region", { name: "Кто проходит" })).toBeNull()
    },
  )

  test("by an instrument that has not arrived says so and what to do", async () => {
    await openTest({ instrument: "own-questions" })
    expect(await screen.findByText(/Методики нет на этом планшете/)).toBeVisible()
  })

  test("is for a head who does not hold the class as it was: no results reach the tablet", async () => {
    const person = { id: "0190aaaa-0000-7000-8000-00000000000a", name: "Павлова", role: "head" }
    await openTest({ tablet: { mode: "joined", person: { ...person, role: "head" } } })

    expect(await screen.findByText("Не закончили")).toBeVisible()
    expect(screen.queryByRole("region", { name: "Кто проходит" })).toBeNull()
  })
})
