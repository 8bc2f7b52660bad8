import { markersIn } from "#tests/support/traces.ts"
import { expect, type Page } from "@playwright/test"

import { paths } from "#/features/paths.ts"

import { expectLocked, lockByHand, protect, typePin } from "./support/lock.ts"
import { fillWithMarkers, markers } from "./support/marked.ts"
import { stored } from "./support/school.ts"
import { storesTheApp, test } from "./support/story.ts"

const pin = "704815"
const phrase = "самовар облако дятел"
const wrong = "831964"

/** What a pupil who has the tablet in hand may try. Each begins where the one before has ended. */
type Step = readonly [what: string, act: (page: Page, url: string) => Promise<unknown>]

const settled = (page: Page): Promise<unknown> => page.waitForLoadState("load")

const steps: readonly Step[] = [
  ["back", (page) => page.goBack()],
  ["back again", (page) => page.goBack()],
  ["forward", (page) => page.goForward()],
  ["reload", (page) => page.reload()],
  ["history.go(-2)", (page) => page.evaluate(() => history.go(-2))],
  ["history.go(2)", (page) => page.evaluate(() => history.go(2))],
  ...Object.values(paths)
    .filter((path) => typeof path === "string")
    .filter((path) => ![paths.start, paths.join, paths.teachers].some((open) => open === path))
    .map((path): Step => [`typed ${path}`, (page, url) => page.goto(`${url}${path}`)]),
  [
    "pushState to a class",
    (page) =>
      page.evaluate(() => {
        history.pushState({}, "", "/classes")
        dispatchEvent(new PopStateEvent("popstate", { state: {} }))
      }),
  ],
  ["a query that asks for more", (page, url) => page.goto(`${url}/today?unlocked=1#/classes`)],
  ["a worker that is asked", askWorker],
  ["a broadcast that says it is open", shout],
  ["Escape", (page) => page.keyboard.press("Escape")],
  ["F5", (page) => page.keyboard.press("F5")],
  ["F6, F10, F11", pressKeys],
  ["Ctrl+Z in the PIN's field", (page) => page.keyboard.press("Control+z")],
  ["Alt and left", (page) => page.keyboard.press("Alt+ArrowLeft")],
  ["a large zoom", (page) => page.setViewportSize({ width: 320, height: 400 })],
  ["no zoom", (page) => page.setViewportSize({ width: 1280, height: 800 })],
  ["paper", (page) => page.emulateMedia({ media: "print" })],
  ["screen", (page) => page.emulateMedia({ media: "screen" })],
  ["no network", (page) => page.context().setOffline(true)],
  ["a reload without a network", (page) => page.reload()],
  ["network again", (page) => page.context().setOffline(false)],
  ["the crumb says the practice class's neighbour", setCrumb("0123456789abcdef")],
  ["the crumb says rubbish", setCrumb("../../own")],
  ["the crumb says own", setCrumb("own")],
  ["no storage of the page", (page) => page.evaluate(() => sessionStorage.clear())],
  ["the clock set back a year", (page) => setClock(page, -365)],
  ["the clock set forward a day", (page) => setClock(page, 1)],
  ["the password's field made readable", makeReadable],
  ["hidden elements shown", showHidden],
]

async function askWorker(page: Page): Promise<void> {
  await page.evaluate(() => {
    for (const message of ["unlock", { type: "SKIP_WAITING" }, { kind: "records" }]) {
      navigator.serviceWorker.controller?.postMessage(message)
    }
  })
}

async function shout(page: Page): Promise<void> {
  await page.evaluate(() => {
    for (const name of ["nav-own", "bortzhurnal"]) {
      const channel = new BroadcastChannel(name)
      for (const message of ["unlock", "touched", "seen", "lock"]) channel.postMessage(message)
      channel.close()
    }
  })
}

async function pressKeys(page: Page): Promise<void> {
  for (const key of ["F6", "F10", "F11"]) await page.keyboard.press(key)
}

function setCrumb(place: string): (page: Page, url: string) => Promise<unknown> {
  return async (page) => {
    await page.evaluate(
      (to) => localStorage.setItem("bortzhurnal", JSON.stringify({ place: to })),
      place,
    )
    return page.reload()
  }
}

