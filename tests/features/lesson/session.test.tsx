import {
  anOrder,
  begin,
  forgetHandover,
  inPupilsHands,
  listOn,
  sit,
  stepOf,
} from "#tests/support/handover.ts"
import { aLesson, save, show, type Shown } from "#tests/support/services.tsx"
import { screen, waitFor, within } from "@testing-library/react"
import userEvent from "@testing-library/user-event"
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest"

import { must } from "#/base/assert.ts"
import { saveStep } from "#/data/pupils-side.ts"
import { readById, readByKey } from "#/data/read.ts"
import { shippedInstrument } from "#/domain/instrument/catalogue.ts"
import { recordIds } from "#/domain/record-ids.ts"
import { recordKey } from "#/domain/record-keys.ts"
import { valueOf } from "#/domain/record.ts"
import { markCell } from "#/domain/register.ts"
import { sittingOf } from "#/domain/sitting.ts"
import { ActivityScreen } from "#/features/lesson/activity-screen.tsx"
import { paths } from "#/features/paths.ts"
import { lookAtHandover, takeTabletBack } from "#/platform/handover-look.ts"
import { handOver } from "#/platform/handover.ts"

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

  test("opens at the register, whatever «Сегодня» asked for", async () => {
    await openTest({ instrument: "platform" })
    expect(await screen.findByRole("tab", { name: "Кто здесь", selected: true })).toBeVisible()
  })

  test.each(["platform", "azbel-pairs", "holland-opposites"])(
    "by «%s» only says what was taken and who has not finished",
    async (instrument) => {
      await openTest({ instrument, marks: { 0: "unfinished" } })
      await screen.findByRole("tab", { name: "Кто здесь", selected: true })
      await userEvent.click(screen.getByRole("tab", { name: "Тест" }))

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
    await screen.findByRole("tab", { name: "Кто здесь", selected: true })
    await userEvent.click(screen.getByRole("tab", { name: "Тест" }))

    expect(await screen.findByText("Не закончили")).toBeVisible()
    expect(screen.queryByRole("region", { name: "Кто проходит" })).toBeNull()
  })
})

