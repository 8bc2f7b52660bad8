import {
  aClash,
  aClass,
  aLesson,
  aPupil,
  aTablet,
  show,
  type TabletOptions,
} from "#tests/support/services.tsx"
import { screen, waitFor, within } from "@testing-library/react"
import { describe, expect, test, vi } from "vitest"

import { must } from "#/base/assert.ts"
import { changeServer } from "#/data/journal.ts"
import { readById } from "#/data/read.ts"
import { recordIds } from "#/domain/record-ids.ts"
import { textOf } from "#/domain/record.ts"
import { paths } from "#/features/paths.ts"
import { SyncScreen } from "#/features/sync/sync-screen.tsx"
import type { Services } from "#/platform/services.tsx"
import { markHeader, markValue } from "#/sync/headers.ts"
import type { Refusal } from "#/sync/op.ts"

const joined: TabletOptions = {
  mode: "joined",
  person: { id: "p-1", name: "Иванова Ирина Петровна", role: "navigator" },
}

/** What the server's refusal leaves behind: the op set aside with its reason. */
async function refuse(services: Services, rec: string, reason: Refusal): Promise<void> {
  const { outbox } = services.journal.database
  const row = must(await outbox.where("rec").equals(rec).first())
  await outbox.put({ ...row, state: "aside", refusal: { reason, cell: null } })
}

/** All but the named record is acknowledged. */
async function acknowledge(services: Services, except: string): Promise<void> {
  await services.journal.database.outbox
    .filter((row) => row.rec !== except)
    .modify({ state: "kept", applied: true, seq: 1 })
}

async function namesIn(list: string): Promise<readonly (string | null)[]> {
  const found = await screen.findByRole("list", { name: list })
  return within(found)
    .getAllByRole("listitem")
    .map((item) => item.querySelector(".body > :first-child")?.textContent ?? null)
}

describe("a sign-in that has ended", () => {
  const signedOut: TabletOptions = {
    ...joined,
    school: "school-12",
    transport: { post: async () => ({ kind: "signed-out" }) },
  }

  const answered = (status: number, body: unknown): Response =>
    new Response(JSON.stringify(body), {
      status,
      headers: { "content-type": "application/json", [markHeader]: markValue },
    })

  test("is begun anew by the passphrase, and a code where the server asks for one", async () => {
    const services = await aTablet(signedOut)
    await aClass(services)
    const asked: unknown[] = []
    const answers = [
      answered(403, { error: "wrong-passphrase" }),
      answered(403, { error: "step-up" }),
      answered(403, { error: "wrong-code" }),
    ]
    vi.stubGlobal("fetch", async (_address: string, { body }: { body: string }) => {
      asked.push(JSON.parse(body))
      return must(answers.shift())
    })
    const { user } = show(<SyncScreen />, services, paths.sync)
    services.sync.nudge()
    expect(
      await screen.findByText("Войдите, чтобы отправить. 1 запись в сохранности"),
    ).toBeVisible()
    const field = await screen.findByLabelText("Парольная фраза")
    const enter = screen.getByRole("button", { name: "Войти и отправить" })
    await user.type(field, "три синих вагона")
    await user.click(enter)
    expect(await screen.findByText(/^Фраза не подошла/)).toBeVisible()
    expect(field).toHaveValue("три синих вагона")
    await user.click(enter)
    const code = await screen.findByLabelText("Код подтверждения")
    await user.type(code, "123456")
    await user.click(enter)
    expect(await screen.findByText(/^Код не подошёл/)).toBeVisible()

    const phrase = { school: "school-12", person: "p-1", passphrase: "три синих вагона" }
    expect(asked).toEqual([phrase, phrase, { ...phrase, code: "123456" }])
    expect(screen.getByRole("link", { name: "Войти по новой ссылке" })).toBeVisible()
    vi.unstubAllGlobals()
  })

  test("asks for no phrase where the school's id is not known: only a link helps", async () => {
    const { school: _school, ...bare } = signedOut
    const services = await aTablet(bare)
    await aClass(services)
    show(<SyncScreen />, services, paths.sync)
    services.sync.nudge()
    expect(await screen.findByRole("link", { name: "Войти по новой ссылке" })).toBeVisible()
    expect(screen.queryByLabelText("Парольная фраза")).toBeNull()
  })
})

