import { answerApi } from "#tests/support/api.ts"
import { aClass, aPupil, aTablet, show, type TabletOptions } from "#tests/support/services.tsx"
import { screen, waitFor, within } from "@testing-library/react"
import { describe, expect, test, vi } from "vitest"

import { must } from "#/base/assert.ts"
import { toBase64url } from "#/base/base64url.ts"
import { carry, readCarried } from "#/data/carried.ts"
import { readById } from "#/data/read.ts"
import { changeRescueNote, rescueNote } from "#/data/rescue.ts"
import { paths } from "#/features/paths.ts"
import { RescueScreen } from "#/features/rescue/rescue-screen.tsx"
import { uploadRescue } from "#/platform/rescue-upload.ts"
import type { Services } from "#/platform/services.tsx"
import { readFrame } from "#/sync/rescue-frames.ts"
import { openAtServer, readSealed, type ServerKeys } from "#/sync/rescue-seal.ts"
import { bundleInText } from "#/sync/rescue-text.ts"
import { unpackRescue } from "#/sync/rescue.ts"

const irina: TabletOptions = {
  mode: "joined",
  school: "school-1",
  person: { id: "p-1", name: "Иванова Ирина Петровна", role: "navigator" },
}
const boris: TabletOptions = {
  ...irina,
  person: { id: "p-2", name: "Борисов Борис", role: "navigator" },
}

async function serverKeys(): Promise<ServerKeys> {
  const curve = { name: "ECDH", namedCurve: "P-256" } as const
  const pair = await crypto.subtle.generateKey(curve, false, ["deriveBits"])
  const publicKey = new Uint8Array(await crypto.subtle.exportKey("raw", pair.publicKey))
  return { publicKey, privateKey: pair.privateKey }
}

/** A tablet that knows its server's key and has a class and a pupil that were not sent. */
async function aFullTablet(options: TabletOptions, keys?: ServerKeys): Promise<Services> {
  const services = await aTablet(options)
  const serverKey = keys === undefined ? null : toBase64url(keys.publicKey)
  await changeRescueNote(services.journal, { serverKey, toldAt: services.nowMs() })
  const sevenB = await aClass(services)
  await aPupil(services, sevenB, "Ёлкина Дарья Николаевна")
  return services
}

interface Given {
  readonly file: File
  readonly code: string
}

/** Saves the file and reads the code off the screen. */
async function giveFile(services: Services): Promise<Given> {
  const files: File[] = []
  const made = vi.spyOn(URL, "createObjectURL").mockImplementation((file) => {
    if (file instanceof File) files.push(file)
    return "#"
  })
  const { user, unmount } = show(<RescueScreen />, services, paths.rescue)
  await user.click(await screen.findByRole("button", { name: "Сохранить в файл" }))
  const code = await screen.findByRole("group", { name: "Код к файлу" })
  const written = code.textContent
  await waitFor(() => expect(files).toHaveLength(1))
  made.mockRestore()
  unmount()
  return { file: must(files[0]), code: written }
}

async function takeFile(services: Services, file: File) {
  const shown = show(<RescueScreen />, services, paths.rescue)
  await shown.user.upload(await screen.findByLabelText("Открыть файл", { selector: "input" }), file)
  return shown
}

const taken = { kind: "taken", ops: 2, known: 0, applied: 2, superseded: 0, refused: 0 }

