import {
  aDiagnostic,
  anOrder,
  forgetHandover,
  handOverHere,
  inPupilsHands,
  sit,
  type ClassHere,
} from "#tests/support/handover.ts"
import { threePairs } from "#tests/support/three-pairs.ts"
import { render, screen, within } from "@testing-library/react"
import userEvent from "@testing-library/user-event"
import { afterEach, beforeEach, describe, expect, test } from "vitest"

import { must } from "#/base/assert.ts"
import type { Saved } from "#/data/pupils-side.ts"
import type { Instrument } from "#/domain/instrument/instrument.ts"
import { PupilMode } from "#/features/pupil/pupil-mode.tsx"
import { endHandover, takeInSittings } from "#/platform/handover.ts"
import { openPupilsPlace, type PupilsPlace } from "#/platform/pupils-place.ts"

const names = ["Орлова Дарья", "Петров Илья"]

let here: ClassHere
let renewed: number

beforeEach(async () => {
  here = await aDiagnostic(names)
  renewed = 0
})

afterEach(forgetHandover)

type Change = Partial<PupilsPlace>

async function open(change: Change = {}): Promise<ReturnType<typeof userEvent.setup>> {
  const place: PupilsPlace = {
    ...openPupilsPlace(),
    renew: () => {
      renewed += 1
    },
    ...change,
  }
  render(<PupilMode place={place} read={await place.read()} />)
  await screen.findByRole("heading", { level: 1 })
  return userEvent.setup()
}

async function begin(user: ReturnType<typeof userEvent.setup>, name: string): Promise<void> {
  await user.click(screen.getByRole("button", { name }))
  await user.click(screen.getByRole("button", { name: "Да, это я" }))
  await user.click(screen.getByRole("button", { name: /Начать|Продолжить/u }))
  await screen.findByRole("radiogroup")
}

const place = (number: number, of = 3) =>
  screen.findByLabelText(`Вопрос ${number} из ${of}`, { selector: "p" })

describe("the list", () => {
  test("says that there is no test while nothing is handed over", async () => {
    await open()
    expect(screen.getByRole("heading", { name: "Сейчас теста нет" })).toBeVisible()
  })

  test("calls everybody, and who is done is no button any more", async () => {
    await handOverHere(here)
    await sit(must(here.pupils[0]), { p1: "a" })
    await open()
    expect(screen.queryByRole("button", { name: "Ученик 1" })).toBeNull()
    expect(screen.getByText("готово")).toBeVisible()
    expect(screen.getByRole("button", { name: "Ученик 2" })).toBeVisible()
  })

  test("shows numbers and no name where the teacher wants it so", async () => {
    await handOverHere(here, anOrder(here, { pickBy: "tickets" }))
    const user = await open()
    expect(screen.queryByText(/Ученик/u)).toBeNull()
    await user.click(screen.getByRole("button", { name: "2" }))
    expect(screen.getByRole("heading", { name: "Твой номер — 2?" })).toBeVisible()
  })

  test("goes back after a slip of the finger, with nothing begun", async () => {
    await handOverHere(here)
    const user = await open()
    await user.click(screen.getByRole("button", { name: "Ученик 2" }))
    await user.click(screen.getByRole("button", { name: "Нет, вернуться" }))
    expect(screen.getByRole("button", { name: "Ученик 2" })).toBeVisible()
    await inPupilsHands(async (database) => {
      expect((await database.pupils.toArray()).map(({ state }) => state)).toEqual([
        "not-started",
        "not-started",
      ])
    })
  })
})

describe("a question", () => {
  test("shows the tap, saves it, and then the next one has the reader's ear", async () => {
    await handOverHere(here)
    const user = await open()
    await begin(user, "Ученик 1")
    await user.click(screen.getByRole("radio", { name: "Другое из p1" }))
    expect(screen.getByRole("radio", { name: "Другое из p1" })).toBeChecked()
    await place(2)
    expect(screen.getByRole("heading", { level: 1 })).toHaveFocus()
    await inPupilsHands(async (database) => {
      expect((await database.pupils.get(must(here.pupils[0])))?.answered).toBe(1)
    })
  })

  test("hears the keys 1 to 9 and the arrows, which only go there", async () => {
    await handOverHere(here)
    const user = await open()
    await begin(user, "Ученик 1")
    await user.keyboard("{ArrowRight}{ArrowRight}")
    expect(screen.getByRole("radio", { name: "Другое из p1" })).toHaveFocus()
    expect(screen.queryByRole("radio", { checked: true })).toBeNull()
    await user.keyboard("{Enter}")
    await place(2)
    await user.keyboard("1")
    await place(3)
    await user.click(screen.getByRole("button", { name: "Прошлый вопрос" }))
    expect(screen.getByRole("radio", { name: "Одно из p2" })).toBeChecked()
  })

  test("of a second tap before the first is saved takes nothing", async () => {
    await handOverHere(here)
    const user = await open()
    await begin(user, "Ученик 1")
    await user.click(screen.getByRole("radio", { name: "Одно из p1" }))
    await user.click(screen.getByRole("radio", { name: "Другое из p1" }))
    await place(2)
    await user.click(screen.getByRole("button", { name: "Прошлый вопрос" }))
    expect(screen.getByRole("radio", { name: "Одно из p1" })).toBeChecked()
  })

  test("stays on the screen when the disk is full, and goes on once it is saved", async () => {
    await handOverHere(here)
    const real = openPupilsPlace()
    let isFull = true
    const save: PupilsPlace["save"] = async (visit, step): Promise<Saved> =>
      isFull ? { kind: "full" } : real.save(visit, step)
    const user = await open({ save })
    await begin(user, "Ученик 1")
    await user.click(screen.getByRole("radio", { name: "Одно из p1" }))
    expect(await screen.findByRole("alert")).toHaveTextContent("кончилось место")
    expect(screen.getByLabelText("Вопрос 1 из 3", { selector: "p" })).toBeVisible()
    expect(screen.getByRole("radio", { name: "Одно из p1" })).toBeChecked()

    isFull = false
    await user.click(screen.getByRole("button", { name: "Сохранить ещё раз" }))
    await place(2)
    expect(screen.queryByRole("alert")).toBeNull()
  })

  test("gives way to a clear sentence when the teacher has the tablet", async () => {
    await handOverHere(here)
    const user = await open()
    await begin(user, "Ученик 1")
    await takeInSittings(here.services)
    await user.click(screen.getByRole("radio", { name: "Одно из p1" }))
    expect(await screen.findByRole("heading", { name: "Планшет уже у учителя" })).toBeVisible()
    await user.click(screen.getByRole("button", { name: "К списку" }))
    expect(renewed).toBe(1)
  })
})

