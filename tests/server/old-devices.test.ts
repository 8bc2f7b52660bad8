import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { DatabaseSync } from "node:sqlite"

import { afterAll, expect, test } from "vitest"

import { migrate, migrationsIn } from "#/server/migrate.ts"
import { mintScope } from "#/server/scope.ts"
import { createSqliteStore } from "#/server/sqlite-store.ts"

const folder = mkdtempSync(join(tmpdir(), "old-devices-"))
afterAll(() => rmSync(folder, { recursive: true }))

test("a tablet of the first release is there after the update, with nothing said of itself", async () => {
  const path = join(folder, "bortzhurnal.sqlite")
  const old = new DatabaseSync(path)
  const all = migrationsIn(new URL("../../src/server/migrations/", import.meta.url))
  migrate(
    old,
    all.filter(({ name }) => name < "0003"),
  )
  old.exec("INSERT INTO school (id) VALUES ('school-1')")
  old.exec("INSERT INTO device VALUES ('school-1', 'd', 'p', 200, 150, 190, 5)")
  old.close()

  const store = createSqliteStore(path)
  const scope = mintScope({ school: "school-1", person: "p" })
  const [device] = await store.transaction((tx) => tx.school(scope).devices())
  expect(device).toEqual({
    id: "d",
    person: "p",
    last: 200,
    safe: 150,
    confirmed: 190,
    since: 5,
    seenAt: null,
    told: null,
    label: null,
    session: null,
    feeds: null,
    wipe: "no",
  })
  await store.close()
})
