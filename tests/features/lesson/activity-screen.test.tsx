import {
  aClash,
  aClass,
  aLesson,
  aPupil,
  aTablet,
  save,
  show,
  type Shown,
} from "#tests/support/services.tsx"
import { screen, waitFor, within } from "@testing-library/react"
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest"

import { must } from "#/base/assert.ts"
import type { Json } from "#/base/json.ts"
import { keepDraft } from "#/data/drafts.ts"
import { readHistory } from "#/data/history.ts"
import { readById } from "#/data/read.ts"
import { readTally } from "#/data/tally.ts"
import type { ActivityKind } from "#/domain/activity-kind.ts"
import type { Day } from "#/domain/day.ts"
import { recordIds } from "#/domain/record-ids.ts"
import { valueOf } from "#/domain/record.ts"
import { markCell } from "#/domain/register.ts"
import { ActivityScreen } from "#/features/lesson/activity-screen.tsx"
import { paths } from "#/features/paths.ts"
import type { Services } from "#/platform/services.tsx"

const thirty = [
  "Абрамова Вероника Олеговна",
  "Белов Артём Ильич",
  "Ким Саша",
  "Кузнецова Анна Павловна",
  "Кузнецова Анастасия Игоревна",
  "Петров Илья Олегович",
  ...Array.from({ length: 24 }, (_, n) => `Ученик${String.fromCodePoint(0x430 + n)} Иван Иванович`),
]

interface Setting {
  readonly names?: readonly string[]
  readonly kind?: ActivityKind
  readonly day?: Day
  readonly cells?: Readonly<Record<string, Json>>
  /** Marks by the number of the pupil in `names`. */
  readonly marks?: Readonly<Record<number, string>>
}

interface Stage extends Shown {
  readonly services: Services
  readonly lesson: string
  readonly classId: string
  readonly pupils: readonly string[]
  /** The two buttons of a pupil. */
  readonly row: (name: string) => ReturnType<typeof within>
  /** What is stored of a pupil's mark. */
  readonly stored: (n: number) => Promise<Json>
}

/** A class, a lesson, and its screen, opened. */
async function aStage(setting: Setting = {}): Promise<Stage> {
  const { names = thirty.slice(0, 6), marks, ...given } = setting
  const services = await aTablet()
  const classId = await aClass(services)
  const pupils: string[] = []
  for (const name of names) pupils.push(await aPupil(services, classId, name))
  const byId =
    marks === undefined
      ? {}
      : {
          list: pupils,
          marks: Object.fromEntries(
            Object.entries(marks).map(([n, mark]) => [must(pupils[Number(n)]), mark]),
          ),
        }
  const lesson = await aLesson(services, { classes: [classId], ...given, ...byId })
  return { ...(await opened(services, lesson)), services, lesson, classId, pupils }
}

async function opened(services: Services, lesson: string) {
  const shown = show(<ActivityScreen />, services, {
    path: paths.activity(lesson),
    route: paths.activity(":activityId"),
  })
  await screen.findByRole("tablist")
  const row = (name: string) => within(screen.getByRole("group", { name }))
  const stored = async (n: number): Promise<Json> => {
    const record = await readById(services.journal, recordIds.register(lesson))
    const pupils = record === undefined ? [] : valueOf(record, "list")
    const id = Array.isArray(pupils) ? pupils[n] : undefined
    return record === undefined || typeof id !== "string" ? null : valueOf(record, markCell(id))
  }
  return { ...shown, row, stored }
}

/** A screen held by somebody: wide as a tablet on its side, or narrow as a phone. */
function held(width: "wide" | "narrow"): void {
  vi.stubGlobal("matchMedia", () => ({
    matches: width === "wide",
    addEventListener: () => undefined,
    removeEventListener: () => undefined,
  }))
}

beforeEach(() => {
  held("wide")
})

afterEach(() => {
  vi.unstubAllGlobals()
})

const count = () => screen.findByText(/^Отмечено \d+ из \d+$/)
const counted = async (marked: number, total: number) =>
  waitFor(async () => expect(await count()).toHaveTextContent(`Отмечено ${marked} из ${total}`))