describe("what waits", () => {
  test("is told record by record in human words, the latest first", async () => {
    const services = await aTablet(joined)
    const sevenB = await aClass(services)
    const ilya = await aPupil(services, sevenB, "Петров Илья Николаевич")
    const anna = await aPupil(services, sevenB, "Орлова Анна Викторовна")
    await aLesson(services, {
      classes: [sevenB],
      day: "2021-10-12",
      cells: { status: "held" },
      marks: { [ilya]: "present", [anna]: "absent" },
    })
    show(<SyncScreen />, services, paths.sync)

    expect(await namesIn("Ждут отправки")).toEqual([
      "Урок 7Б 12 октября: отметки 2 учеников",
      "Урок 7Б 12 октября: проведено",
      "Ученица Орлова Анна: новая карточка",
      "Ученик Петров Илья: новая карточка",
      "Класс 7Б: новый",
    ])
    expect(await screen.findByText("Нет связи. Работайте дальше · ждут: 5")).toBeVisible()
  })

  test("leads to the record it is about", async () => {
    const services = await aTablet(joined)
    const sevenB = await aClass(services)
    const { user, address } = show(<SyncScreen />, services, {
      path: paths.sync,
      route: paths.sync,
    })

    await user.click(await screen.findByRole("link", { name: "Класс 7Б: новый" }))
    expect(address()).toBe(paths.schoolClass(sevenB))
  })

  test("is tried at once when told to", async () => {
    const post = vi.fn<() => Promise<{ kind: "offline" }>>(async () => ({ kind: "offline" }))
    const services = await aTablet({ ...joined, transport: { post } })
    await aClass(services)
    await waitFor(() => expect(services.sync.link().kind).toBe("offline"))
    const { user } = show(<SyncScreen />, services, paths.sync)
    const times = post.mock.calls.length

    await user.click(await screen.findByRole("button", { name: "Отправить сейчас" }))
    await waitFor(() => expect(post.mock.calls.length).toBe(times + 1))
    expect(screen.getByText(/Нет связи. Работайте дальше · ждут: 1/)).toBeVisible()
  })

  test("is nothing when the server has acknowledged everything", async () => {
    const services = await aTablet(joined)
    await aClass(services)
    await acknowledge(services, "")
    await changeServer(services.journal.database, { allSentAt: services.nowMs() })
    await waitFor(() => expect(services.sync.link().kind).toBe("offline"))
    show(<SyncScreen />, services, paths.sync)

    expect(await screen.findByText(/сохранять в файл нечего/)).toBeVisible()
    expect(screen.queryByRole("list", { name: "Ждут отправки" })).toBeNull()
  })
})

describe("what the server did not accept", () => {
  async function refused(reason: Refusal) {
    const services = await aTablet(joined)
    const sevenB = await aClass(services)
    const ilya = await aPupil(services, sevenB, "Петров Илья Николаевич")
    await acknowledge(services, ilya)
    await refuse(services, ilya, reason)
    return { services, ilya, sevenB, ...show(<SyncScreen />, services, paths.sync) }
  }

  test.each<[Refusal, RegExp]>([
    [
      "class-of-another",
      /Класс 7Б ведёт другой педагог: попросите директора закрепить его за вами/,
    ],
    ["lesson-of-another", /Этот урок ведёт другой человек/],
    ["not-for-this-role", /Ведущий урока меняет только свои уроки/],
    ["bad-value", /Такое значение записать нельзя/],
    ["unknown-field", /его нужно обновить/],
  ])("says why in a sentence: %s", async (reason, sentence) => {
    await refused(reason)

    expect(await screen.findByText(sentence)).toBeVisible()
    expect(await namesIn("Сервер не принял")).toEqual(["Ученик Петров Илья: новая карточка"])
  })

  test("is mended on the record's own screen", async () => {
    const { sevenB, ilya } = await refused("class-of-another")

    expect(await screen.findByRole("link", { name: "Исправить" })).toHaveAttribute(
      "href",
      paths.pupil(sevenB, ilya),
    )
  })

  test("can be sent again, as a new change with the same values", async () => {
    const { user, services, ilya } = await refused("class-of-another")
    await user.click(await screen.findByRole("button", { name: /Петров Илья.*: ещё/ }))
    await user.click(screen.getByRole("menuitem", { name: "Отправить ещё раз" }))

    expect(await namesIn("Ждут отправки")).toEqual(["Ученик Петров Илья: новая карточка"])
    expect(screen.queryByRole("list", { name: "Сервер не принял" })).toBeNull()
    const pupil = must(await readById(services.journal, ilya))
    expect(textOf(pupil, "last")).toBe("Петров")
  })

  test("can be taken off the screen, and that can be undone", async () => {
    const { user, services, ilya } = await refused("class-of-another")
    await user.click(await screen.findByRole("button", { name: /Петров Илья.*: ещё/ }))
    await user.click(screen.getByRole("menuitem", { name: "Убрать из показа" }))

    await waitFor(() => expect(screen.queryByRole("list", { name: "Сервер не принял" })).toBeNull())
    const gone = await readById(services.journal, ilya)
    expect(gone === undefined ? "" : textOf(gone, "last")).toBe("")

    await user.click(screen.getByRole("button", { name: "Отменить" }))
    expect(await namesIn("Ждут отправки")).toEqual(["Ученик Петров Илья: новая карточка"])
    expect(textOf(must(await readById(services.journal, ilya)), "last")).toBe("Петров")
  })
})

