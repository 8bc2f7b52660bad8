import { expect, type Page } from "@playwright/test"

import { assert, must } from "#/base/assert.ts"

import { withoutPin } from "./begin.ts"
import type { Line } from "./line.ts"
import { protect } from "./lock.ts"
import type { TestServer } from "./server.ts"

const head = "Павлова Анна Ильинична"
const schoolName = "Школа № 12"

/** Where tablets find the server: straight, or by the line in between. */
export type School = { readonly server: TestServer; readonly line?: Line }

/** Opens the link that a new server prints and makes the school; the page is the head's then. */
export async function foundSchool(page: Page, { server, line }: School): Promise<void> {
  const { pathname, hash } = new URL(await server.setupLink())
  await page.goto(`${(line ?? server).url}${pathname}${hash}`)
  await page.getByLabel("Школа", { exact: true }).fill(schoolName)
  await page.getByLabel("Ваши фамилия, имя, отчество").fill(head)
  await page.getByRole("button", { name: "Создать школу и войти" }).click()
  await withoutPin(page)
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible()
}

type Invited = {
  readonly name: string
  readonly role?: "Педагог-навигатор" | "Ведущий урока"
  readonly classes?: readonly string[]
}

/** The head invites a person; gives the code that is read from the screen. */
export async function invite(page: Page, { name, role, classes = [] }: Invited): Promise<string> {
  await section(page, "Школа")
  await page.getByRole("link", { name: "Пригласить" }).click()
  await page.getByLabel("Фамилия, имя, отчество").fill(name)
  if (role !== undefined) await page.getByRole("radio", { name: role }).check()
  for (const one of classes) await page.getByRole("button", { name: one, exact: true }).click()
  await page.getByRole("button", { name: "Сделать приглашение" }).click()
  return codeOf(page, name)
}

/** The head gives a person of the school a new invitation. */
export async function inviteAgain(page: Page, name: string): Promise<string> {
  await openPerson(page, name)
  await page.getByRole("button", { name: "Пригласить снова" }).click()
  return codeOf(page, name)
}

export async function openPerson(page: Page, name: string): Promise<void> {
  await section(page, "Школа")
  await page.getByRole("link", { name }).click()
}

async function codeOf(page: Page, name: string): Promise<string> {
  await expect(page.getByRole("heading", { name: `Приглашение: ${name}` })).toBeVisible()
  const shown = await page.getByText(/^[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}$/).textContent()
  await page.getByRole("button", { name: "Готово" }).click()
  return must(shown, "the code stands on the screen")
}

/** Types the code of an invitation on a tablet and accepts it. */
export async function joinByCode(page: Page, address: string, code: string): Promise<void> {
  await page.goto(`${address}/join`)
  await acceptByCode(page, code)
  await withoutPin(page)
}

/** The same with a PIN and a passphrase of one's own. */
export async function joinWithPin(
  page: Page,
  { address, code, ...secrets }: Joining,
): Promise<void> {
  await page.goto(`${address}/join`)
  await acceptByCode(page, code)
  await protect(page, secrets)
}

type Joining = {
  readonly address: string
  readonly code: string
  readonly pin: string
  readonly phrase: string
}

/** A further teacher of the tablet: each has a PIN. */
export async function joinBeside(
  page: Page,
  { address, code, ...secrets }: Joining,
): Promise<void> {
  await page.goto(`${address}/teachers`)
  await page.getByRole("link", { name: "Добавить учителя" }).click()
  await acceptByCode(page, code)
  await protect(page, secrets)
}

/** What both begin with, where the code is asked for. */
export async function acceptByCode(page: Page, code: string): Promise<void> {
  await page.getByRole("textbox", { name: "Код приглашения" }).fill(code)
  await page.getByRole("button", { name: "Открыть приглашение" }).click()
  await page.getByRole("button", { name: "Войти в школу" }).click()
}

/** Goes to a section of the rail; the school stands under «Ещё». */
export async function section(page: Page, name: string): Promise<void> {
  if (name === "Школа") {
    await section(page, "Ещё")
    await page.getByRole("main").getByRole("link", { name, exact: true }).click()
    return
  }
  await page.getByRole("navigation", { name: "Разделы" }).getByRole("link", { name }).click()
}

/** The app and everything it needs are stored here: from now on no server is needed. */
export async function stored(page: Page): Promise<void> {
  const isBlocked = await page.evaluate(() => {
    const register: unknown = Reflect.get(navigator.serviceWorker, "register")
    return Function.prototype.toString.call(register).includes("blocked")
  })
  assert(!isBlocked, "a story that goes on without the server begins with tablet(storesTheApp)")
  await page.waitForFunction(() => navigator.serviceWorker.controller !== null)
}

/** The one line about sending. */
export function indicator(page: Page) {
  return page.locator("a.sync").first()
}
