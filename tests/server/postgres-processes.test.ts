import { spawn, type ChildProcess } from "node:child_process"
import { once } from "node:events"
import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"

import { aDatabase, type TestDatabase } from "#tests/support/postgres.ts"
import { afterEach, beforeEach, describe, expect, test } from "vitest"

import { must } from "#/base/assert.ts"
import { classFeed } from "#/domain/feeds.ts"
import { checkConsistency } from "#/server/consistency.ts"
import { connectAlone } from "#/server/postgres-pool.ts"
import { createPostgresStore } from "#/server/postgres-store.ts"
import { api, type InvitationAnswer } from "#/sync/api.ts"
import { protocolVersion } from "#/sync/limits.ts"
import type { Op } from "#/sync/op.ts"
import { syncPath, type FeedCursor, type SyncAnswer } from "#/sync/protocol.ts"
import { readAnswer, writeRequest } from "#/sync/wire.ts"

import { anId } from "./a-server.ts"

let folder = ""
let database: TestDatabase
const running = new Set<ChildProcess>()
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "processes-"))
  const furnished = await aDatabase()
  database = await bare(furnished)
})
afterEach(() => {
  for (const child of running) child.kill("SIGKILL")
  running.clear()
  rmSync(folder, { recursive: true, force: true })
})

/** Without tables: the servers have to make them. */
async function bare(furnished: TestDatabase): Promise<TestDatabase> {
  const name = `${furnished.url.slice(furnished.url.lastIndexOf("/") + 1)}_bare`
  const admin = await connectAlone(furnished.adminUrl)
  await admin.query(`CREATE DATABASE ${name} OWNER keeper_of_school`)
  await admin.end()
  const at = (url: string): string => url.replace(/[^/]*$/, name)
  return {
    url: at(furnished.url),
    ownerUrl: at(furnished.ownerUrl),
    adminUrl: at(furnished.adminUrl),
  }
}

interface Started {
  readonly child: ChildProcess
  readonly line: (pattern: RegExp) => Promise<string>
}

function start(
  environment: Readonly<Record<string, string>>,
  ...flags: readonly string[]
): Started {
  const data = join(folder, String(running.size))
  const args = ["src/server/main.ts", "--dev", "--port", "0", "--data", data, ...flags]
  const child = spawn(process.execPath, args, {
    stdio: ["ignore", "pipe", "pipe"],
    env: { ...process.env, ...environment },
  })
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
      await Promise.race([once(child, "told"), once(child, "exit")])
    }
  }
  return { child, line }
}

const address = (started: Started): Promise<string> => started.line(/открывайте (http:\S+)\n/)

/** A browser that asks whichever process the proxy in front picks. */
class Browser {
  cookie = ""
  n = 0
  epoch = 0
  readonly device: string

  constructor(device: string) {
    this.device = device
  }

  async post(origin: string, path: string, body: unknown, cookie = this.cookie): Promise<unknown> {
    const response = await fetch(`${origin}${path}`, {
      method: "POST",
      headers: { "content-type": "application/json", origin, cookie },
      body: typeof body === "string" ? body : JSON.stringify(body),
    })
    const set = response.headers.get("set-cookie")?.split(";")[0]
    if (set !== undefined) this.cookie = set
    if (response.status !== 200) throw new Error(`${path} answered ${response.status}`)
    return response.json()
  }

  op(rec: string, cells: Readonly<Record<string, string>>): Op {
    this.n += 1
    const written = Object.entries(cells).map(
      ([name, value]) => [name, { value, prev: null, at: Date.now() }] as const,
    )
    const base = { n: this.n, rec, kind: "pupil", seen: 0, epoch: this.epoch } as const
    return { ...base, cells: Object.fromEntries(written) }
  }

  async sync(
    origin: string,
    ops: readonly Op[],
    feeds: readonly FeedCursor[] = [],
  ): Promise<SyncAnswer & { kind: "synced" }> {
    const { device, epoch } = this
    const marker = `${device} ${this.n}`
    const asked = { protocol: protocolVersion, marker, device, epoch, confirm: 0, ops, feeds }
    const answer = must(readAnswer(await this.post(origin, syncPath, writeRequest(asked))))
    if (answer.kind !== "synced") throw new Error(`answered ${answer.kind}`)
    return answer
  }
}

