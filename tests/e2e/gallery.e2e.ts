import { fileURLToPath } from "node:url"

import { expect, test, type Page } from "@playwright/test"
import { createServer, type ViteDevServer } from "vite"

import { barriers } from "./support/axe.ts"

/** Every generic part in every state, judged by axe and by the browser's own dialogs, menus and focus. */

let server: ViteDevServer
let address = ""

test.beforeAll(async () => {
  const configFile = fileURLToPath(new URL("../ui/gallery/vite.config.ts", import.meta.url))
  server = await createServer({ configFile, logLevel: "error", server: { port: 0 } })
  await server.listen()
  address = server.resolvedUrls?.local[0] ?? ""
})

test.afterAll(async () => {
  await server.close()
})

async function open(page: Page, query = ""): Promise<void> {
  await page.goto(address + query)
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible()
}

const sizes = [
  { name: "a tablet", width: 1280, height: 800 },
  { name: "a tablet held upright", width: 800, height: 1280 },
  { name: "a phone", width: 390, height: 844 },
] as const

for (const { name, width, height } of sizes) {
  for (const colorScheme of ["light", "dark"] as const) {
    test.describe(`the parts on ${name}, ${colorScheme}`, () => {
      test.use({ viewport: { width, height }, colorScheme, reducedMotion: "reduce" })

      test("have no fault that axe can see", async ({ page }) => {
        await open(page)
        await page.getByRole("button", { name: "Показать тост" }).click()
        await expect(page.getByText("Остальные — были")).toBeVisible()

        expect(await barriers(page, "good habits too")).toEqual([])
      })
    })
  }
}

test.describe("what opens over the parts", () => {
  test.use({ reducedMotion: "reduce" })

  test("has no fault that axe can see either", async ({ page }) => {
    await open(page, "?open=dialog")
    expect(await barriers(page, "good habits too")).toEqual([])

    await open(page)
    await page.getByRole("button", { name: "Петров Илья" }).click()
    await expect(page.getByRole("menu")).toBeVisible()
    expect(await barriers(page, "good habits too")).toEqual([])
  })
})

test("a fault would be seen", async ({ page }) => {
  await open(page)
  await page.getByRole("button", { name: "Исправить" }).evaluate((button) => {
    button.removeAttribute("aria-label")
  })

  expect((await barriers(page, "good habits too")).join()).toContain("button-name")
})

test("nothing is wider than a small phone", async ({ page }) => {
  await page.setViewportSize({ width: 320, height: 640 })
  await open(page)

  const beyond = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)
  expect(beyond).toBe(0)
})

test("nothing is drawn by a style attribute, which the content security policy forbids", async ({
  page,
}) => {
  await open(page)

  await expect(page.locator("#root [style]")).toHaveCount(0)
})

test("what is tapped is at least 48 pixels high and wide", async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 })
  await open(page)
  const targets = page.locator(
    ":is(button, a.btn, a.btn-icon, a.sync, a.stamp, input, select, textarea, label.check, label.pick, .rail-item):visible",
  )

  const small = await targets.evaluateAll((elements) =>
    elements
      .filter(
        (element) =>
          element.closest(".pick, .check") === element || !element.closest(".pick, .check"),
      )
      .map((element) => ({
        what: element.outerHTML.slice(0, 80),
        box: element.getBoundingClientRect(),
      }))
      .filter(({ box }) => box.height < 47.9 || box.width < 47.9)
      .map(({ what }) => what),
  )

  expect(small).toEqual([])
})

test("a menu is open to the keyboard and gives the focus back", async ({ page }) => {
  await open(page)
  const button = page.getByRole("button", { name: "Петров Илья" })
  await button.focus()
  await page.keyboard.press("Enter")
  await expect(page.getByRole("menuitemcheckbox", { name: "Опоздал" })).toBeFocused()
  await page.keyboard.press("End")
  await expect(page.getByRole("menuitem", { name: "Убрать из урока" })).toBeFocused()

  await page.keyboard.press("Escape")

  await expect(page.getByRole("menu")).toHaveCount(0)
  await expect(button).toBeFocused()
})

test("a menu stands beside its button when wide and at the bottom on a phone", async ({ page }) => {
  await open(page)
  const button = page.getByRole("button", { name: "Петров Илья" })
  await button.click()
  const beside = await page.locator(".menu").boundingBox()
  const anchor = await button.boundingBox()
  expect(
    Math.abs((beside?.x ?? 0) + (beside?.width ?? 0) - (anchor?.x ?? 0) - (anchor?.width ?? 0)),
  ).toBeLessThan(2)

  await page.keyboard.press("Escape")
  await page.setViewportSize({ width: 390, height: 844 })
  await button.click()
  await page.waitForFunction(() => document.getAnimations().length === 0)
  const sheet = await page.locator(".menu").boundingBox()
  expect(sheet?.width).toBe(390)
  expect((sheet?.y ?? 0) + (sheet?.height ?? 0)).toBe(844)
})

test("a toast stands in its dock when wide and above the bottom bar on a phone", async ({
  page,
}) => {
  await open(page)
  await page.getByRole("button", { name: "Показать тост" }).click()
  await expect(page.locator(".toast-dock > .toast")).toHaveCSS("position", "relative")
  await expect(page.locator(".toast-dock")).toHaveCSS("position", "static")

  await page.setViewportSize({ width: 390, height: 844 })
  const toast = await page.locator(".toast").boundingBox()
  const bar = await page.getByRole("navigation").boundingBox()
  expect((toast?.y ?? 0) + (toast?.height ?? 0)).toBeLessThanOrEqual(bar?.y ?? 0)
})

test("the content is one Tab and one Enter away", async ({ page }) => {
  await open(page)
  await page.keyboard.press("Tab")
  await expect(page.getByRole("link", { name: "К содержанию" })).toBeFocused()

  await page.keyboard.press("Enter")

  await expect(page.getByRole("main")).toBeFocused()
})