describe("the rescue file", () => {
  test("shows no name to whoever finds it, and says when it was made", async () => {
    const { file } = await giveFile(await aFullTablet(irina, await serverKeys()))
    expect(file.name).toBe("bortzhurnal-2021-11-18-1405.txt")
    const text = await file.text()
    const bytes = new TextDecoder("utf-8").decode(bundleInText(text))
    for (const name of ["Ёлкина", "Дарья", "Иванова", "Ирина"]) {
      expect(text).not.toContain(name)
      expect(bytes).not.toContain(name)
    }
  })

  test("opened by another teacher goes to the server as it is, for the server alone to read", async () => {
    const keys = await serverKeys()
    const { file } = await giveFile(await aFullTablet(irina, keys))
    const asked = answerApi({ "POST /api/rescue": () => ({ body: taken }) })
    await takeFile(await aTablet(boris), file)

    expect(await screen.findByText(/Сервер принял 2 изменения/)).toBeVisible()
    const { bundle } = must(asked.find(({ what }) => what === "POST /api/rescue")).body as {
      bundle: string
    }
    const read = await readSealed(crypto, Buffer.from(bundle, "base64url"))
    if (read.kind === "fault") throw new Error(read.fault)
    const opened = await openAtServer(crypto, read.sealed, keys)
    if (opened.kind === "fault") throw new Error(opened.fault)
    const rescue = unpackRescue(opened.contents.packed)
    expect(rescue).toMatchObject({ person: "p-1", school: "school-1" })
    expect(rescue?.ops).toHaveLength(2)
  })

  test("without a network is carried, and let go only after the server's word", async () => {
    const { file } = await giveFile(await aFullTablet(irina, await serverKeys()))
    const other = await aTablet(boris)
    let hasNetwork = false
    answerApi({ "POST /api/rescue": () => (hasNetwork ? { body: taken } : "no network") })
    const { user } = await takeFile(other, file)

    expect(await screen.findByText(/этот планшет повезёт 2 записи на сервер сам/)).toBeVisible()
    const carried = await screen.findByRole("list", { name: "Этот планшет везёт" })
    expect(carried).toHaveTextContent("Другой педагог: 2 записи")
    await user.click(screen.getByRole("button", { name: "Отправить сейчас" }))
    expect(await readCarried(other.journal)).toHaveLength(1)

    hasNetwork = true
    await user.click(screen.getByRole("button", { name: "Отправить сейчас" }))
    await waitFor(() => expect(screen.queryByText("Этот планшет везёт")).toBeNull())
    expect(await readCarried(other.journal)).toEqual([])
  })

  test("that the server does not want stays, with the reason, until a person puts it away", async () => {
    const { file } = await giveFile(await aFullTablet(irina, await serverKeys()))
    const other = await aTablet(boris)
    let hasNetwork = false
    const fault = { kind: "fault", fault: "damaged" }
    answerApi({ "POST /api/rescue": () => (hasNetwork ? { body: fault } : "no network") })
    const { user } = await takeFile(other, file)
    await screen.findByText("Этот планшет везёт")
    hasNetwork = true
    await user.click(screen.getByRole("button", { name: "Отправить сейчас" }))

    const carried = await screen.findByRole("list", { name: "Этот планшет везёт" })
    expect(await within(carried).findByText(/Файл повреждён по дороге/)).toBeVisible()
    await user.click(screen.getByRole("button", { name: "Убрать записи: Другой педагог" }))
    await waitFor(() => expect(screen.queryByText("Этот планшет везёт")).toBeNull())
  })

  test("whose server got another key opens by its code and is sealed anew", async () => {
    const [former, present] = [await serverKeys(), await serverKeys()]
    const { file, code } = await giveFile(await aFullTablet(irina, former))
    const outcomes = [{ kind: "fault", fault: "foreign" }, taken]
    const asked = answerApi({
      "POST /api/rescue": () => ({ body: outcomes.shift() }),
      "GET /api/rescue-key": () => ({
        body: { key: toBase64url(present.publicKey), signing: "s" },
      }),
    })
    const { user } = await takeFile(await aTablet(boris), file)
    await user.type(await screen.findByLabelText(/Код из 20 знаков/), code.toLowerCase())
    await user.click(screen.getByRole("button", { name: "Открыть" }))

    expect(await screen.findByText(/Сервер принял 2 изменения/)).toBeVisible()
    const { bundle } = must(asked.at(-1)).body as { bundle: string }
    const read = await readSealed(crypto, Buffer.from(bundle, "base64url"))
    if (read.kind === "fault") throw new Error(read.fault)
    expect(await openAtServer(crypto, read.sealed, present)).toMatchObject({ kind: "opened" })
  })

  test("of a place without a server asks for the code and one question, and a second time changes nothing", async () => {
    const { file, code } = await giveFile(await aFullTablet({}))
    const other = await aTablet()
    const { user, unmount } = await takeFile(other, file)
    const field = await screen.findByLabelText(/Код из 20 знаков/)
    await user.type(field, "АСЕН")
    await user.click(screen.getByRole("button", { name: "Открыть" }))
    expect(await screen.findByText(/В коде 20 знаков/)).toBeVisible()
    await user.clear(field)
    await user.type(field, "ACEH KMPT XY23 4567 9ACE")
    await user.click(screen.getByRole("button", { name: "Открыть" }))
    expect(await screen.findByText(/Код не подходит к этому файлу/)).toBeVisible()
    await giveCode(user, code)
    await answer(user, "Вернуть 2 записи")
    expect(await screen.findByText("Возвращено: 2 записи")).toBeVisible()
    unmount()

    const again = await takeFile(other, file)
    await giveCode(again.user, code)
    await answer(again.user, "Вернуть 2 записи")
    expect(await screen.findByText(/уже есть на планшете/)).toBeVisible()
    expect(await other.journal.database.records.count()).toBe(2)
  })

  test("may be left as it is at the question", async () => {
    const { file, code } = await giveFile(await aFullTablet({}))
    const other = await aTablet()
    const { user } = await takeFile(other, file)
    await giveCode(user, code)
    await answer(user, "Ничего не менять")
    expect(await other.journal.database.records.count()).toBe(0)
  })

  test.each([
    ["another file", () => "Фамилия;Имя", /не спасательный файл/],
    ["a cut one", (text: string) => text.slice(0, -300), /скопирован не целиком/],
    [
      "a damaged one",
      (text: string) => text.replace(/.{6}\n(?=[^\n]*\n$)/, "AAAAAA\n"),
      /повреждён по дороге/,
    ],
  ])("is refused with a sentence when it is %s", async (_which, spoil, sentence) => {
    const { file } = await giveFile(await aFullTablet({}))
    const spoilt = new File([spoil(await file.text())], file.name, { type: "text/plain" })
    const other = await aTablet()
    await takeFile(other, spoilt)
    expect(await screen.findByText(sentence)).toBeVisible()
    expect(await other.journal.database.records.count()).toBe(0)
  })

  test("of another school is refused, and the practice class takes none", async () => {
    const { file } = await giveFile(await aFullTablet(irina, await serverKeys()))
    const first = await takeFile(await aTablet({ ...boris, school: "school-2" }), file)
    expect(await screen.findByText(/записи другой школы/)).toBeVisible()
    first.unmount()
    await takeFile(await aTablet({ mode: "demo" }), file)
    expect(await screen.findByText(/Учебный класс ничего не принимает/)).toBeVisible()
  })

  test("of the first releases is still read", async () => {
    const sevenB = await aClass(await aTablet())
    const plain = {
      format: "bortzhurnal-unsent",
      version: 1,
      madeAt: 5_000,
      device: "d",
      person: null,
      school: "",
      ops: [
        {
          n: 1,
          kind: "class",
          rec: sevenB,
          at: 5_000,
          refused: null,
          cells: { year: 2021, grade: 7, letter: "Б" },
        },
      ],
    }
    const file = new File([JSON.stringify(plain, null, 1)], "b.json", { type: "application/json" })
    const other = await aTablet()
    const { user } = await takeFile(other, file)
    await answer(user, "Вернуть 1 запись")
    expect(await screen.findByText("Возвращено: 1 запись")).toBeVisible()
    expect((await readById(other.journal, sevenB))?.kind).toBe("class")
  })

  test("is remembered as saved, so that nobody is asked again", async () => {
    const services = await aFullTablet(irina, await serverKeys())
    await giveFile(services)
    expect((await rescueNote(services.journal)).saved).toEqual({ at: services.nowMs(), lastN: 2 })
  })
})