const isPressed = (button: HTMLElement) =>
  waitFor(() => expect(button).toHaveAttribute("aria-pressed", "true"))
const isFree = (button: HTMLElement) =>
  waitFor(() => expect(button).toHaveAttribute("aria-pressed", "false"))

describe("Opening a lesson", () => {
  test("writes nothing at all", async () => {
    const { services } = await aStage()
    const before = await services.journal.database.outbox.count()
    await counted(0, 6)
    expect(await services.journal.database.outbox.count()).toBe(before)
    expect((await readTally(services.journal)).waiting).toBe(before)
  })

  test("orders pupils by name and tells namesakes apart by the patronymic", async () => {
    await aStage()
    const names = screen.getAllByRole("group").map((group) => group.getAttribute("aria-label"))
    expect(names.slice(0, 6)).toEqual([
      "Абрамова Вероника",
      "Белов Артём",
      "Ким Саша",
      "Кузнецова Анастасия Игоревна",
      "Кузнецова Анна Павловна",
      "Петров Илья",
    ])
  })

  test("speaks of each pupil by the grammar of the name, and without it where the name is silent", async () => {
    const { row } = await aStage()
    expect(row("Петров Илья").getByRole("button", { name: "Не был" })).toBeVisible()
    expect(row("Абрамова Вероника").getByRole("button", { name: "Не была" })).toBeVisible()
    expect(row("Ким Саша").getByRole("button", { name: "Здесь" })).toBeVisible()
    expect(row("Ким Саша").getByRole("button", { name: "Нет" })).toBeVisible()
  })

  test("that is not on the tablet says so and leads on", async () => {
    const services = await aTablet()
    show(<ActivityScreen />, services, {
      path: paths.activity(services.newId()),
      route: paths.activity(":activityId"),
    })
    expect(await screen.findByText(/на этом планшете нет/)).toBeVisible()
  })
})

describe("On a phone", () => {
  test("the register is the first part, and the others take its place one at a time", async () => {
    held("narrow")
    const { user } = await aStage()
    const tabs = screen.getAllByRole("tab").map((tab) => tab.textContent)
    expect(tabs).toEqual(["Кто здесь", "Чек-лист", "Заметка", "Итог", "История"])
    expect(screen.getByRole("group", { name: "Петров Илья" })).toBeVisible()
    await user.click(screen.getByRole("tab", { name: "Чек-лист" }))
    expect(await screen.findByRole("checkbox", { name: /Видео о сферах труда/ })).toBeVisible()
    expect(screen.queryByRole("group", { name: "Петров Илья" })).toBeNull()
    await user.click(screen.getByRole("tab", { name: "Кто здесь" }))
    expect(await screen.findByRole("group", { name: "Петров Илья" })).toBeVisible()
  })
})