describe("two different marks", () => {
  test("are named with their lesson and lead there", async () => {
    const services = await aTablet(joined)
    const sevenB = await aClass(services)
    const ilya = await aPupil(services, sevenB, "Петров Илья Николаевич")
    const lesson = await aLesson(services, { classes: [sevenB], marks: { [ilya]: "present" } })
    const at = services.nowMs()
    await aClash(services, recordIds.register(lesson), {
      cell: `m:${ilya}`,
      mine: { value: "present", by: "p-1", at },
      theirs: { value: "absent", by: "p-2", at },
    })
    show(<SyncScreen />, services, paths.sync)

    expect(await namesIn("Разные отметки")).toEqual(["Урок 7Б 18 ноября: у 1 ученика"])
    expect(screen.getByRole("link", { name: "Выбрать" })).toHaveAttribute(
      "href",
      paths.activity(lesson),
    )
  })
})

describe("without a server", () => {
  test("says that everything is only here and how to join", async () => {
    const services = await aTablet()
    await aClass(services)
    show(<SyncScreen />, services, paths.sync)

    expect(await screen.findByText("Только на этом планшете")).toBeVisible()
    expect(await namesIn("Есть только здесь")).toEqual(["Класс 7Б: новый"])
    expect(screen.getByRole("link", { name: "Присоединиться к школе" })).toHaveAttribute(
      "href",
      "/join",
    )
  })

  test("the practice class is left from here and saves no file", async () => {
    const entered: string[] = []
    const services: Services = {
      ...(await aTablet({ mode: "demo" })),
      enter: (place) => {
        entered.push(place)
      },
    }
    const { user } = show(<SyncScreen />, services, paths.sync)
    await user.click(await screen.findByRole("button", { name: "Выйти из учебного класса" }))

    expect(entered).toEqual(["own"])
    expect(screen.queryByRole("link", { name: "Спасти записи" })).toBeNull()
  })
})

describe("a sign-in that has ended", () => {
  test("says that the records are safe, how to get a new link, and leads to typing its code", async () => {
    const transport = { post: async () => ({ kind: "signed-out" as const }) }
    const services = await aTablet({ ...joined, transport })
    await aClass(services)
    show(<SyncScreen />, services, paths.sync)

    expect(
      await screen.findByText("Войдите, чтобы отправить. 1 запись в сохранности"),
    ).toBeVisible()
    expect(screen.getByText(/npm start -- --new-head-link/)).toBeVisible()
    expect(screen.getByRole("link", { name: "Войти по новой ссылке" })).toHaveAttribute(
      "href",
      "/join",
    )
  })
})

describe("the spare way out", () => {
  test("leads to where records are rescued", async () => {
    const services = await aTablet(joined)
    await aClass(services)
    show(<SyncScreen />, services, paths.sync)

    expect(await screen.findByText(/Всё, чего нет на сервере: 1 запись/)).toBeVisible()
    const link = screen.getByRole("link", { name: "Спасти записи" })
    expect(link).toHaveAttribute("href", paths.rescue)
  })
})