type User = ReturnType<typeof show>["user"]

async function giveCode(user: User, code: string): Promise<void> {
  const field = await screen.findByLabelText(/Код из 20 знаков/)
  await user.clear(field)
  await user.type(field, code)
  await user.click(screen.getByRole("button", { name: "Открыть" }))
}

async function answer(user: User, button: string): Promise<void> {
  const question = await screen.findByRole("alertdialog", { hidden: true })
  await user.click(within(question).getByRole("button", { name: button, hidden: true }))
}

describe("the run of codes", () => {
  test("goes round, can be stopped and stepped through, and shows the code for a place without a server", async () => {
    const services = await aFullTablet({})
    const { user } = show(<RescueScreen />, services, paths.rescue)
    await user.click(await screen.findByRole("button", { name: "Показать другому планшету" }))
    expect(await screen.findByRole("img", { name: /^Код 1 из \d/ })).toBeVisible()
    expect(screen.getByRole("group", { name: /Этот код попросит/ }).textContent).toHaveLength(20)

    await user.click(screen.getByRole("checkbox", { name: /Крупные коды/ }))
    const picture = await screen.findByRole("img", { name: /^Код 1 из / })
    const total = Number(/из (\d+)/.exec(picture.getAttribute("aria-label") ?? "")?.[1])
    expect(total).toBeGreaterThan(1)
    await user.click(screen.getByRole("button", { name: "Остановить" }))
    await user.click(screen.getByRole("button", { name: "Предыдущий" }))
    expect(screen.getByRole("button", { name: "Пустить дальше" })).toBeVisible()
    await user.click(screen.getByRole("button", { name: "Закончить показ" }))
    expect(await screen.findByRole("button", { name: "Сохранить в файл" })).toBeVisible()
  })

  test("is not offered when there is nothing to give", async () => {
    show(<RescueScreen />, await aTablet(irina), paths.rescue)
    expect(await screen.findByText(/спасать нечего/)).toBeVisible()
    expect(screen.queryByRole("button", { name: "Показать другому планшету" })).toBeNull()
  })

  test("without a camera says why nothing can be read", async () => {
    const { user } = show(<RescueScreen />, await aTablet(irina), paths.rescue)
    await user.click(await screen.findByRole("button", { name: "Снять камерой" }))
    expect(await screen.findByText(/только когда журнал открыт по https/)).toBeVisible()
    await user.click(screen.getByRole("button", { name: "Закрыть камеру" }))
    expect(await screen.findByRole("button", { name: "Снять камерой" })).toBeVisible()
  })

  test("takes no invitation for a picture of its own", () => {
    expect(readFrame("https://school.test/join#token")).toBeUndefined()
  })
})