describe("Marking", () => {
  test("thirty pupils with three absent takes four taps", async () => {
    const { user, row, services, lesson } = await aStage({ names: thirty })
    let taps = 0
    const tap = async (button: HTMLElement) => {
      taps += 1
      await user.click(button)
    }
    for (const name of ["Петров Илья", "Белов Артём"]) {
      await tap(row(name).getByRole("button", { name: "Не был" }))
    }
    await tap(row("Абрамова Вероника").getByRole("button", { name: "Не была" }))
    await counted(3, 30)
    await tap(screen.getByRole("button", { name: "Остальные — были (27)" }))
    await counted(30, 30)
    expect(taps).toBeLessThanOrEqual(5)
    expect(await screen.findByText("были 27 · не были 3")).toBeVisible()
    expect(screen.queryByRole("button", { name: /Остальные/ })).toBeNull()
    const record = must(await readById(services.journal, recordIds.register(lesson)))
    expect(Object.keys(record.cells).filter((cell) => cell.startsWith("m:"))).toHaveLength(30)
  })

  test("saves with the tap, names the pupil and undoes", async () => {
    const { user, row } = await aStage()
    const absent = row("Петров Илья").getByRole("button", { name: "Не был" })
    await user.click(absent)
    await isPressed(absent)
    expect(await screen.findByText("Петров — не был")).toBeVisible()
    await user.click(screen.getByRole("button", { name: "Отменить" }))
    await isFree(absent)
  })

  test("taps the active one again to clear it", async () => {
    const { user, row } = await aStage({ marks: { 5: "absent" } })
    const absent = row("Петров Илья").getByRole("button", { name: "Не был" })
    expect(absent).toHaveAttribute("aria-pressed", "true")
    await user.click(absent)
    await isFree(absent)
    expect(await screen.findByText("Петров — без отметки")).toBeVisible()
  })

  test("finds late and excused one tap further, in the place of the button they replace", async () => {
    const { user, row } = await aStage()
    await user.click(screen.getByRole("button", { name: "Петров Илья: ещё" }))
    await user.click(screen.getByRole("menuitemcheckbox", { name: "Опоздал" }))
    await isPressed(await row("Петров Илья").findByRole("button", { name: "Опоздал" }))
    expect(row("Петров Илья").queryByRole("button", { name: "Был" })).toBeNull()
    await user.click(screen.getByRole("button", { name: "Петров Илья: ещё" }))
    await user.click(screen.getByRole("menuitemcheckbox", { name: /уважительная причина/ }))
    await isPressed(await row("Петров Илья").findByRole("button", { name: "Уваж." }))
    expect(await screen.findByText("были 0 · не были 1")).toBeVisible()
  })

  test("takes the whole fill back with one undo", async () => {
    const { user, row } = await aStage({ marks: { 5: "absent" } })
    await user.click(screen.getByRole("button", { name: "Остальные — были (5)" }))
    await counted(6, 6)
    await user.click(await screen.findByRole("button", { name: "Отменить" }))
    await counted(1, 6)
    expect(row("Петров Илья").getByRole("button", { name: "Не был" })).toHaveAttribute(
      "aria-pressed",
      "true",
    )
  })

  test("lets the unmarked stand out only after the first mark", async () => {
    const { user, row, container } = await aStage()
    const standing = () =>
      [...container.querySelectorAll("[data-standing]")].map((one) =>
        one.getAttribute("data-standing"),
      )
    expect(new Set(standing())).toEqual(new Set(["fresh"]))
    await user.click(row("Петров Илья").getByRole("button", { name: "Был" }))
    await waitFor(() =>
      expect(standing()).toEqual([...Array.from({ length: 5 }, () => "open"), "set"]),
    )
  })

  test("suggests «проведён» when everybody is marked, and one tap says it", async () => {
    const { user, services, lesson } = await aStage({ marks: { 5: "absent" } })
    expect(screen.queryByRole("button", { name: "Урок проведён" })).toBeNull()
    await user.click(screen.getByRole("button", { name: "Остальные — были (5)" }))
    await user.click(await screen.findByRole("button", { name: "Урок проведён" }))
    await waitFor(async () => {
      const record = must(await readById(services.journal, lesson))
      expect(valueOf(record, "status")).toBe("held")
    })
    await waitFor(() => expect(screen.queryByText("Все отмечены.")).toBeNull())
  })
})

describe("A lesson's own list", () => {
  test("offers a pupil who came later and adds nobody unasked", async () => {
    const { user, services, classId } = await aStage({ marks: { 0: "present" } })
    await aPupil(services, classId, "Яшин Олег Олегович")
    const add = await screen.findByRole("button", { name: "Добавить в этот урок" })
    expect(screen.getByText(/Яшин Олег/)).toBeVisible()
    expect(screen.queryByRole("group", { name: "Яшин Олег" })).toBeNull()
    await user.click(add)
    expect(await screen.findByRole("group", { name: "Яшин Олег" })).toBeVisible()
    await waitFor(() =>
      expect(screen.queryByRole("button", { name: "Добавить в этот урок" })).toBeNull(),
    )
  })

  test("does not offer somebody who joined after the lesson's day", async () => {
    const { services, classId } = await aStage({ day: "2021-11-16", marks: { 0: "present" } })
    await aPupil(services, classId, { name: "Яшин Олег Олегович", since: "2021-11-17" })
    await aPupil(services, classId, { name: "Юдин Олег Олегович", since: "2021-11-15" })
    expect(await screen.findByText(/Юдин Олег/)).toBeVisible()
    expect(screen.queryByText(/Яшин Олег/)).toBeNull()
  })

  test("keeps a pupil who has left the class, with the name", async () => {
    const { services, pupils, row } = await aStage({ marks: { 0: "present", 5: "absent" } })
    const left = { id: must(pupils[5]), kind: "pupil" as const, cells: { status: "archived" } }
    await save(services, [left])
    await counted(2, 6)
    expect(row("Петров Илья").getByRole("button", { name: "Не был" })).toHaveAttribute(
      "aria-pressed",
      "true",
    )
  })
})

