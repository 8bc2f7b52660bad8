import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { DatabaseSync } from "node:sqlite"

import { Server } from "#tests/server/a-server.ts"
import { afterEach, beforeEach, describe, expect, test } from "vitest"

import { fillDemo } from "#/server/demo.ts"
import { createSqliteStore } from "#/server/sqlite-store.ts"

import { tryOwnCopy } from "./own-copy.ts"

let folder = ""
let copy = ""
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "own-copy-"))
  copy = join(folder, "copy.sqlite")
  const { services } = new Server({ store: createSqliteStore(copy) })
  await fillDemo(services)
  await services.store.close()
})
afterEach(() => rmSync(folder, { recursive: true }))

describe("a copy that an operator tries before it is needed", () => {
  test("is read whole, served, and fetched by an empty tablet of the head", async () => {
    const { checked, fetched, missing } = await tryOwnCopy(copy)
    expect(checked).toMatchObject({ schools: 1, findings: [] })
    expect(fetched).toBe(checked.records)
    expect(missing).toBe(0)
  })

  test("is not trusted when it contradicts itself", async () => {
    const database = new DatabaseSync(copy)
    database.exec("DELETE FROM op WHERE n = (SELECT max(n) FROM op)")
    database.close()
    const { checked } = await tryOwnCopy(copy)
    expect(checked.findings.map(({ what }) => what)).toContain("op-missing")
  })
})