describe("the head", () => {
  const kept = {
    id: "b1",
    cameAt: 1,
    cameFrom: "p-2",
    person: "p-1",
    device: "d",
    madeAt: 1_637_240_700_000,
    ops: 34,
    about: { register: 3, pupil: 1 },
    why: "unsigned",
    state: "waiting",
    decidedAt: null,
    decidedBy: null,
  }
  const head: TabletOptions = {
    ...irina,
    person: { id: "p-9", name: "Павлова Анна", role: "head" },
  }

  test("sees what waits, in words, and takes it in", async () => {
    let state = "waiting"
    const asked = answerApi({
      "GET /api/rescues": () => ({ body: { rescues: [{ ...kept, state }] } }),
      "POST /api/rescues/b1": () => {
        state = "taken"
        return { body: { ...taken, ops: 34, applied: 34 } }
      },
    })
    const { user } = show(<RescueScreen />, await aTablet(head), paths.rescue)
    const list = await screen.findByRole("list", { name: "Ждут вашего решения" })
    expect(list).toHaveTextContent("Другой педагог: 34 изменения")
    expect(list).toHaveTextContent("3 журнала уроков, 1 карточка · не подписаны входом")
    await user.click(screen.getByRole("button", { name: "Принять записи: Другой педагог" }))

    expect(await screen.findByText("Принято: 34 изменения")).toBeVisible()
    expect(asked.some(({ what }) => what === "POST /api/rescues/b1")).toBe(true)
    await waitFor(() => expect(list).toHaveTextContent("принято"))
  })
})

describe("before a tablet forgets the school", () => {
  test("everything unsent is given to the server, for the head to decide on", async () => {
    const services = await aFullTablet(irina, await serverKeys())
    const kept = { kind: "kept", why: "revoked", ops: 2 }
    const asked = answerApi({ "POST /api/rescue": () => ({ body: kept }) })
    expect(await uploadRescue(services)).toEqual({ kind: "acknowledged", count: 2 })
    expect(asked.at(-1)?.body).toMatchObject({ aside: true })
  })

  test("what it carries for others goes first, and keeps it as long as it is here", async () => {
    const services = await aFullTablet(irina, await serverKeys())
    const bundle = { id: "b".repeat(22), bundle: "QlpIUg", person: null, ops: 1, madeAt: 1 }
    await carry(services.journal, { ...bundle, fault: null })
    answerApi({ "POST /api/rescue": () => "no network" })
    expect(await uploadRescue(services)).toEqual({ kind: "failed", why: "carrying" })

    const kept = { kind: "kept", why: "revoked", ops: 2 }
    const asked = answerApi({ "POST /api/rescue": () => ({ body: kept }) })
    expect(await uploadRescue(services)).toEqual({ kind: "acknowledged", count: 2 })
    expect(asked.map(({ body }) => body)).toEqual([
      { bundle: "QlpIUg" },
      undefined,
      { bundle: expect.any(String), aside: true },
    ])
    expect(await readCarried(services.journal)).toEqual([])
  })

  test("without the server's word the tablet keeps it", async () => {
    const services = await aFullTablet(irina, await serverKeys())
    answerApi({ "POST /api/rescue": () => "no network" })
    expect(await uploadRescue(services)).toMatchObject({ kind: "failed" })
    const keyless = await aFullTablet(irina)
    expect(await uploadRescue(keyless)).toEqual({ kind: "failed", why: "no-key" })
    expect(await uploadRescue(await aTablet(irina))).toEqual({ kind: "nothing" })
  })
})