describe("A past lesson", () => {
  test("says which day it was and that changes are kept, and stays open for them", async () => {
    const { user, row } = await aStage({ day: "2021-11-16", marks: { 0: "present" } })
    expect(screen.getByText("Урок 16 ноября. Правки сохранятся в истории.")).toBeVisible()
    const late = row("Петров Илья").getByRole("button", { name: "Не был" })
    await user.click(late)
    await isPressed(late)
  })

  test("of today has no banner", async () => {
    await aStage()
    expect(screen.queryByText(/Правки сохранятся/)).toBeNull()
  })
})

describe("Two marks of one pupil", () => {
  const at = (time: string) => new Date(`2021-11-18T${time}:00`).getTime()

  async function aClashingStage() {
    const services = await aTablet()
    const classId = await aClass(services)
    const pupil = await aPupil(services, classId, "Орлова Дарья Олеговна")
    const other = await aPupil(services, classId, "Белов Артём Ильич")
    const [one, two] = [services.newId(), services.newId()]
    await save(services, [
      { id: one, kind: "person", cells: { name: "Иванова Ирина Петровна", role: "navigator" } },
      { id: two, kind: "person", cells: { name: "Смирнова Ольга Юрьевна", role: "leader" } },
    ])
    const lesson = await aLesson(services, {
      classes: [classId],
      marks: { [pupil]: "present" },
      list: [pupil, other],
    })
    await aClash(services, recordIds.register(lesson), {
      cell: markCell(pupil),
      mine: { value: "present", by: one, at: at("09:12") },
      theirs: { value: "absent", by: two, at: at("09:14") },
    })
    return { ...(await opened(services, lesson)), services, lesson, pupil }
  }

  test("are one sentence with both names and times, neither pressed, and not counted", async () => {
    const { row } = await aClashingStage()
    expect(
      screen.getByText(/Иванова в 09:12 отметила «была», Смирнова в 09:14 — «не была»/),
    ).toBeVisible()
    await counted(0, 2)
    for (const button of row("Орлова Дарья").getAllByRole("button")) {
      expect(button).toHaveAttribute("aria-pressed", "false")
    }
    expect(screen.getByRole("button", { name: "Остальные — были (1)" })).toBeVisible()
  })

  test("end with a choice, and the choice is what stands", async () => {
    const { user, row, services } = await aClashingStage()
    const card = screen.getByRole("group", { name: /Орлова Дарья: Иванова/ })
    await user.click(within(card).getByRole("button", { name: "Не была" }))
    await isPressed(row("Орлова Дарья").getByRole("button", { name: "Не была" }))
    expect(screen.queryByText(/Смирнова в 09:14/)).toBeNull()
    await waitFor(async () => expect((await readTally(services.journal)).clashes).toBe(0))
  })
})