describe("a pause", () => {
  test("covers the question and does not count", async () => {
    let now = 0
    await handOverHere(here)
    const user = await open({ ticks: () => now })
    await begin(user, "Ученик 1")
    now += 4_000
    await user.click(screen.getByRole("button", { name: "Пауза" }))
    expect(screen.queryByRole("radiogroup")).toBeNull()
    now += 60_000
    await user.click(screen.getByRole("button", { name: "Продолжить" }))
    now += 2_000
    await user.click(screen.getByRole("radio", { name: "Одно из p1" }))
    await place(2)
    await inPupilsHands(async (database) => {
      expect((await database.pupils.get(must(here.pupils[0])))?.seconds).toBe(6)
    })
  })
})

describe("the end", () => {
  test("says what is left without an answer as a fact, leads there, and lets finish", async () => {
    await handOverHere(here)
    const user = await open()
    await begin(user, "Ученик 1")
    await user.keyboard("1")
    await place(2)
    await user.click(screen.getByRole("button", { name: "Не могу выбрать" }))
    await place(3)
    await user.keyboard("2")
    await screen.findByRole("heading", { name: "Без ответа: 1 вопрос" })
    const open2 = within(screen.getByRole("list", { name: "Вопросы без ответа" }))
    expect(open2.getAllByRole("button")).toHaveLength(1)
    await user.click(screen.getByRole("button", { name: "Закончить" }))
    expect(await screen.findByRole("heading", { name: "Спасибо!" })).toBeVisible()
    expect(screen.getByText("Передай планшет следующему.")).toBeVisible()
    await user.click(screen.getByRole("button", { name: "Передаю" }))
    expect(renewed).toBe(1)
  })

  test("of the last pupil leads to the teacher", async () => {
    await handOverHere(here)
    await sit(must(here.pupils[1]), { p1: "a" })
    const user = await open()
    await begin(user, "Ученик 1")
    for (const number of [1, 2, 3]) {
      await place(number)
      await user.keyboard("1")
    }
    await user.click(await screen.findByRole("button", { name: "Закончить" }))
    expect(await screen.findByText("Передай планшет учителю.")).toBeVisible()
  })

  test("of a part says that the second comes another day, and is no finished sitting", async () => {
    const inParts: Instrument = { ...threePairs, breaks: ["p2"] }
    await handOverHere(here, anOrder(here, { instrument: inParts }))
    const user = await open()
    await begin(user, "Ученик 1")
    await place(1, 2)
    await user.keyboard("1")
    await place(2, 2)
    await user.keyboard("1")
    await user.click(await screen.findByRole("button", { name: "Закончить" }))
    expect(await screen.findByText(/Вторую часть — в другой день/u)).toBeVisible()
    await inPupilsHands(async (database) => {
      expect(await database.pupils.get(must(here.pupils[0]))).toMatchObject({
        state: "finished",
        finishedAt: null,
      })
    })
    expect(await endHandover(here.services)).toMatchObject({ taken: 1 })
  })
})

describe("a hint of the norms", () => {
  test("comes when the day's time at tablets is over, and stops nobody", async () => {
    const order = anOrder(here)
    const pupils = order.pupils.map((pupil) => ({ ...pupil, minutesToday: 60 }))
    await handOverHere(here, { ...order, pupils })
    let now = 0
    const user = await open({ ticks: () => now })
    await begin(user, "Ученик 1")
    now += 61_000
    await user.keyboard("1")
    await place(2)
    expect(screen.getByRole("status")).toHaveTextContent("На сегодня экрана уже много")
    await user.keyboard("1")
    await place(3)
  })
})

test("speaks the language of the hand-over", async () => {
  await handOverHere(here, anOrder(here, { language: "en" }))
  const user = await open()
  await user.click(screen.getByRole("button", { name: "Ученик 1" }))
  await user.click(screen.getByRole("button", { name: "Yes, that’s me" }))
  expect(screen.getByRole("heading", { name: "Three pairs" })).toBeVisible()
  expect(document.documentElement.lang).toBe("en")
})
