import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"

import { afterEach, beforeEach, describe, expect, test } from "vitest"

import { backUp } from "#/server/backup.ts"
import { databaseIn, keyIn } from "#/server/data-folder.ts"
import { openAccounts } from "#/server/open-accounts.ts"
import { openServerKey, serverKeyOf, type ServerKey } from "#/server/server-key.ts"
import { createSqliteStore } from "#/server/sqlite-store.ts"

let folder = ""
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "key-"))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

function opened(file: string): ServerKey {
  const key = openServerKey(file)
  if (key.kind === "none") throw new Error(key.code)
  return key.key
}

const forAnna = { purpose: "escrow", about: ["school", "anna", "vault"] } as const

describe("the server's key", () => {
  test("is made at the first start, for this user alone, and is the same ever after", () => {
    const file = keyIn(folder)
    const first = opened(file)
    expect(statSync(file).mode & 0o777).toBe(0o600)
    const again = opened(file)
    expect(again.id).toBe(first.id)
    expect(again.open(first.seal("secret", forAnna), forAnna)).toBe("secret")
    expect(opened(join(folder, "another.key")).id).not.toBe(first.id)
  })

  test("opens what it has sealed, for the same purpose and about the same, and nothing that was changed", () => {
    const key = serverKeyOf(Buffer.alloc(32, 1))
    const sealed = key.seal("secret", forAnna)
    expect(key.open(sealed, forAnna)).toBe("secret")
    expect(key.open(sealed, { ...forAnna, purpose: "factor" })).toBeUndefined()
    expect(key.open(sealed, { ...forAnna, about: ["school", "vera", "vault"] })).toBeUndefined()
    expect(serverKeyOf(Buffer.alloc(32, 2)).open(sealed, forAnna)).toBeUndefined()
    const bytes = Buffer.from(sealed, "base64url")
    for (const place of bytes.keys()) {
      const changed = Buffer.from(bytes)
      changed[place] = (changed[place] ?? 0) ^ 1
      expect(key.open(changed.toString("base64url"), forAnna)).toBeUndefined()
      expect(key.open(bytes.subarray(0, place).toString("base64url"), forAnna)).toBeUndefined()
    }
  })

  test("a file that holds no key is not written over and not taken for one", () => {
    const file = keyIn(folder)
    for (const written of ["", "short", "ключ"]) {
      writeFileSync(file, written)
      expect(openServerKey(file)).toEqual({ kind: "none", code: "damaged" })
      expect(readFileSync(file, "utf8")).toBe(written)
    }
  })

  test("where it cannot be made or read the server goes on without it, and says so in a sentence", async () => {
    const store = createSqliteStore(":memory:")
    const missing = join(folder, "nowhere", "server.key")
    const without = await openAccounts(store, missing)
    expect(without.accounts).toBeUndefined()
    expect(without.advice).toEqual([expect.stringContaining(`${missing} не открыть (ENOENT)`)])
    mkdirSync(join(folder, "a-folder"))
    expect((await openAccounts(store, join(folder, "a-folder"))).accounts).toBeUndefined()
    await store.close()
  })

  test("another one than before is noticed at the start; the right one again is, too", async () => {
    const store = createSqliteStore(":memory:")
    const [mine, other] = [join(folder, "mine.key"), join(folder, "other.key")]
    expect((await openAccounts(store, mine)).advice).toEqual([])
    expect((await openAccounts(store, mine)).advice).toEqual([])
    expect((await openAccounts(store, other)).advice).toEqual([
      expect.stringContaining("не тот, с которым работали прежде"),
    ])
    await store.close()
  })

  test("one that others of the machine may read is told of", async () => {
    const store = createSqliteStore(":memory:")
    const file = keyIn(folder)
    opened(file)
    chmodSync(file, 0o640)
    expect((await openAccounts(store, file)).advice).toEqual([expect.stringContaining("chmod 600")])
    await store.close()
  })

  test("stands in no copy of the database", async () => {
    const store = createSqliteStore(databaseIn(folder))
    const { accounts } = await openAccounts(store, keyIn(folder))
    expect(accounts).toBeDefined()
    const written = readFileSync(keyIn(folder), "utf8").trim()
    const to = join(folder, "copies")
    const { file } = await backUp({ data: folder, to, now: Date.now(), keep: 3 })
    await store.close()
    expect(readFileSync(file).includes(written)).toBe(false)
    expect(readFileSync(file).includes(Buffer.from(written, "base64url"))).toBe(false)
    expect(readdirSync(to).some((name) => name.endsWith(".key"))).toBe(false)
    expect(existsSync(keyIn(folder))).toBe(true)
  })
})