describe("The checklist", () => {
  test("shows the phase of the moment first, with its minutes", async () => {
    await aStage({ cells: { start: "14:00", end: "14:45" } })
    const phases = (await screen.findAllByRole("heading", { level: 3 })).map(
      (one) => one.textContent,
    )
    expect(phases).toEqual(["На уроке", "До урока", "После урока"])
    expect(screen.getByText("0 из 6 · 42 мин")).toBeVisible()
  })

  test("saves a tick at once and keeps its own items when the pattern changes", async () => {
    const { user, services, lesson } = await aStage()
    await user.click(await screen.findByRole("checkbox", { name: /Видео о сферах труда/ }))
    await waitFor(async () => {
      const record = must(await readById(services.journal, recordIds.checklist(lesson)))
      expect(valueOf(record, "t:video")).toBe(true)
    })
    const other = [{ id: "other", phase: "during", text: "Совсем другое" }]
    await save(services, [
      {
        id: recordIds.template("lesson", "6-7"),
        kind: "template",
        cells: { kind: "lesson", band: "6-7", items: other },
      },
    ])
    expect(await screen.findByRole("checkbox", { name: /Видео о сферах труда/ })).toBeChecked()
    expect(screen.queryByText("Совсем другое")).toBeNull()
  })

  test("starts from the school's pattern when there is one", async () => {
    const services = await aTablet()
    const classId = await aClass(services)
    const lesson = await aLesson(services, { classes: [classId] })
    const own = [{ id: "own", phase: "during", text: "Наш разговор" }]
    await save(services, [
      {
        id: recordIds.template("lesson", "6-7"),
        kind: "template",
        cells: { kind: "lesson", band: "6-7", items: own },
      },
    ])
    await opened(services, lesson)
    expect(await screen.findByRole("checkbox", { name: /Наш разговор/ })).toBeVisible()
    expect(screen.queryByText(/Видео о сферах/)).toBeNull()
  })

  test("takes new items, loses old ones with an undo, and becomes the pattern", async () => {
    const { user, services } = await aStage()
    await user.click(await screen.findByRole("button", { name: "Изменить пункты" }))
    await user.type(screen.getByLabelText("Новый пункт: На уроке"), "Гость из колледжа{Enter}")
    expect(await screen.findByDisplayValue("Гость из колледжа")).toBeVisible()
    await user.click(screen.getByRole("button", { name: "Убрать пункт: Игра «Восемь сред»" }))
    await waitFor(() => expect(screen.queryByDisplayValue("Игра «Восемь сред»")).toBeNull())
    expect(await screen.findByText("Убран пункт «Игра «Восемь сред»»")).toBeVisible()
    await user.click(screen.getByRole("button", { name: "Сделать образцом" }))
    await waitFor(async () => {
      const id = recordIds.template("lesson", "6-7")
      const items = JSON.stringify(valueOf(must(await readById(services.journal, id)), "items"))
      expect(items).toContain("Гость из колледжа")
      expect(items).not.toContain("Восемь сред")
    })
  })
})

describe("The note", () => {
  test("saves itself and says when", async () => {
    const { user, services, lesson } = await aStage()
    await user.click(screen.getByRole("tab", { name: "Заметка" }))
    await user.click(screen.getByLabelText("Заметка об уроке"))
    await user.paste("Спросили про колледж")
    await waitFor(async () => {
      const record = must(await readById(services.journal, lesson))
      expect(valueOf(record, "note")).toBe("Спросили про колледж")
    })
    expect(await screen.findByText("Сохранено на планшете · 14:05")).toBeVisible()
    expect(screen.getByLabelText("Заметка об уроке")).toHaveValue("Спросили про колледж")
  })

  test("is found again after the screen went away in the middle of a word", async () => {
    const { user, services, lesson, unmount } = await aStage()
    await user.click(screen.getByRole("tab", { name: "Заметка" }))
    await user.type(screen.getByLabelText("Заметка об уроке"), "Недопис")
    unmount()
    const again = await opened(services, lesson)
    await again.user.click(screen.getByRole("tab", { name: "Заметка" }))
    await waitFor(() => expect(screen.getByLabelText("Заметка об уроке")).toHaveValue("Недопис"))
  })

  test("typed on while its beginning was being saved is found once, not twice", async () => {
    const { services, lesson, unmount } = await aStage()
    unmount()
    await save(services, [{ id: lesson, kind: "activity", cells: { note: "Слушали о профес" } }])
    // The tablet died before the screen had seen its own save.
    const draft = { text: "Слушали о профессиях", was: "", given: ["Слушали", "Слушали о профес"] }
    await keepDraft(services.journal, `note ${lesson}`, draft)

    const { user } = await opened(services, lesson)
    await user.click(screen.getByRole("tab", { name: "Заметка" }))

    const note = screen.getByLabelText("Заметка об уроке")
    await waitFor(() => expect(note).toHaveValue("Слушали о профессиях"))
  })

  test("that found no room stays on the screen and is saved by leaving the field later", async () => {
    const { user, services, lesson } = await aStage()
    const { records, drafts } = services.journal.database
    const full = (): never => {
      throw new DOMException("full", "QuotaExceededError")
    }
    records.hook("updating", full)
    drafts.hook("creating", full)
    await user.click(screen.getByRole("tab", { name: "Заметка" }))
    const note = screen.getByLabelText("Заметка об уроке")
    await user.type(note, "Слушали")
    expect(await screen.findByText(/На планшете кончилось место/)).toBeVisible()
    expect(note).toHaveValue("Слушали")
    expect(screen.queryByText(/Сохранено на планшете/)).toBeNull()

    records.hook("updating").unsubscribe(full)
    drafts.hook("creating").unsubscribe(full)
    await user.tab()

    expect(await screen.findByText(/Сохранено на планшете/)).toBeVisible()
    const record = must(await readById(services.journal, lesson))
    expect(valueOf(record, "note")).toBe("Слушали")
  })
})

