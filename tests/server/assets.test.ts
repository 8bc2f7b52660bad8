import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"

import { afterEach, beforeEach, describe, expect, test } from "vitest"

import { keptDays, openAssets, type AssetFiles } from "#/server/assets.ts"

import { Client, Server } from "./a-server.ts"

const dayMs = 86_400_000
const script = "console.log('a part of the app')\n".repeat(100)

let folder = ""
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "assets-"))
  release("one")
})
afterEach(() => rmSync(folder, { recursive: true }))

/** Builds a release whose only part bears its name. */
function release(name: string): void {
  const built = join(folder, "dist")
  rmSync(built, { recursive: true, force: true })
  mkdirSync(join(built, "assets"), { recursive: true })
  writeFileSync(join(built, "index.html"), `<!doctype html><title>${name}</title>`)
  writeFileSync(join(built, "pupil.html"), `<!doctype html><title>pupils of ${name}</title>`)
  writeFileSync(join(built, "sw.js"), "self.addEventListener('fetch', () => {})")
  writeFileSync(join(built, "kill-sw.js"), "self.registration.unregister()")
  writeFileSync(join(built, "sw-switch.json"), '{"app":"bortzhurnal","serviceWorker":"on"}')
  writeFileSync(join(built, "manifest.webmanifest"), "{}")
  writeFileSync(join(built, "assets", `part-${name}.js`), script)
  writeFileSync(join(folder, "secret.txt"), "not for anybody")
}

function open(more: { now?: number; workerOff?: boolean } = {}): AssetFiles {
  const { now = Date.now(), workerOff = false } = more
  return openAssets({ built: join(folder, "dist"), kept: join(folder, "kept"), now, workerOff })
}

function visitor(assets = open()): Client {
  return new Client(new Server({ assets }))
}

describe("the app's files", () => {
  test("a screen's address is answered with the page, checked anew each time", async () => {
    for (const path of ["/", "/today", "/classes/01a0/pupils/01a1"]) {
      const reply = await visitor().look(path, { "sec-fetch-mode": "navigate" })
      expect(reply.status).toBe(200)
      expect(reply.body).toContain("<title>one</title>")
      expect(reply.headers.get("content-type")).toBe("text/html; charset=utf-8")
      expect(reply.headers.get("cache-control")).toBe("no-cache")
      expect(reply.headers.get("content-security-policy")).toContain("trusted-types bortzhurnal")
    }
  })

  test("an address that has a page of its own is answered with that one", async () => {
    const reply = await visitor().look("/pupil", { "sec-fetch-mode": "navigate" })
    expect(reply.body).toContain("<title>pupils of one</title>")
    expect(reply.headers.get("content-security-policy")).toContain("trusted-types bortzhurnal")
  })

  test("a hashed part may be kept for ever; the worker, the page and the manifest never", async () => {
    const caching = async (path: string): Promise<string | null> =>
      (await visitor().look(path)).headers.get("cache-control")
    expect(await caching("/assets/part-one.js")).toBe("public, max-age=31536000, immutable")
    for (const path of ["/sw.js", "/index.html", "/manifest.webmanifest", "/sw-switch.json"]) {
      expect(await caching(path)).toBe("no-cache")
    }
  })

  test("a part that is not there is missing, never the page under a script's name", async () => {
    for (const path of [
      "/assets/part-none.js",
      "/assets/",
      "/assets/none",
      "/none.js",
      "/icons/none.png",
    ]) {
      const reply = await visitor().look(path)
      expect(reply.status).toBe(404)
      expect(reply.body).toBe("")
    }
  })

  test("a script asked for by a screen's address is not answered with the page", async () => {
    expect((await visitor().look("/today", { "sec-fetch-mode": "cors" })).status).toBe(404)
  })

  test.each([
    "/../secret.txt",
    "/%2e%2e/secret.txt",
    "/..%2fsecret.txt",
    "/assets/..%2f..%2fsecret.txt",
    "/assets/%2e%2e%5csecret.txt",
    "/%",
    "/assets/%00.js",
  ])("%s leads nowhere outside", async (path) => {
    expect(JSON.stringify((await visitor().look(path)).body)).not.toContain("not for anybody")
  })

  test("an unchanged file costs no body, a text travels packed", async () => {
    const client = visitor()
    const first = await client.look("/assets/part-one.js", { "accept-encoding": "gzip" })
    expect(first.headers.get("content-encoding")).toBe("gzip")
    expect(Number(first.headers.get("content-length"))).toBeLessThan(script.length / 5)
    const etag = first.headers.get("etag") ?? ""
    expect((await client.look("/assets/part-one.js", { "if-none-match": etag })).status).toBe(304)
  })

  test("nothing is written to them", async () => {
    expect((await visitor().send("/index.html", "{}")).status).toBe(404)
  })
})

describe("after an update", () => {
  test("a tab opened before still gets its parts, and new tabs get the new page", async () => {
    open()
    release("two")
    const client = visitor()
    expect((await client.look("/assets/part-one.js")).body).toBe(script)
    expect((await client.look("/assets/part-two.js")).body).toBe(script)
    expect((await client.look("/")).body).toContain("<title>two</title>")
  })

  test("parts of a former release are forgotten after sixty days, those of this one never", async () => {
    const now = Date.now()
    open({ now })
    release("two")
    open({ now: now + (keptDays - 1) * dayMs })
    expect(readdirSync(join(folder, "kept")).sort()).toEqual(["part-one.js", "part-two.js"])
    open({ now: now + (keptDays + 1) * dayMs })
    expect(readdirSync(join(folder, "kept"))).toEqual(["part-two.js"])
  })
})

test("the kill switch serves the worker that removes itself and says «off» to the app", async () => {
  const client = visitor(open({ workerOff: true }))
  expect((await client.look("/sw.js")).body).toContain("unregister")
  expect((await client.look("/sw-switch.json")).body).toEqual({
    app: "bortzhurnal",
    serviceWorker: "off",
  })
})
