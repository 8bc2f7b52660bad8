import { spawn, type ChildProcess } from "node:child_process"
import { once } from "node:events"
import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"

import { aDatabase } from "#tests/support/postgres.ts"
import { afterAll, beforeAll, describe, expect, test } from "vitest"

import { must } from "#/base/assert.ts"
import { api, livePath, pathOf } from "#/sync/api.ts"

class Listening {
  heard = ""
  readonly #reader: ReadableStreamDefaultReader<Uint8Array>
  readonly #decoder = new TextDecoder()

  constructor(reader: ReadableStreamDefaultReader<Uint8Array>) {
    this.#reader = reader
  }

  async until(wanted: string): Promise<void> {
    while (!this.heard.includes(wanted)) {
      if (!(await this.#more())) throw new Error(`over after ${this.heard}`)
    }
  }

  async over(): Promise<void> {
    while (await this.#more());
  }

  async #more(): Promise<boolean> {
    const { done, value } = await this.#reader.read()
    this.heard += this.#decoder.decode(value, { stream: true })
    return !done
  }
}

/** A server process over the database of all of them. */
class Running {
  readonly folder = mkdtempSync(join(tmpdir(), "live-"))
  readonly child: ChildProcess
  origin = ""
  #told = ""

  constructor(databaseUrl: string) {
    const args = ["src/server/main.ts", "--dev", "--port", "0", "--data", this.folder]
    this.child = spawn(process.execPath, args, {
      stdio: ["ignore", "pipe", "pipe"],
      env: { ...process.env, DATABASE_URL: databaseUrl },
    })
    for (const stream of [this.child.stdout, this.child.stderr]) {
      stream?.setEncoding("utf8").on("data", (text: string) => {
        this.#told += text
        this.child.emit("told")
      })
    }
  }

  async line(pattern: RegExp): Promise<string> {
    for (;;) {
      const found = pattern.exec(this.#told)?.[1]
      if (found !== undefined) return found
      if (this.child.exitCode !== null) throw new Error(`ended: ${this.#told}`)
      await once(this.child, "told")
    }
  }

  async post(path: string, body: unknown, cookie = ""): Promise<{ cookie: string; body: unknown }> {
    const answer = await fetch(`${this.origin}${path}`, {
      method: "POST",
      headers: { "content-type": "application/json", origin: this.origin, cookie },
      body: JSON.stringify(body),
    })
    if (answer.status !== 200) throw new Error(`${path}: ${answer.status}`)
    const set = answer.headers.get("set-cookie")?.split(";")[0] ?? cookie
    return { cookie: set, body: await answer.json() }
  }

  async listen(cookie: string): Promise<Listening> {
    const answer = await fetch(`${this.origin}${livePath}`, { headers: { cookie } })
    if (answer.status !== 200) throw new Error(`${livePath}: ${answer.status}`)
    const listening = new Listening(must(answer.body).getReader())
    await listening.until(": live")
    return listening
  }

  async stop(): Promise<void> {
    this.child.kill("SIGKILL")
    if (this.child.exitCode === null && this.child.signalCode === null) {
      await once(this.child, "exit")
    }
    rmSync(this.folder, { recursive: true, force: true })
  }
}

let [one, two]: Running[] = []
let head = ""
beforeAll(async () => {
  const { url } = await aDatabase()
  one = new Running(url)
  one.origin = await one.line(/открывайте (http:\S+)\n/)
  const token = await one.line(/директора школы: \S+\/start#([\w-]+)\n/)
  const names = { schoolName: "Школа № 12", name: "Орлова Светлана" }
  head = (await one.post(api.setup.path, { token, ...names })).cookie
  two = new Running(url)
  two.origin = await two.line(/открывайте (http:\S+)\n/)
}, 90_000)
afterAll(async () => {
  await one?.stop()
  await two?.stop()
})

describe("two server processes over one PostgreSQL", { timeout: 30_000 }, () => {
  test("a change at the one nudges a tablet that listens at the other, both ways", async () => {
    const [here, there] = [must(one), must(two)]
    const person = { role: "navigator", classes: [] }
    for (const [from, to] of [
      [here, there],
      [there, here],
    ] as const) {
      const tablet = await to.listen(head)
      await from.post(api.invite.path, { name: "Анна", ...person }, head)
      await tablet.until("data: changed")
    }
  })

  test("an access taken away at the one ends the stream at the other", async () => {
    const [here, there] = [must(one), must(two)]
    const invited = await here.post(
      api.invite.path,
      { name: "Вера", role: "leader", classes: [] },
      head,
    )
    const { person, invitation } = invited.body as {
      person: { id: string }
      invitation: { token: string }
    }
    const accepted = await there.post(api.acceptInvitation.path, { token: invitation.token })
    const tablet = await there.listen(accepted.cookie)
    await here.post(pathOf(api.changePerson, person.id), { revoke: true }, head)
    await tablet.over()
    expect(tablet.heard).toContain("data: changed")
  })

  test("a process that is asked to stop ends its streams and is gone at once", async () => {
    const there = must(two)
    const tablet = await there.listen(head)
    const asked = performance.now()
    there.child.kill("SIGTERM")
    await tablet.over()
    if (there.child.exitCode === null) await once(there.child, "exit")
    expect(there.child.exitCode).toBe(0)
    // Without it the farewell takes 8 s.
    expect(performance.now() - asked).toBeLessThan(6_000)
  })
})
