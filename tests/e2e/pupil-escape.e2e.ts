import { mkdtemp, readFile, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"

import { markersIn } from "#tests/support/traces.ts"
import { expect, type CDPSession, type Page } from "@playwright/test"

import { must } from "#/base/assert.ts"
import { paths } from "#/features/paths.ts"

import { answer, begin, expectPick, found, handOver, takeBack, test } from "./support/pupils.ts"
import { stored } from "./support/school.ts"
import { storesTheApp } from "./support/story.ts"

const pupils = ["Щукомаркова Нежданна", "Жбанзаметов Ухват"]
/** Surnames stand in the journal and nowhere in the hands of pupils. */
const markers = ["Щукомаркова", "Жбанзаметов"]

type Step = readonly [what: string, act: (page: Page, url: string) => Promise<unknown>]

const typed = Object.values(paths)
  .flatMap((path) => (typeof path === "string" ? path : path("0", "1")))
  .filter((path) => path !== paths.pupilMode)

/** What a pupil may try in the middle of a question. */
const inTheMiddle: readonly Step[] = [
  ["back", (page) => page.goBack()],
  ["reload", (page) => page.reload()],
  ["pushState and a reload", async (page) => [await pushTo("/today")(page), await page.reload()]],
  ["an address, and back by the browser's memory of pages", addressAndBack],
]

/** And with the list in sight; each begins where the one before has ended. */
const withTheList: readonly Step[] = [
  ["back and forward", async (page) => [await page.goBack(), await page.goForward()]],
  ["F5", (page) => page.keyboard.press("F5")],
  ["Escape", (page) => page.keyboard.press("Escape")],
  ["Alt and left", (page) => page.keyboard.press("Alt+ArrowLeft")],
  ["history.go(-3)", (page) => page.evaluate(() => history.go(-3))],
  ["a tab opened by a script", (page) => page.evaluate(() => void open("/classes"))],
  ["pushState to a class", pushTo("/classes")],
  ["a query", (page, url) => page.goto(`${url}/today?unlocked=1#/classes`)],
  ["no network", (page) => page.context().setOffline(true)],
  ["a reload without a network", (page) => page.reload()],
  ["the network again", (page) => page.context().setOffline(false)],
  ["the crumb of the practice class", setCrumb("demo")],
  ["the crumb of a neighbour", setCrumb("0123456789abcdef")],
  ["no crumb", (page) => page.evaluate(() => localStorage.clear())],
  ["the crumb of the teacher", setCrumb("own")],
  ["hidden elements shown", showHidden],
]

async function addressAndBack(page: Page, url: string): Promise<void> {
  await page.goto(`${url}/today`)
  await page.goBack()
  await expectPick(page)
}

function pushTo(path: string): (page: Page) => Promise<unknown> {
  return (page) =>
    page.evaluate((to) => {
      history.pushState({}, "", to)
      dispatchEvent(new PopStateEvent("popstate", { state: {} }))
    }, path)
}

function setCrumb(place: string): (page: Page, url: string) => Promise<unknown> {
  return async (page, url) => {
    await page.evaluate(
      (to) => localStorage.setItem("bortzhurnal", JSON.stringify({ place: to })),
      place,
    )
    await page.goto(url)
  }
}

async function showHidden(page: Page): Promise<void> {
  await page.evaluate(() => {
    for (const hidden of document.querySelectorAll("[hidden]")) hidden.removeAttribute("hidden")
  })
}

test("no way of a pupil leads to the journal, to a name in it or to another's answer", async ({
  tablet,
  server,
}) => {
  test.slow()
  const page = await tablet(storesTheApp)
  // What lies behind the back button, and the app is stored.
  await page.goto(`${server.url}/today`)
  await stored(page)
  const [beside, first] = [await page.context().newPage(), await page.context().newPage()]
  await beside.goto(`${server.url}${paths.join}`)
  await expect(beside.getByRole("heading", { level: 1 })).toBeVisible()
  await first.goto(`${server.url}${paths.start}`)
  await expect(first.getByRole("heading", { level: 1 })).toBeVisible()
  await handOver(page, server.url, { pupils })

  await test.step("what other tabs showed before is locked with the rest", async () => {
    for (const tab of [beside, first]) {
      await expect(tab.getByText("Планшет у учеников.")).toBeVisible()
      await tab.close()
    }
  })
  await begin(page, "Нежданна Щ.")
  await answer(page, [2])

  for (const [what, act] of inTheMiddle) {
    await test.step(what, async () => {
      await act(page, server.url)
      await expectNothingOf(page, what)
      await page.goto(`${server.url}${paths.pupilMode}`)
      await begin(page, "Нежданна Щ.")
      // What was chosen before the document was left is shown to nobody, not even by going back.
      await page.getByRole("button", { name: "Прошлый вопрос" }).click()
      await expect(page.getByText("Ответ уже сохранён. Можно выбрать заново.")).toBeVisible()
      await expect(page.getByRole("radio", { checked: true })).toHaveCount(0)
    })
  }
  for (const [what, act] of withTheList) {
    await test.step(what, async () => {
      await act(page, server.url)
      await expectNothingOf(page, what)
    })
  }

  await test.step("every address of the app", async () => {
    expect(typed.length).toBeGreaterThan(35)
    for (const path of typed) {
      await page.goto(server.url + path)
      await expect(page.getByText("Планшет у учеников."), path).toBeVisible()
      await expectNothingOf(page, path)
    }
  })

  await test.step("all that a script finds in storage, and the page's heap", async () => {
    await page.goto(`${server.url}${paths.pupilMode}`)
    await expectPick(page)
    expect(markersIn(Buffer.from(await storage(page)), markers)).toEqual([])
    expect(markersIn(await heapOf(page), markers)).toEqual([])
  })

  const journal = must(
    /src="(\/assets\/[^"]+)"/.exec(await readFile("dist/index.html", "utf8"))?.[1],
  )
  await test.step("the script that opens a journal is not even loaded", async () => {
    expect(await scriptsOf(page)).not.toContain(journal)
  })

  await test.step("the next pupil finds nothing, and what the first has answered is all there", async () => {
    await begin(page, "Ухват Ж.")
    await expect(page.getByText("1 из 3")).toBeVisible()
    await expect(page.getByRole("radio", { checked: true })).toHaveCount(0)
    await takeBack(page, server.url)
    expect(await scriptsOf(page)).toContain(journal)
    // The search bites: this is where the names are.
    await expect(page.getByText("Щукомаркова").first()).toBeVisible()
    expect(markersIn(Buffer.from(await shownOn(page)), markers)).not.toEqual([])
    expect(markersIn(await heapOf(page), markers)).not.toEqual([])
  })
})

