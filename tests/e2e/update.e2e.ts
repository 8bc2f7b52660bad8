import { copyFile, readdir, readFile, rm, writeFile } from "node:fs/promises"
import { join } from "node:path"

import { expect, test as base, type Page } from "@playwright/test"

import { openLine, type Line } from "./support/line.ts"
import { digestOf, makeRelease, manifestOf, partOf } from "./support/release.ts"
import { startServer, type TestServer } from "./support/server.ts"

type Releases = { readonly one: string; readonly two: string }
type School = { readonly server: TestServer; readonly line: Line }

type Fixtures = {
  readonly school: School
  /** Makes one more release for this test. */
  readonly release: (name: string) => Promise<string>
}

const test = base.extend<Fixtures, { readonly releases: Releases }>({
  releases: [
    async ({}, run) => {
      const releases = { one: await makeRelease("one"), two: await makeRelease("two") }
      await run(releases)
      await Promise.all(Object.values(releases).map(remove))
    },
    { scope: "worker" },
  ],
  release: async ({}, run) => {
    const made: string[] = []
    await run(async (name) => {
      const folder = await makeRelease(name)
      made.push(folder)
      return folder
    })
    await Promise.all(made.map(remove))
  },
  school: async ({ releases }, run) => {
    const server = await startServer({ assets: releases.one })
    const line = await openLine(server.port)
    await run({ server, line })
    await line.close()
    await server.stop()
  },
})

test.describe("a stored release", () => {
  test("lists every part of the build with the digest of its bytes", async () => {
    const entries = manifestOf(await readFile("dist/sw.js", "utf8"))
    const listed = new Map(entries.map((entry) => [entry.url, entry.integrity]))

    const parts = (await readdir("dist/assets")).map((name) => `assets/${name}`)
    const pages = ["index.html", "pupil.html"]
    for (const url of [...pages, "favicon.svg", "manifest.webmanifest", ...parts]) {
      expect(listed.get(url), url).toBe(digestOf(await readFile(`dist/${url}`)))
    }
  })

  test("opens every screen without a network after one visit", async ({ page, school }) => {
    await visit(page, school)

    school.line.set("dead")
    await page.goto(`${school.line.url}/classes`)

    await expectRelease(page, "one")
    await expect(page.locator("#root > *").first()).toBeAttached()
  })

  test("never answers for the server's interface", async ({ page, school }) => {
    await visit(page, school)
    expect(await health(page)).toBe(200)

    school.line.set("dead")

    expect(await health(page)).toBe("unreachable")
  })
})

test.describe("a new release", () => {
  test("is offered, waits through reloads and comes in with a tap", async ({
    page,
    school,
    releases,
  }) => {
    await visit(page, school)
    await school.server.restart({ assets: releases.two })
    await lookForUpdate(page)
    await expect(offer(page)).toBeVisible()
    await page.reload()
    await expectRelease(page, "one")

    await offer(page).click()

    await expectRelease(page, "two")
    await expect(offer(page)).toBeHidden()
  })

  test("reloads only the tab that asked; the other one says so and works on", async ({
    page,
    context,
    school,
    releases,
  }) => {
    await visit(page, school)
    const other = await context.newPage()
    await visit(other, school)
    await other.evaluate(() => document.body.setAttribute("data-draft", "half a sentence"))
    await school.server.restart({ assets: releases.two })
    await lookForUpdate(page)
    await expect(offer(other)).toBeVisible()

    await offer(page).click()
    await expectRelease(page, "two")

    await expect(other.getByText("В другой вкладке включили новую версию")).toBeVisible()
    await expect(other.locator("body[data-draft]")).toBeAttached()
    await expectRelease(other, "one")

    // A part the old tab has not loaded yet is still there, though the server has dropped it and is out of reach.
    school.line.set("dead")
    expect(await loads(other, partOf("one"))).toBe(true)

    await other.getByRole("button", { name: "Открыть заново" }).click()
    await expectRelease(other, "two")
  })

  test("broken by a portal that answers 200 leaves the old one working offline", async ({
    page,
    school,
    releases,
  }) => {
    await visit(page, school)
    await school.server.restart({ assets: releases.two })
    school.line.set((path) => (path === "/sw.js" ? "pass" : "portal"))
    await lookForUpdate(page)
    await expect(page.getByText("скачалась не целиком")).toBeVisible()

    school.line.set("dead")
    await page.goto(`${school.line.url}/today`)
    await expectRelease(page, "one")

    school.line.set("pass")
    await lookForUpdate(page)
    await offer(page).click()
    await expectRelease(page, "two")
  })

  test("is stored at the next try, though the portal's page still lies in the browser's cache", async ({
    page,
    school,
    releases,
  }) => {
    await visit(page, school)
    await school.server.restart({ assets: releases.two })
    school.line.set((path) => (path.startsWith("/assets/") ? "portal" : "pass"))
    await lookForUpdate(page)
    await expect(page.getByText("скачалась не целиком")).toBeVisible()

    school.line.set("pass")
    await lookForUpdate(page)

    await expect(offer(page)).toBeVisible()
  })

  test("is not taken from a portal that answers for the worker itself", async ({
    page,
    school,
  }) => {
    await visit(page, school)

    school.line.set("portal")
    await lookForUpdate(page)
    await page.reload()

    await expectRelease(page, "one")
  })
})

