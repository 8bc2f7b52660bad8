import { spawn, type ChildProcess } from "node:child_process"
import { once } from "node:events"
import { mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"

import { afterEach, beforeEach, describe, expect, test } from "vitest"

let folder = ""
const running = new Set<ChildProcess>()
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "main-"))
})
afterEach(() => {
  for (const child of running) child.kill("SIGKILL")
  running.clear()
  rmSync(folder, { recursive: true, force: true })
})

interface Started {
  readonly child: ChildProcess
  /** Waits for a line and returns what the pattern has caught. */
  readonly line: (pattern: RegExp) => Promise<string>
}

function start(...flags: readonly string[]): Started {
  const args = ["src/server/main.ts", "--dev", "--port", "0", "--data", folder, ...flags]
  const child = spawn(process.execPath, args, { stdio: ["ignore", "pipe", "pipe"] })
  running.add(child)
  let told = ""
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding("utf8").on("data", (text: string) => {
      told += text
      child.emit("told")
    })
  }
  const line = async (pattern: RegExp): Promise<string> => {
    for (;;) {
      const found = pattern.exec(told)?.[1]
      if (found !== undefined) return found
      if (child.exitCode !== null) throw new Error(`ended: ${told}`)
      await once(child, "told")
    }
  }
  return { child, line }
}

async function ended(child: ChildProcess): Promise<number | null> {
  if (child.exitCode === null) await once(child, "exit")
  return child.exitCode
}

describe("the server's process", { timeout: 30_000 }, () => {
  test("starts on an empty folder, prints the link of the first start, serves it and stops when asked", async () => {
    const { child, line } = start()
    const origin = await line(/открывайте (http:\S+)\n/)
    const token = await line(/директора школы: \S+\/start#([\w-]+)\n/)
    const founded = await fetch(`${origin}/api/setup`, {
      method: "POST",
      headers: { "content-type": "application/json", origin },
      body: JSON.stringify({ token, schoolName: "Школа № 12", name: "Орлова Светлана" }),
    })
    expect(founded.status).toBe(200)
    expect(await (await fetch(`${origin}/api/health`)).json()).toMatchObject({ ok: true, epoch: 1 })

    child.kill("SIGTERM")
    expect(await ended(child)).toBe(0)
  })

  test("fills an invented school once, and prints a way in for each of its people", async () => {
    const first = start("--demo")
    const origin = await first.line(/открывайте (http:\S+)\n/)
    const token = await first.line(/навигатор: \S+\/join#([\w-]+)\n/)
    const look = await fetch(`${origin}/api/invitation/look`, {
      method: "POST",
      headers: { "content-type": "application/json", origin },
      body: JSON.stringify({ token }),
    })
    expect(await look.json()).toMatchObject({
      role: "navigator",
      schoolName: "Школа № 12 (пример)",
    })
    first.child.kill("SIGTERM")
    await ended(first.child)

    const second = start("--demo")
    await second.line(/директор: (\S+)\n/)
    second.child.kill("SIGTERM")
    expect(await ended(second.child)).toBe(0)
  })

  test("prints a new link for the head and ends", async () => {
    const demo = start("--demo")
    await demo.line(/ведущий урока: (\S+)\n/)
    demo.child.kill("SIGTERM")
    await ended(demo.child)
    const { child, line } = start("--new-head-link", "--origin", "https://journal.school.ru")
    expect(await line(/(https:\/\/journal\.school\.ru\/join#\S+)\n/)).toBeDefined()
    expect(await ended(child)).toBe(0)
  })

  test("makes its key at the first start, for its own user alone, and says when it is another one", async () => {
    const first = start()
    await first.line(/открывайте (http:\S+)\n/)
    first.child.kill("SIGTERM")
    await ended(first.child)
    const file = join(folder, "server.key")
    expect(statSync(file).mode & 0o777).toBe(0o600)

    writeFileSync(file, "not a key")
    const without = start()
    expect(await without.line(/(ключ сервера .+)\n/)).toContain("не открыть (в нём не ключ)")
    const origin = await without.line(/открывайте (http:\S+)\n/)
    expect((await fetch(`${origin}/api/health`)).status).toBe(200)
    without.child.kill("SIGTERM")
    await ended(without.child)

    rmSync(file)
    const other = start()
    expect(await other.line(/(ключ сервера .+)\n/)).toContain("не тот, с которым работали прежде")
    await other.line(/открывайте (http:\S+)\n/)
    other.child.kill("SIGTERM")
    expect(await ended(other.child)).toBe(0)
  })

  test("takes a second factor off when told to, and ends", async () => {
    const { child, line } = start("--reset-factor", "head")
    expect(await line(/(Снимать нечего.+)\n/)).toBeDefined()
    expect(await ended(child)).toBe(0)
  })

  test("says in one line what is wrong with its flags and does not start", async () => {
    const { child, line } = start("--prot", "80")
    expect(await line(/(не запустился: .+)\n/)).toContain("--prot")
    expect(await ended(child)).toBe(1)
  })
})