function scriptsOf(page: Page): Promise<readonly string[]> {
  return page.evaluate(() =>
    performance.getEntriesByType("resource").map(({ name }) => new URL(name).pathname),
  )
}

test("another teacher's journal without a PIN opens by itself again only when a teacher has the tablet", async ({
  tablet,
  server,
}) => {
  const page = await tablet()
  await handOver(page, server.url, { pupils })
  await page.goto(`${server.url}/bench.html`)
  await page.evaluate(() => bench.openTablet("nav-0123456789abcdef"))

  await setCrumb("0123456789abcdef")(page, server.url)
  await expect(page.getByText("Планшет у учеников.")).toBeVisible()

  await takeBack(page, server.url)
  await setCrumb("0123456789abcdef")(page, server.url)
  // Two teachers on one tablet: this one is asked for a PIN, and is inside.
  await expect(page).toHaveURL(/\/protect$/)
})

test("a sitting survives the killed browser, and the tablet opens where nothing is open", async ({
  playwright,
  launchOptions,
  server,
}) => {
  const folder = await mkdtemp(join(tmpdir(), "bortzhurnal-profile-"))
  const open = async (): Promise<Page> => {
    const context = await playwright.chromium.launchPersistentContext(folder, launchOptions)
    return context.pages()[0] ?? context.newPage()
  }
  const page = await open()
  await handOver(page, server.url, { pupils })
  await begin(page, "Нежданна Щ.")
  await answer(page, [2, 1])
  await kill(page)

  const again = await open()
  await again.goto(server.url)
  await expect(again.getByText("Планшет у учеников.")).toBeVisible()
  await expectNothingOf(again, "after the kill")
  await again.getByRole("link", { name: "Вернуться к тесту" }).click()
  await expect(again.getByText("продолжить")).toBeVisible()
  await begin(again, "Нежданна Щ.")
  await answer(again, [2], 3)
  await again.getByRole("button", { name: "Закончить" }).click()
  await expect(again.getByRole("heading", { name: "Спасибо!" })).toBeVisible()
  await takeBack(again, server.url)
  const given = { p1: "b", p2: "a", p3: "b" }
  await expect(again.getByText("Приняты ответы: 1 ученик.")).toBeVisible()
  expect(await found(again, server.url)).toEqual(new Map([[pupils[0], given]]))
  await again.context().close()
  await rm(folder, { recursive: true, force: true })
})

