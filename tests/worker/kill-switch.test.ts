import { describe, expect, test } from "vitest"

import { isSwitchedOff, switchedOff } from "#/worker/kill-switch.ts"

const off = { app: "bortzhurnal", serviceWorker: "off" }

describe("the kill switch is thrown", () => {
  test("by our own file that says so", async () => {
    expect(await isSwitchedOff(Response.json(off))).toBe(true)
  })
})

describe("the kill switch is not thrown", () => {
  test.each([
    ["by our file that says on", Response.json({ ...off, serviceWorker: "on" })],
    ["by another application's file", Response.json({ ...off, app: "other" })],
    ["by JSON that is no object", Response.json("off")],
    ["by a portal's page", html("<h1>Войдите в сеть школы</h1>")],
    ["by a portal that calls its page JSON", json("<h1>Войдите</h1>")],
    ["by our words in a page", html(JSON.stringify(off))],
    ["by a missing file", Response.json(off, { status: 404 })],
    ["by a server in trouble", Response.json(off, { status: 503 })],
  ])("%s", async (_title, answer) => {
    expect(await isSwitchedOff(answer)).toBe(false)
  })

  test("without a network", async () => {
    expect(await switchedOff(() => Promise.reject(new TypeError("Failed to fetch")))).toBe(false)
  })
})

test("the switch is asked for past every cache", async () => {
  const asked: (RequestCache | undefined)[] = []

  await switchedOff((_url, init) => {
    asked.push(init?.cache)
    return Promise.resolve(Response.json(off))
  })

  expect(asked).toEqual(["no-store"])
})

function html(body: string): Response {
  return new Response(body, { headers: { "content-type": "text/html; charset=utf-8" } })
}

function json(body: string): Response {
  return new Response(body, { headers: { "content-type": "application/json" } })
}