describe("Handing the tablet to pupils", () => {
  /** Opened at the ticks: the journal is behind a PIN unless told otherwise. */
  const atTheTicks = async (
    story: Partial<SessionStory> = {},
    before: (staged: StagedSession) => Promise<unknown> = async () => undefined,
  ) => {
    const stage = await aStage(story, async (staged) => {
      await staged.services.journal.database.slots.delete("device")
      await before(staged)
    })
    await stage.user.click(screen.getByRole("button", { name: "Дать планшет ученикам" }))
    await screen.findByRole("region", { name: "Кто проходит сейчас" })
    return {
      ...stage,
      tick: (name: RegExp) => screen.getByRole("checkbox", { name }),
      ticked: () =>
        screen
          .getAllByRole("checkbox")
          .filter((box) => box instanceof HTMLInputElement && box.checked).length,
      go: async (name: RegExp) => {
        await stage.user.click(await screen.findByRole("button", { name }))
      },
    }
  }

  afterEach(async () => {
    document.documentElement.hidden = false
    await forgetHandover()
  })

  test("ticks those with consent who are not away, and says why the others are not", async () => {
    const { tick } = await atTheTicks({ marks: { 2: "absent" }, withoutConsent: [3] }, ({ sat }) =>
      sat(0, { answered: 20 }),
    )

    expect(tick(/Абрамова/)).not.toBeChecked()
    expect(tick(/Абрамова/)).toHaveAccessibleName(/уже прошли этот тест/)
    expect(tick(/Белов/)).toBeChecked()
    expect(tick(/Воронина/)).not.toBeChecked()
    expect(tick(/Воронина/)).toHaveAccessibleName(/нет на уроке/)
    expect(tick(/Гаврилов/)).toHaveAccessibleName(/без согласия не диагностируют/)
  })

  test("lets the teacher tick knowingly whom it did not, but never one without consent", async () => {
    const { user, tick } = await atTheTicks({ marks: { 2: "absent" }, withoutConsent: [3] })

    expect(tick(/Гаврилов/)).toBeDisabled()
    await user.click(tick(/Воронина/))
    expect(tick(/Воронина/)).toBeChecked()
    await user.click(screen.getByRole("button", { name: "Снять все" }))
    await user.click(screen.getByRole("button", { name: "Отметить всех, кто может" }))
    expect(tick(/Гаврилов/)).not.toBeChecked()
  })

  test("takes the tick away when a consent is withdrawn meanwhile", async () => {
    const { tick, services, pupils } = await atTheTicks()
    expect(tick(/Абрамова/)).toBeChecked()

    await giveConsent(services, must(pupils[0]), "withdrawn")

    await waitFor(() => expect(tick(/Абрамова/)).not.toBeChecked())
  })

  test("says who has used up the season's times, and from which day one may again", async () => {
    const october = Date.parse("2021-10-25T06:00:00Z")
    const earlier = async ({ services, classId, sat }: StagedSession, limits: object) => {
      const cells = { code: "2021", ...limits }
      await save(services, [{ id: recordIds.season("2021"), kind: "season", cells }])
      const kind = { kind: "diagnostic", classes: [classId], day: "2021-10-25" } as const
      const activity = await aLesson(services, { ...kind, cells: { instrument: "klimov-pairs" } })
      await sat(0, { answered: 20, activity, startedAt: october })
    }
    const first = await atTheTicks({}, (staged) => earlier(staged, { attempts: 1 }))
    expect(first.tick(/Абрамова/)).toHaveAccessibleName(/уже 1 раз за сезон/)
    first.unmount()

    const { tick } = await atTheTicks({}, (staged) => earlier(staged, { daysBetween: 30 }))
    expect(tick(/Абрамова/)).toHaveAccessibleName(/рано: можно с 24 ноября/)
    expect(tick(/Абрамова/)).not.toBeChecked()
    expect(tick(/Абрамова/)).toBeEnabled()
  })

  test("goes to those ticked, by short names, with what they had before, and the journal is left", async () => {
    const { go, services, activity, pupils } = await atTheTicks({}, ({ sat }) =>
      sat(1, { answered: 12, seconds: 300 }),
    )

    await go(/Отдать планшет: 4 ученика/)

    await waitFor(async () =>
      expect(await lookAtHandover()).toMatchObject({ activity, isWithPupils: true }),
    )
    const look = must(await lookAtHandover())
    expect(look.pupils.map(({ pupil }) => pupil).sort()).toEqual([...pupils].sort())
    const list = await inPupilsHands(listOn)
    expect(list.map(({ pupil }) => pupil.called.replaceAll("\u00a0", " "))).toEqual([
      "Алиса В.",
      "Артём Б.",
      "Вероника А.",
      "Матвей Г.",
    ])
    const artyom = must(list.find(({ pupil }) => pupil.id === pupils[1])).pupil
    expect(artyom).toMatchObject({ ticket: 2, minutesToday: 5 })
    expect(artyom.before?.standing.answered).toHaveLength(12)
    expect(services.place.mode).toBe("local")
  })

  test("by numbers shows numbers, the same as in the register, and prints whose they are", async () => {
    const { user, go } = await atTheTicks()
    const print = vi.spyOn(window, "print").mockReturnValue()
    await user.click(screen.getByRole("radio", { name: /По номеру/ }))
    await user.click(await screen.findByRole("button", { name: "Напечатать номера" }))

    await waitFor(() => expect(print).toHaveBeenCalled())
    expect(screen.getByRole("row", { name: "2 Белов Артём", hidden: true })).toBeInTheDocument()
    await go(/Отдать планшет/)
    await waitFor(async () => expect(await lookAtHandover()).toBeDefined())
    const list = await inPupilsHands(listOn)
    expect(list.map(({ pupil }) => pupil.ticket)).toEqual([1, 2, 3, 4])
  })

  test("on several tablets shares the list: each its part, and nobody twice", async () => {
    const { user, tick, ticked } = await atTheTicks()
    const tablets = within(screen.getByRole("group", { name: "Сколько планшетов в классе" }))
    await user.click(tablets.getByRole("button", { name: "2" }))

    expect(tick(/Белов/)).toBeChecked()
    expect(tick(/Воронина/)).not.toBeChecked()
    const own = within(screen.getByRole("group", { name: "Этот планшет" }))
    await user.click(own.getByRole("button", { name: "№ 2" }))
    expect(tick(/Белов/)).not.toBeChecked()
    expect(tick(/Воронина/)).toBeChecked()
    expect(ticked()).toBe(2)
  })

  test("warns of a class the instrument is not meant for, and of one that is longer than the norm", async () => {
    await atTheTicks({ instrument: "riasec-short", grade: 7 })
    expect(screen.getByText(/Методика для 8–11 классов, а класс 7-й/)).toBeVisible()
    expect(screen.getByText(/Приложение ещё не сохранено на планшете/)).toBeVisible()
  })

  test("says before a long questionnaire that it takes two days", async () => {
    await atTheTicks({ instrument: "interest-map" })
    expect(screen.getByText(/её проходят за два дня/)).toBeVisible()
  })

  test("cannot be done without a PIN, and leads to setting one", async () => {
    const { user } = await aStage()
    await user.click(screen.getByRole("button", { name: "Дать планшет ученикам" }))

    expect(await screen.findByText(/Без PIN планшет отдавать нельзя/)).toBeVisible()
    expect(screen.getByRole("link", { name: "Задать PIN" })).toHaveAttribute("href", paths.protect)
    expect(screen.queryByRole("button", { name: /Отдать планшет/ })).toBeNull()
  })

  test("is not done in the practice class, which has no PIN", async () => {
    const { user } = await aStage({ tablet: { mode: "demo" } })
    await user.click(screen.getByRole("button", { name: "Дать планшет ученикам" }))

    expect(await screen.findByText(/В учебном классе планшет ученикам не отдают/)).toBeVisible()
    expect(screen.queryByRole("button", { name: /Отдать планшет/ })).toBeNull()
  })

  test("is left alone where it was not meant", async () => {
    const { user } = await atTheTicks()
    await user.click(screen.getByRole("button", { name: "Не сейчас" }))

    expect(await screen.findByRole("region", { name: "Кто проходит" })).toBeVisible()
    expect(await lookAtHandover()).toBeUndefined()
  })
})