describe("The history", () => {
  test("names what happened, who did it, and a fill as one line", async () => {
    const { user, row } = await aStage()
    await user.click(row("Петров Илья").getByRole("button", { name: "Не был" }))
    await counted(1, 6)
    await user.click(screen.getByRole("button", { name: "Остальные — были (5)" }))
    await counted(6, 6)
    await user.click(screen.getByRole("tab", { name: "История" }))
    const lines = within(await screen.findByRole("list", { name: "История" })).getAllByRole(
      "listitem",
    )
    expect(lines.map((line) => line.querySelector("p")?.textContent)).toEqual([
      "Были: 5 учеников",
      "Петров — не был",
      "Занесено в план",
    ])
    expect(lines[0]).toHaveTextContent("14:05 · вы")
  })

  test("takes back any line, and says when nothing of it stands any more", async () => {
    const { user, row, services, lesson } = await aStage()
    const absent = row("Петров Илья").getByRole("button", { name: "Не был" })
    await user.click(absent)
    await counted(1, 6)
    await user.click(screen.getByRole("button", { name: "Остальные — были (5)" }))
    await counted(6, 6)
    await user.click(screen.getByRole("tab", { name: "История" }))
    const list = await screen.findByRole("list", { name: "История" })
    const line = must(within(list).getByText("Петров — не был").closest("li"))
    await user.click(within(line).getByRole("button", { name: "Вернуть как было" }))
    await isFree(absent)
    await counted(5, 6)
    await waitFor(() =>
      expect(must(within(list).getByText("Петров — не был").closest("li"))).toHaveTextContent(
        "изменено позже",
      ),
    )
    expect(await readHistory(services.journal, [recordIds.register(lesson)])).toHaveLength(3)
  })

  test("opens for one pupil from the row", async () => {
    const { user, row } = await aStage()
    await user.click(row("Петров Илья").getByRole("button", { name: "Не был" }))
    await counted(1, 6)
    await user.click(row("Белов Артём").getByRole("button", { name: "Был" }))
    await counted(2, 6)
    await user.click(screen.getByRole("button", { name: "Петров Илья: ещё" }))
    await user.click(screen.getByRole("menuitem", { name: "История отметок" }))
    expect(await screen.findByText("Отметки: Петров Илья")).toBeVisible()
    const list = await screen.findByRole("list", { name: "История" })
    expect(within(list).getAllByRole("listitem")).toHaveLength(1)
    await user.click(screen.getByRole("button", { name: "Показать всю историю" }))
    await waitFor(() => expect(within(list).getAllByRole("listitem")).toHaveLength(3))
  })
})

