import { markersIn } from "#tests/support/traces.ts"
import { expect } from "@playwright/test"

import { expectLocked, protect } from "./support/lock.ts"
import { fillWithMarkers, markers } from "./support/marked.ts"
import { Office } from "./support/office.ts"
import { acceptByCode, indicator, joinBeside, section, stored } from "./support/school.ts"
import { storesTheApp, test } from "./support/story.ts"

const irina = "Иванова Ирина Петровна"
const olga = "Смирнова Ольга Игоревна"

test("a colleague with DevTools gets nothing of the other teacher's, from the tablet or from the server", async ({
  tablet,
  server,
}) => {
  test.slow()
  const office = await Office.found(server)
  const first = await office.invite(irina)
  const second = await office.invite(olga, [await office.makeClass("8А", ["Петров Илья"])])
  const page = await tablet(storesTheApp)
  await page.goto(`${server.url}/join`)
  await acceptByCode(page, first.code)
  await expect(page.getByRole("textbox", { name: "Новый PIN" })).toBeVisible()
  const beforeThePin = await page.evaluate(tryEveryKey)
  expect(beforeThePin.unwrapped, "the attempts bite while the journal opens by itself").toBe(1)
  await protect(page, { pin: "704815", phrase: "самовар облако дятел" })
  await fillWithMarkers(page)
  await expect(indicator(page)).toContainText("Всё отправлено")
  await joinBeside(page, {
    address: server.url,
    code: second.code,
    pin: "559027",
    phrase: "корабль варежка июнь",
  })
  await section(page, "Классы")
  await expect(page.getByRole("main").getByRole("link", { name: "8А: " })).toBeVisible()

  await test.step("every key that lies in any database, against every sealed row of hers", async () => {
    const tried = await page.evaluate(tryEveryKey)
    expect(tried.sealed).toBeGreaterThan(4)
    expect(tried.keys).toBeGreaterThan(1)
    expect(tried.attempts).toBeGreaterThan(tried.sealed)
    expect(tried.unwrapped).toBe(0)
    expect(tried.opened).toBe(0)
    expect(tried.extractable).toBe(0)
    expect(markersIn(Buffer.from(tried.dump), markers)).toEqual([])
  })

  await test.step("her cookie, without her proof and with a guessed one", async () => {
    const answers = await page.evaluate(askAsHer)
    for (const { status, text } of answers) {
      expect(status).toBe(401)
      expect(markersIn(Buffer.from(text), markers)).toEqual([])
    }
    expect(answers).toHaveLength(4)
    expect(await page.evaluate(() => document.cookie)).toBe("")
  })

  await test.step("caches and what is stored beside the databases", async () => {
    await stored(page)
    const said = await page.evaluate(async () => {
      const texts = [JSON.stringify(localStorage), JSON.stringify(sessionStorage)]
      for (const name of await caches.keys()) {
        const cache = await caches.open(name)
        for (const request of await cache.keys()) {
          texts.push(request.url, (await (await cache.match(request))?.text()) ?? "")
        }
      }
      return texts.join("\n")
    })
    expect(said, "the app lies in a cache").toContain("/index.html")
    expect(markersIn(Buffer.from(said), markers)).toEqual([])
  })

  await test.step("her slots and rows, copied into the own journal", async () => {
    await page.evaluate(copyHers)
    await page.reload()
    await expectLocked(page)
    for (const digit of "559027")
      await page.getByRole("button", { name: digit, exact: true }).click()
    await page.getByRole("button", { name: "Открыть", exact: true }).click()
    await expect(page.getByRole("alert").first()).toBeVisible()
    expect(markersIn(Buffer.from(await page.content()), markers)).toEqual([])
  })
})