/** Not closed: every process of it gone, as with a dead battery. */
async function kill(page: Page): Promise<void> {
  const context = page.context()
  const session = await context.newCDPSession(page)
  const gone = context.waitForEvent("close")
  // It cannot answer any more.
  session.send("Browser.crash").catch(() => undefined)
  await gone
}

async function expectNothingOf(page: Page, what: string): Promise<void> {
  for (const one of page.context().pages()) {
    await one.waitForLoadState("load")
    // Behind the first address the browser has a page of its own.
    if (one.url() === "about:blank") continue
    await expect(one.getByRole("heading", { level: 1 }), what).toBeVisible()
    await expect(one.getByRole("navigation", { name: "Разделы" }), what).toHaveCount(0)
    expect(markersIn(Buffer.from(await shownOn(one)), markers), what).toEqual([])
    if (one !== page) await one.close()
  }
}

async function shownOn(page: Page): Promise<string> {
  const [content, title] = await Promise.all([page.content(), page.title()])
  return [content, title, page.url()].join("\n")
}

/** Everything in IndexedDB and the other stores, as a script of this origin reads it. */
function storage(page: Page): Promise<string> {
  return page.evaluate(async () => {
    const done = <T>(asked: IDBRequest<T>): Promise<T> =>
      new Promise((resolve, reject) => {
        asked.addEventListener("success", () => resolve(asked.result))
        asked.addEventListener("error", () => reject(asked.error))
      })
    const stores: unknown[] = [{ ...localStorage }, { ...sessionStorage }]
    for (const { name = "" } of await indexedDB.databases()) {
      const database = await done(indexedDB.open(name))
      for (const store of database.objectStoreNames) {
        stores.push(await done(database.transaction(store).objectStore(store).getAll()))
      }
      database.close()
    }
    // Bytes too: something packed into them would be no better hidden.
    const readable = (_: string, value: unknown): unknown =>
      value instanceof ArrayBuffer ? new TextDecoder().decode(value) : value
    return JSON.stringify(stores, readable)
  })
}

async function heapOf(page: Page): Promise<Buffer> {
  const session: CDPSession = await page.context().newCDPSession(page)
  const pieces: string[] = []
  session.on("HeapProfiler.addHeapSnapshotChunk", ({ chunk }) => pieces.push(chunk))
  await session.send("HeapProfiler.enable")
  await session.send("HeapProfiler.takeHeapSnapshot", { reportProgress: false })
  await session.detach()
  return Buffer.from(pieces.join(""))
}