async function setClock(page: Page, days: number): Promise<unknown> {
  await page.addInitScript((by) => {
    const now = Date.now.bind(Date)
    Date.now = () => now() + by * 86_400_000
  }, days)
  return page.reload()
}

async function makeReadable(page: Page): Promise<void> {
  await page.evaluate(() => {
    for (const input of document.querySelectorAll("input")) input.type = "text"
  })
  await page.reload()
}

async function showHidden(page: Page): Promise<void> {
  await page.evaluate(() => {
    for (const hidden of document.querySelectorAll("[hidden]")) hidden.removeAttribute("hidden")
  })
}

test("no way of a pupil leads out of the lock or to a name behind it", async ({
  tablet,
  server,
}) => {
  test.slow()
  const page = await tablet(storesTheApp)
  await page.goto(server.url)
  await page.getByRole("button", { name: "Начать без сервера" }).click()
  await protect(page, { pin, phrase })
  await stored(page)
  await fillWithMarkers(page)
  expect(markersIn(Buffer.from(await shownOn(page)), markers)).not.toEqual([])
  await lockByHand(page)

  expect(steps.length).toBeGreaterThanOrEqual(40)
  for (const [what, act] of steps) {
    await test.step(what, async () => {
      await act(page, server.url)
      await settled(page)
      await expect(page.getByRole("navigation", { name: "Разделы" }), what).toHaveCount(0)
      expect(markersIn(Buffer.from(await shownOn(page)), markers), what).toEqual([])
    })
  }
  await page.goto(server.url)
  await expectLocked(page)

  await test.step("another tab, one opened by a script, and the source", async () => {
    const opened = page.context().waitForEvent("page")
    await page.evaluate(() => void open("/classes"))
    const other = await opened
    await expectLocked(other)
    expect(markersIn(Buffer.from(await shownOn(other)), markers)).toEqual([])
    const source = await page.context().request.get(`${server.url}/classes`)
    expect(markersIn(await source.body(), markers)).toEqual([])
    await other.close()
  })

  await test.step("two tabs and a killed one have five tries in all", async () => {
    const other = await page.context().newPage()
    await other.goto(`${server.url}/today`)
    await expectLocked(other)
    const alert = (of: Page) => of.getByRole("alert")
    await Promise.all([typePin(page, wrong), typePin(other, wrong)])
    await expect(alert(page)).toContainText(/Осталось попыток: [34]/)
    await expect(alert(other)).toContainText(/Осталось попыток: [34]/)
    await typePin(other, wrong)
    // Killed once the try is counted; whether it was judged is of no account.
    await expect.poll(() => triesOf(page)).toBe(3)
    await other.close()
    const again = await page.context().newPage()
    await again.goto(`${server.url}/today`)
    await typePin(again, wrong)
    await expect(alert(again)).toContainText("Осталось попыток: 1")
    await typePin(page, wrong)
    await expect(alert(page)).toContainText("PIN больше не открывает журнал")
    await typePin(again, pin)
    await expect(alert(again)).toContainText("Так этот журнал не открывается")
  })

  await test.step("the phrase opens it, and all is there", async () => {
    await page.reload()
    await page.getByRole("textbox", { name: "Парольная фраза" }).fill(phrase)
    await page.getByRole("button", { name: "Открыть фразой" }).click()
    await expect(page.getByRole("textbox", { name: "Новый PIN" })).toBeVisible()
  })
})

/** How many wrong tries of the PIN are counted on the disk. */
function triesOf(page: Page): Promise<number> {
  return page.evaluate(
    () =>
      new Promise<number>((resolve, reject) => {
        const opening = indexedDB.open("nav-own")
        opening.addEventListener("error", () => reject(opening.error))
        opening.addEventListener("success", () => {
          const asked = opening.result.transaction("slots").objectStore("slots").get("pin")
          asked.addEventListener("success", () => {
            opening.result.close()
            resolve(asked.result.tries)
          })
        })
      }),
  )
}

/** Whatever a person, a screen reader or the source's reader gets to see. */
async function shownOn(page: Page): Promise<string> {
  const [content, title, tree] = await Promise.all([
    page.content(),
    page.title(),
    page.locator("body").ariaSnapshot(),
  ])
  return [content, title, tree, page.url()].join("\n")
}
