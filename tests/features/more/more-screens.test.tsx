import { aClass, aPupil, aTablet, show } from "#tests/support/services.tsx"
import { screen } from "@testing-library/react"
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest"

import { changeServer } from "#/data/journal.ts"
import { InstallScreen } from "#/features/more/install-screen.tsx"
import { MoreScreen } from "#/features/more/more-screen.tsx"
import { StorageScreen } from "#/features/more/storage-screen.tsx"
import { paths } from "#/features/paths.ts"
import { browserName } from "#/platform/browser-name.ts"
import { readCrumb } from "#/platform/crumb.ts"
import { watchInstall } from "#/platform/install.ts"
import type { Services } from "#/platform/services.tsx"
import { installWords } from "#/text/install.ts"

const minuteMs = 60_000

beforeEach(() => localStorage.clear())

function browserHas(storage: object): void {
  Object.defineProperty(navigator, "storage", { value: storage, configurable: true })
}

afterEach(() => {
  Reflect.deleteProperty(navigator, "storage")
  delete document.documentElement.dataset["theme"]
})

function fact(term: string): string | null {
  return screen.getByText(term).nextElementSibling?.textContent ?? null
}

describe("«Ещё»", () => {
  test("says whose tablet it is", async () => {
    const person = { id: "p-1", name: "Иванова Ирина Петровна", role: "navigator" } as const
    show(<MoreScreen />, await aTablet({ mode: "joined", person }), paths.more)

    expect(fact("Кто ведёт")).toBe("Иванова Ирина Петровна, педагог-навигатор")
    expect(screen.queryByRole("link", { name: "Присоединиться к школе" })).toBeNull()
    expect(screen.queryByRole("link", { name: "Школа" })).toBeNull()
  })

  test("leads to the rest of the journal; without a server also to joining one", async () => {
    show(<MoreScreen />, await aTablet(), paths.more)

    const leads = (name: string) => screen.getByRole("link", { name }).getAttribute("href")
    expect(leads("Присоединиться к школе")).toBe(paths.join)
    expect(leads("Отправка")).toBe(paths.sync)
    expect(leads("Загруженные списки")).toBe(paths.imports)
    expect(leads("Чек-листы школы")).toBe(paths.templates)
    expect(leads("Установка")).toBe(paths.install)
    expect(leads("Хранилище")).toBe(paths.storage)
  })

  test("changes the theme at once and remembers it", async () => {
    const { user } = show(<MoreScreen />, await aTablet(), paths.more)
    await user.click(screen.getByRole("button", { name: "тёмная" }))

    expect(document.documentElement.dataset["theme"]).toBe("dark")
    expect(readCrumb()?.theme).toBe("dark")

    await user.click(screen.getByRole("button", { name: "как на планшете" }))
    expect(document.documentElement.dataset["theme"]).toBeUndefined()
    expect(readCrumb()?.theme).toBeUndefined()
  })

  test("speaks English when asked to", async () => {
    show(<MoreScreen />, await aTablet(), { path: paths.more, language: "en" })

    expect(screen.getByRole("heading", { name: "More" })).toBeVisible()
    expect(screen.getByRole("button", { name: "English" })).toHaveAttribute("aria-pressed", "true")
  })

  test.each([
    ["local", "Посмотреть учебный класс", "demo"],
    ["demo", "Выйти из учебного класса", "own"],
  ] as const)("from %s: «%s»", async (mode, name, place) => {
    const entered: string[] = []
    const services: Services = {
      ...(await aTablet({ mode })),
      enter: (chosen) => {
        entered.push(chosen)
      },
    }
    const { user } = show(<MoreScreen />, services, paths.more)
    await user.click(screen.getByRole("button", { name }))
    expect(entered).toEqual([place])
  })
})

describe("the storage screen", () => {
  test("does not promise what the browser has not promised, and asks it when told to", async () => {
    let kept = false
    browserHas({
      persisted: async () => kept,
      persist: async () => (kept = true),
      estimate: async () => ({ usage: 2_500_000, quota: 1_202_500_000 }),
    })
    const services = await aTablet()
    const sevenB = await aClass(services)
    await aPupil(services, sevenB, "Петров Илья")
    const { user } = show(<StorageScreen />, services, paths.storage)

    expect(await screen.findByText(/может стереть записи/)).toBeVisible()
    await screen.findByRole("heading", { name: "Что здесь есть" })
    expect(fact("Свободно")).toBe("1,2 ГБ")
    expect(fact("Занято журналом")).toBe("2,5 МБ")
    expect(fact("Ученики")).toBe("1")
    expect(fact("Списки от")).toBe("заведены здесь")

    await user.click(screen.getByRole("button", { name: "Попросить беречь записи" }))
    expect(await screen.findByText(/обещал беречь записи/)).toBeVisible()
  })

  test("says when the browser did not agree", async () => {
    browserHas({ persisted: async () => false, persist: async () => false })
    const { user } = show(<StorageScreen />, await aTablet(), paths.storage)
    await user.click(await screen.findByRole("button", { name: "Попросить беречь записи" }))

    expect(await screen.findByText(/Браузер пока не согласился/)).toBeVisible()
    await screen.findByRole("heading", { name: "Что здесь есть" })
    expect(fact("Свободно")).toBe("браузер не говорит")
  })

  test("warns when hardly any space is left", async () => {
    browserHas({
      persisted: async () => true,
      estimate: async () => ({ usage: 2_500_000, quota: 20_000_000 }),
    })
    show(<StorageScreen />, await aTablet(), paths.storage)

    expect(await screen.findByRole("alert")).toHaveTextContent("Места почти не осталось")
  })

  test.each([
    [1.5 * minuteMs, undefined],
    [-7 * minuteMs, "на 7 минут"],
    [300 * minuteMs, "на 5 часов"],
  ])("with clocks %d ms apart says: %s", async (offsetMs, sentence) => {
    browserHas({ persisted: async () => true, estimate: async () => ({}) })
    const services = await aTablet({ mode: "joined" })
    await changeServer(services.journal.database, { offsetMs })
    show(<StorageScreen />, services, paths.storage)
    await screen.findByText(/обещал беречь/)
    await screen.findByRole("heading", { name: "Что здесь есть" })

    // The line comes with what is read of the server, after the rest.
    await expect
      .poll(() => {
        const said = screen.queryByText(/Часы планшета расходятся/)?.textContent
        return said?.includes(sentence ?? "") ?? false
      })
      .toBe(sentence !== undefined)
  })
})

describe("the install screen", () => {
  test("tells the steps of this very browser", async () => {
    show(<InstallScreen />, await aTablet(), paths.install)

    expect(screen.getByText("Пока журнал открыт во вкладке браузера.")).toBeVisible()
    const { steps } = installWords.ru
    expect(screen.getByText(steps[browserName(navigator)][0] ?? "")).toBeVisible()
  })

  test("installs by one tap where the browser offers it, and then says so", async () => {
    watchInstall()
    const prompt = vi.fn<() => Promise<void>>(async () => undefined)
    const offer = Object.assign(new Event("beforeinstallprompt"), {
      prompt,
      userChoice: Promise.resolve({ outcome: "accepted" }),
    })
    const { user } = show(<InstallScreen />, await aTablet(), paths.install)
    dispatchEvent(offer)

    await user.click(await screen.findByRole("button", { name: "Установить на этот планшет" }))
    expect(prompt).toHaveBeenCalledOnce()
    expect(await screen.findByText(/он установлен/)).toBeVisible()
  })
})