describe("A diagnostic", () => {
  test("is marked by how far each pupil came, and the rest finished", async () => {
    const { user, row, services, pupils } = await aStage({
      kind: "diagnostic",
      cells: { instrument: "klimov-pairs", stage: "first" },
    })
    await user.click(row("Абрамова Вероника").getByRole("button", { name: "Не закончила" }))
    await counted(1, 6)
    await user.click(screen.getByRole("button", { name: "Петров Илья: ещё" }))
    await user.click(screen.getByRole("menuitemcheckbox", { name: "Не начинал" }))
    await counted(2, 6)
    await user.click(screen.getByRole("button", { name: "Остальные — закончили (4)" }))
    await counted(6, 6)
    expect(screen.getByText("закончили 4 · не закончили 1 · не начинали 1")).toBeVisible()
    await user.click(screen.getByRole("tab", { name: "Тест" }))
    // Who has begun goes on; who has not, and has no paper yet, is named with the papers.
    const again = within(must((await screen.findByText("Кому продолжить")).parentElement))
    expect(again.getByText("Абрамова")).toBeVisible()
    expect(await screen.findByText(/Бумаги ещё нет/)).toBeVisible()

    const papers = pupils.map((pupil) => ({
      id: recordIds.consent(pupil, "school"),
      kind: "consent" as const,
      cells: { pupil, purpose: "school", status: "given", signed: "guardian" },
    }))
    await services.write(papers)
    expect(await again.findByText("Абрамова, Петров (с начала)")).toBeVisible()
  })
})

describe("A diagnostic and its consents", () => {
  test("names before it begins whose paper is not there, and leads to the sheet of the class", async () => {
    const { user, services, pupils } = await aStage({ kind: "diagnostic" })
    const given = pupils.slice(1).map((pupil) => ({
      id: recordIds.consent(pupil, "school"),
      kind: "consent" as const,
      cells: { pupil, purpose: "school", status: "given", signed: "guardian" },
    }))
    await services.write(given)
    await user.click(screen.getByRole("tab", { name: "Тест" }))
    expect(await screen.findByText(/Бумаги ещё нет: Абрамова\./)).toBeVisible()
    expect(screen.getByRole("link", { name: "Согласия" }).getAttribute("href")).toMatch(
      /^\/classes\/[^/]+\/consents$/,
    )

    const [first = ""] = pupils
    await services.write([
      {
        id: recordIds.consent(first, "school"),
        kind: "consent",
        cells: { pupil: first, purpose: "school", status: "given", signed: "guardian" },
      },
    ])
    expect(await screen.findByText("Согласия есть у всех из списка.")).toBeVisible()
  })
})

describe("The end of a lesson", () => {
  test("lists who was not there, and is held, planned again or cancelled with an undo", async () => {
    const { user, services, lesson } = await aStage({ marks: { 5: "absent", 0: "late" } })
    const status = async () => valueOf(must(await readById(services.journal, lesson)), "status")
    await user.click(screen.getByRole("tab", { name: "Итог" }))
    const panel = within(screen.getByRole("tabpanel"))
    expect(panel.getByText("Петров")).toBeVisible()
    expect(panel.getByText("Абрамова")).toBeVisible()
    await user.click(screen.getByRole("button", { name: "Отменить урок" }))
    expect(await screen.findByText("Отменено. Отметки в итог не идут.")).toBeVisible()
    await user.click(screen.getByRole("button", { name: "Вернуть" }))
    await waitFor(async () => expect(await status()).toBe("planned"))
    await user.click(await screen.findByRole("button", { name: "Урок проведён" }))
    await waitFor(async () => expect(await status()).toBe("held"))
  })
})

describe("A meeting for parents", () => {
  test("counts people and registers nobody", async () => {
    const { user, services, lesson } = await aStage({ kind: "parents" })
    expect(screen.queryByText(/Отмечено/)).toBeNull()
    const field = screen.getByLabelText("Сколько человек было")
    await user.type(field, "42")
    await user.tab()
    await waitFor(async () => {
      expect(valueOf(must(await readById(services.journal, lesson)), "people")).toBe(42)
    })
  })

  test("does not take a number of people that cannot be", async () => {
    const { user, services, lesson } = await aStage({ kind: "parents" })
    await user.type(screen.getByLabelText("Сколько человек было"), "сорок")
    await user.tab()
    expect(await screen.findByText("Напишите число от 0 до 10 000.")).toBeVisible()
    expect(valueOf(must(await readById(services.journal, lesson)), "people")).toBeNull()
  })
})