describe("A tablet that was handed to pupils", () => {
  const answers = async (count: number) => {
    const { items } = await shippedInstrument("klimov-pairs")
    return Object.fromEntries(
      items.slice(0, count).map(({ id, options }) => [id, options[0]?.id ?? ""]),
    )
  }

  /** Handed over to all, one pupil answers so many; then the teacher takes it back and opens the session. */
  const afterPupils = async (whole: boolean) => {
    const staged = await aStagedSession({ names })
    const { services, activity, pupils } = staged
    await services.journal.database.slots.delete("device")
    const instrument = await shippedInstrument("klimov-pairs")
    const order = anOrder({ activity, pupils }, { instrument })
    await handOver(services, order, () => undefined)
    if (whole) await sit(must(pupils[0]), await answers(20))
    else await stop(must(pupils[0]), await answers(7))
    await takeTabletBack()
    // The teacher's is a fresh document.
    document.documentElement.hidden = false
    return staged
  }

  const openSession = async ({ services, activity }: StagedSession) => {
    const shown = show(<ActivityScreen />, services, {
      path: `${paths.activity(activity)}?show=test`,
      route: paths.activity(":activityId"),
    })
    const list = await screen.findByRole("region", { name: "Кто проходит" })
    const row = (name: string): HTMLElement => must(within(list).getByText(name).closest("li"))
    return { ...shown, row }
  }

  afterEach(async () => {
    document.documentElement.hidden = false
    await forgetHandover()
  })

  test("shows who is at it, how far, and leads back to the pupils", async () => {
    const { row } = await openSession(await afterPupils(false))

    await waitFor(() => expect(row("Абрамова")).toHaveTextContent(/Проходит.*7 из 20/))
    expect(screen.getByText(/Планшет отдан ученикам/)).toBeVisible()
    expect(screen.getByRole("button", { name: "Вернуть планшет ученикам" })).toBeVisible()
  })

  test("gives it back with whoever is at it still in the list", async () => {
    const { user } = await openSession(await afterPupils(false))
    await user.click(await screen.findByRole("button", { name: "Вернуть планшет ученикам" }))

    const here = await screen.findByRole("checkbox", { name: /Абрамова/ })
    expect(here).toBeChecked()
    expect(here).toBeDisabled()
    expect(here).toHaveAccessibleName(/сейчас проходит на этом планшете/)
    await user.click(await screen.findByRole("button", { name: "Отдать планшет: 4 ученика" }))

    await waitFor(async () => expect(await lookAtHandover()).toMatchObject({ isWithPupils: true }))
    const states = must(await lookAtHandover()).pupils.map(({ state }) => state)
    expect([...states].sort()).toEqual(["in-progress", "not-started", "not-started", "not-started"])
  })

  test("takes in what pupils have finished when the session is opened, with its mark", async () => {
    const staged = await afterPupils(true)
    const { row } = await openSession(staged)

    await waitFor(() => expect(row("Абрамова")).toHaveTextContent("Закончила"))
    const register = await readById(staged.services.journal, recordIds.register(staged.activity))
    expect(valueOf(must(register), markCell(must(staged.pupils[0])))).toBe("finished")
  })

  test("lets a pupil sit again whose sitting was taken back while the test goes on", async () => {
    const { user, row } = await openSession(await afterPupils(true))
    // By the sitting itself: its mark is read a moment sooner.
    await waitFor(() => expect(row("Абрамова")).toHaveTextContent(/Закончила\d/))
    await user.click(within(row("Абрамова")).getByRole("button", { name: /ещё/ }))
    await user.click(screen.getByRole("menuitem", { name: "Проходил другой ученик: убрать" }))
    await waitFor(() => expect(row("Абрамова")).toHaveTextContent("Не начинала"))

    await user.click(screen.getByRole("button", { name: "Вернуть планшет ученикам" }))
    await user.click(await screen.findByRole("button", { name: "Отдать планшет: 4 ученика" }))

    await waitFor(async () => expect(await lookAtHandover()).toMatchObject({ isWithPupils: true }))
    const list = await inPupilsHands(listOn)
    expect(list.map(({ state }) => state)).toEqual(Array.from({ length: 4 }, () => "not-started"))
  })

  test("ends its test: who was at it is unfinished and goes on another time", async () => {
    const { user, row } = await openSession(await afterPupils(false))
    await user.click(await screen.findByRole("button", { name: "Закончить тест на этом планшете" }))

    await waitFor(() => expect(row("Абрамова")).toHaveTextContent(/Не закончила.*7 из 20/))
    expect(screen.getByText("В журнал добавлено 1 прохождение")).toBeVisible()
    expect(screen.getByRole("button", { name: "Дать планшет ученикам" })).toBeVisible()
    expect(await lookAtHandover()).toBeUndefined()
  })

  test("keeps aside what was answered by one whose consent is gone, until it is erased", async () => {
    const staged = await afterPupils(true)
    await giveConsent(staged.services, must(staged.pupils[0]), "refused")
    const { user, row } = await openSession(staged)

    expect(
      await screen.findByText(/Прохождение отложено: Абрамова. Семья отказалась/),
    ).toBeVisible()
    expect(row("Абрамова")).toHaveTextContent("Без согласия")
    await user.click(screen.getByRole("button", { name: "Стереть ответы" }))
    await waitFor(() => expect(screen.queryByText(/Прохождение отложено/)).toBeNull())
  })
})

/** Answers so many and leaves the tablet lying. */
async function stop(pupil: string, given: Readonly<Record<string, string>>): Promise<void> {
  await inPupilsHands(async (database) => {
    const visit = await begin(database, pupil)
    const saved = await saveStep(database, visit, stepOf(visit, given))
    expect(saved.kind).toBe("saved")
  })
}