describe("two processes on one database", { timeout: 60_000 }, () => {
  test("start together, and behave as one", async () => {
    const environment = { DATABASE_URL: database.url, DATABASE_OWNER_URL: database.ownerUrl }
    const pair = [start(environment), start(environment)] as const
    const origins = [await address(pair[0]), await address(pair[1])] as const
    const links = await Promise.all(
      pair.map((one) => one.line(/директора школы: \S+\/start#([\w-]+)\n/)),
    )
    const [one, two] = origins

    // The link that was printed last is the one that works, at either of them.
    const head = new Browser("head")
    const founded = await Promise.all(
      links.map(async (token) => {
        const response = await fetch(`${one}/api/setup`, {
          method: "POST",
          headers: { "content-type": "application/json", origin: one },
          body: JSON.stringify({ token, schoolName: "Школа № 12", name: "Орлова Светлана" }),
        })
        if (response.status === 200)
          head.cookie = response.headers.get("set-cookie")?.split(";")[0] ?? ""
        return response.status
      }),
    )
    expect(founded.filter((status) => status === 200)).toHaveLength(1)

    const class7 = anId(7)
    const browsers: Browser[] = []
    for (const [index, name] of ["Анна", "Борис"].entries()) {
      const invited = await head.post(origins[index] ?? one, api.invite.path, {
        name,
        role: "navigator",
        classes: [class7],
      })
      const { token } = (invited as { invitation: InvitationAnswer }).invitation
      const browser = new Browser(`tablet-${index}`)
      await browser.post(origins[1 - index] ?? two, api.acceptInvitation.path, { token }, "")
      browsers.push(browser)
    }

    // Both write at once, each now here, now there; a push that is sent twice lands once.
    await Promise.all(
      browsers.map(async (browser, index) => {
        for (let round = 0; round < 15; round += 1) {
          const op = browser.op(anId(100 * (index + 1) + round), {
            class: class7,
            last: `Ершов ${round}`,
          })
          const first = await browser.sync(origins[round % 2] ?? one, [op])
          const again = await browser.sync(origins[(round + 1) % 2] ?? two, [op])
          expect(again.receipts).toEqual(first.receipts)
        }
      }),
    )
    const seen: string[] = []
    for (const browser of browsers) {
      for (const origin of origins) {
        const { pages } = await browser.sync(origin, [], [{ feed: classFeed(class7), cursor: 0 }])
        seen.push(JSON.stringify(pages[0]?.entries.map(({ rec, seq }) => [rec, seq])))
        expect(pages[0]?.entries).toHaveLength(30)
      }
    }
    expect(new Set(seen).size).toBe(1)

    // A token is renewed by one process, and the other knows both the old and the new one.
    const [anna] = browsers
    if (anna === undefined) throw new Error("nobody")
    const admin = await connectAlone(database.adminUrl)
    await admin.query("UPDATE session SET token_since = token_since - 90000000")
    const former = anna.cookie
    await anna.sync(one, [])
    const renewed = anna.cookie
    expect(renewed).not.toBe(former)
    anna.cookie = former
    await anna.sync(two, [])
    expect(anna.cookie).toBe(renewed)
    await anna.sync(two, [])
    await admin.end()

    const store = await createPostgresStore({ url: database.url })
    expect((await checkConsistency(store)).findings).toEqual([])
    await store.close()
    for (const { child } of pair) {
      child.kill("SIGTERM")
      await once(child, "exit")
      expect(child.exitCode).toBe(0)
    }
  })
})

describe("a process", { timeout: 60_000 }, () => {
  test("that finds no tables or no server says so in one line, without the password", async () => {
    const noTables = start({ DATABASE_URL: database.url, DATABASE_OWNER_URL: "" })
    expect(await noTables.line(/(не запустился: .+)\n/)).toContain("DATABASE_OWNER_URL")
    const nowhere = start({ DATABASE_URL: "postgres://school:s3cret@127.0.0.1:1/x" })
    const said = await nowhere.line(/(не запустился: .+)\n/)
    expect(said).toContain("никто не отвечает")
    expect(said).not.toContain("s3cret")
  })

  test("told that the database was restored raises the epoch", async () => {
    const environment = { DATABASE_URL: database.url, DATABASE_OWNER_URL: database.ownerUrl }
    const first = start(environment)
    const health = async (origin: string): Promise<unknown> =>
      (await fetch(`${origin}/api/health`)).json()
    expect(await health(await address(first))).toMatchObject({ epoch: 1 })
    first.child.kill("SIGTERM")
    await once(first.child, "exit")
    const { epoch } = (await health(await address(start(environment, "--restored")))) as {
      epoch: number
    }
    expect(epoch).toBeGreaterThan(1_700_000_000)
  })
})