test.describe("a part that does not load", () => {
  test("is an offer to reopen and never a reload", async ({ page, school }) => {
    await visit(page, school)
    await page.evaluate(() => document.body.setAttribute("data-draft", "half a sentence"))

    await page.evaluate(() => dispatchEvent(new Event("vite:preloadError", { cancelable: true })))

    await expect(page.getByRole("button", { name: "Открыть заново" })).toBeVisible()
    await expect(page.locator("body[data-draft]")).toBeAttached()
  })
})

test.describe("the kill switch", () => {
  test("thrown in the flag takes the worker and its copy away, records stay", async ({
    page,
    school,
    release,
  }) => {
    await visit(page, school)
    await keepRecord(page)

    const off = await release("off")
    const thrown = JSON.stringify({ app: "bortzhurnal", serviceWorker: "off" })
    await writeFile(join(off, "sw-switch.json"), thrown)
    await school.server.restart({ assets: off })
    await page.reload()

    await expect.poll(() => storedCopy(page)).toEqual({ workers: 0, caches: [] })
    expect(await keptRecord(page)).toBe("7Б")
  })

  test("is not thrown by a portal's page", async ({ page, school }) => {
    await visit(page, school)

    school.line.set("portal")
    await page.reload()
    await expectRelease(page, "one")
    await page.reload()

    await expectRelease(page, "one")
    expect((await storedCopy(page)).workers).toBe(1)
  })

  test("served as /sw.js takes a worker away that no longer shows anything", async ({
    page,
    school,
    releases,
    release,
  }) => {
    await visit(page, school)
    const killing = await release("killing")
    await copyFile(join(releases.one, "kill-sw.js"), join(killing, "sw.js"))
    await school.server.restart({ assets: killing })

    await lookForUpdate(page)

    await expect.poll(() => storedCopy(page)).toEqual({ workers: 0, caches: [] })
    await page.goto(`${school.line.url}/today`)
    await expectRelease(page, "killing")
  })
})

function remove(folder: string): Promise<void> {
  return rm(folder, { recursive: true })
}

/** Opens the app and waits until its worker has stored the release and answers for this page. */
async function visit(page: Page, { line }: School): Promise<void> {
  await page.goto(`${line.url}/today`)
  await page.waitForFunction(() => navigator.serviceWorker.controller !== null)
}

/** What the browser does by itself on a navigation, at a moment of the test's choosing. */
async function lookForUpdate(page: Page): Promise<void> {
  await page.evaluate(async () => {
    const registration = await navigator.serviceWorker.getRegistration()
    // A portal's page in place of the worker is refused here; what follows from that is the test's question.
    await registration?.update().catch(() => undefined)
  })
}

function offer(page: Page) {
  return page.getByRole("button", { name: "Обновить", exact: true })
}

async function expectRelease(page: Page, name: string): Promise<void> {
  await expect(page.locator("html")).toHaveAttribute("data-release", name)
}

function health(page: Page): Promise<number | "unreachable"> {
  return page.evaluate(async () => {
    const answer = await fetch("/api/health").catch(() => undefined)
    return answer?.status ?? "unreachable"
  })
}

function loads(page: Page, path: string): Promise<boolean> {
  return page.evaluate(async (url) => {
    const answer = await fetch(url).catch(() => undefined)
    return answer?.ok === true
  }, `/${path}`)
}

function storedCopy(page: Page): Promise<{ workers: number; caches: string[] }> {
  return page.evaluate(async () => ({
    workers: (await navigator.serviceWorker.getRegistrations()).length,
    caches: await caches.keys(),
  }))
}

/** A database beside the app's own: the switch must leave every one of them alone. */
function keepRecord(page: Page): Promise<void> {
  return page.evaluate(
    () =>
      new Promise<void>((resolve, reject) => {
        const opening = indexedDB.open("kept")
        opening.addEventListener("upgradeneeded", () => opening.result.createObjectStore("classes"))
        opening.addEventListener("success", () => {
          const writing = opening.result.transaction("classes", "readwrite")
          writing.objectStore("classes").put("7Б", "name")
          writing.addEventListener("complete", () => resolve())
        })
        opening.addEventListener("error", () => reject(opening.error))
      }),
  )
}

function keptRecord(page: Page): Promise<unknown> {
  return page.evaluate(
    () =>
      new Promise<unknown>((resolve, reject) => {
        const opening = indexedDB.open("kept")
        opening.addEventListener("success", () => {
          const reading = opening.result.transaction("classes").objectStore("classes").get("name")
          reading.addEventListener("success", () => resolve(reading.result))
        })
        opening.addEventListener("error", () => reject(opening.error))
      }),
  )
}
