import { execFile } from "node:child_process"
import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { promisify } from "node:util"

import { afterEach, beforeEach, describe, expect, test } from "vitest"

import { must } from "#/base/assert.ts"
import { createSqliteStore } from "#/server/sqlite-store.ts"
import { api } from "#/sync/api.ts"

import { Client, Server } from "./a-server.ts"

const run = promisify(execFile)

let folder = ""
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "area-"))
})
afterEach(() => {
  rmSync(folder, { recursive: true, force: true })
})

async function area(...words: readonly string[]): Promise<string> {
  const args = ["src/server/area-command.ts", ...words, "--data", folder]
  const { stdout, stderr } = await run(process.execPath, args).catch((fault: unknown) => {
    const { stdout: out, stderr: err } = fault as { stdout: string; stderr: string }
    return { stdout: out, stderr: err }
  })
  return stdout + stderr
}

function found(told: string, form: RegExp): string {
  return must(form.exec(told)?.[1], told)
}

describe("the command for cities and regions", { timeout: 30_000 }, () => {
  test("makes them, lists them and prints links that sign coordinators in", async () => {
    const region = found(await area("new", "Заречный край", "--region"), /номер (\S+)\n/)
    const made = await area("new", "Приреченск", "--under", region, "--coordinator", "Ким Вера")
    const city = found(made, /номер (\S+)\n/)
    const listed = await area("list")
    expect(listed).toContain(`${region}  регион  Заречный край`)
    expect(listed).toContain(`${city}  город  Приреченск`)

    const again = await area("link", city, "--origin", "https://journal.city.ru")
    const token = found(again, /https:\/\/journal\.city\.ru\/join#(\S+)\n/)
    const server = new Server({ store: createSqliteStore(join(folder, "bortzhurnal.sqlite")) })
    const client = new Client(server)
    await client.send(api.acceptInvitation.path, { token })
    expect((await client.session()).person).toMatchObject({ name: "Ким Вера", role: "municipal" })
    await server.services.store.close()
  })

  test("says in a line what it cannot do", async () => {
    expect(await area("new", "Приреченск", "--under", "nobody")).toContain(
      "региона «nobody» здесь нет",
    )
    expect(await area("link", "nobody")).toContain("«nobody» здесь нет")
    expect(await area("something")).toContain("npm run area -- new")
  })
})