/** All tables of all databases, by a script as anyone can type it into DevTools. */
async function tryEveryKey() {
  const rowsOf = async (name: string): Promise<unknown[]> => {
    const database = await new Promise<IDBDatabase>((resolve) => {
      const opening = indexedDB.open(name)
      opening.addEventListener("success", () => resolve(opening.result))
    })
    const rows: unknown[] = []
    for (const table of database.objectStoreNames) {
      const asked = database.transaction(table).objectStore(table).getAll()
      await new Promise((resolve) => asked.addEventListener("success", resolve))
      rows.push(...asked.result)
    }
    database.close()
    return rows
  }
  const keys: CryptoKey[] = []
  const buffers: Uint8Array<ArrayBuffer>[] = []
  const raw: Uint8Array<ArrayBuffer>[] = []
  const texts: string[] = []
  const slots: { id: string; iv: Uint8Array<ArrayBuffer>; wrapped: ArrayBuffer }[] = []
  const owners = [""]
  const walk = (value: unknown, hers: boolean): void => {
    if (value instanceof CryptoKey) keys.push(value)
    else if (value instanceof ArrayBuffer || value instanceof Uint8Array) {
      const bytes = new Uint8Array(value)
      if (hers && bytes.length > 28) buffers.push(bytes)
      if (bytes.length === 32 || bytes.length === 16) raw.push(bytes)
    } else if (typeof value === "object" && value !== null) {
      for (const one of Object.values(value)) walk(one, hers)
    }
  }
  for (const { name = "" } of await indexedDB.databases()) {
    for (const row of await rowsOf(name)) {
      walk(row, name === "nav-own")
      if (typeof row !== "object" || row === null) continue
      if ("key" in row && row.key === "place" && "id" in row) owners.push(String(row.id))
      if (!("wrapped" in row) || !(row.wrapped instanceof ArrayBuffer)) continue
      if (!("iv" in row) || !(row.iv instanceof Uint8Array) || !("id" in row)) continue
      slots.push({ id: String(row.id), iv: new Uint8Array(row.iv), wrapped: row.wrapped })
      texts.push(JSON.stringify(row))
    }
  }
  const byBytes = await Promise.all(
    raw.map((bytes) => crypto.subtle.importKey("raw", bytes, "AES-GCM", false, ["decrypt"])),
  )
  let [attempts, opened] = [0, 0]
  for (const key of [...keys, ...byBytes]) {
    for (const bytes of buffers) {
      for (const [from, to] of [
        [1, 13],
        [0, 12],
      ] as const) {
        attempts += 1
        const how = { name: "AES-GCM", iv: bytes.slice(from, to) }
        try {
          await crypto.subtle.decrypt(how, key, bytes.slice(to))
          opened += 1
        } catch {
          // As it should be.
        }
      }
    }
  }
  let unwrapped = 0
  for (const by of keys) {
    for (const { id, iv, wrapped } of slots) {
      for (const owner of owners) {
        const bound = new TextEncoder().encode(`${owner}|slots|${id}|1`)
        const how = { name: "AES-GCM", iv, ...(owner === "" ? {} : { additionalData: bound }) }
        attempts += 1
        try {
          await crypto.subtle.unwrapKey("raw", wrapped, by, how, "AES-GCM", false, ["decrypt"])
          unwrapped += 1
        } catch {
          // As it should be.
        }
      }
    }
  }
  const extractable = keys.filter((key) => key.extractable).length
  const dump = texts.join("\n")
  const [sealed, found] = [buffers.length, keys.length]
  return { sealed, keys: found, attempts, opened, unwrapped, extractable, dump }
}

/** As the first teacher of the tablet: her cookie goes along by itself. */
async function askAsHer() {
  const answers: { readonly status: number; readonly text: string }[] = []
  const guess = "A".repeat(43)
  for (const headers of [{}, { "x-bortzhurnal-proof": guess }]) {
    for (const [path, method] of [
      ["/api/session", "GET"],
      ["/api/sync", "POST"],
    ] as const) {
      const init = method === "GET" ? { headers } : { method, body: "{}" }
      const all = { ...headers, "content-type": "application/json" }
      const answer = await fetch(path, { ...init, headers: all })
      answers.push({ status: answer.status, text: await answer.text() })
    }
  }
  return answers
}

/** Her slots and records over one's own. */
async function copyHers(): Promise<void> {
  const open = (name: string): Promise<IDBDatabase> =>
    new Promise((resolve) => {
      const opening = indexedDB.open(name)
      opening.addEventListener("success", () => resolve(opening.result))
    })
  const names = (await indexedDB.databases()).map(({ name = "" }) => name)
  const hers = await open("nav-own")
  const own = await open(names.find((name) => /^nav-[\da-f]{16}$/.test(name)) ?? "")
  for (const table of ["slots", "records", "drafts"]) {
    const asked = hers.transaction(table).objectStore(table).getAll()
    await new Promise((resolve) => asked.addEventListener("success", resolve))
    const writing = own.transaction(table, "readwrite")
    for (const row of asked.result) writing.objectStore(table).put(row)
    await new Promise((resolve) => writing.addEventListener("complete", resolve))
  }
  hers.close()
  own.close()
}
