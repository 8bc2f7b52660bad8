import { describe, expect, test } from "vitest"

import { DamagedDatabase } from "#/server/database.ts"
import type { LogLine } from "#/server/log.ts"
import { createSqliteStore } from "#/server/sqlite-store.ts"
import { logWithAdvice } from "#/server/storage-advice.ts"
import { storageTrouble } from "#/server/storage-trouble.ts"

describe("a trouble with the disk", () => {
  test.each([
    [{ errcode: 13 }, "full"],
    [{ errcode: 778 }, "failing"],
    [{ errcode: 1_544 }, "read-only"],
    [{ errcode: 11 }, "damaged"],
    [{ errcode: 26 }, "damaged"],
    [{ code: "ENOSPC" }, "full"],
    [{ code: "EROFS" }, "read-only"],
    [{ errcode: 5 }, undefined],
    [{ errcode: 1 }, undefined],
    [{}, undefined],
  ])("is told by what SQLite or the system says: %j is %s", (fault, trouble) => {
    expect(storageTrouble(Object.assign(new Error("words"), fault))).toBe(trouble)
  })

  test("is explained once, and again when it lasts", () => {
    let nowMs = 0
    const lines: LogLine[] = []
    const said: string[] = []
    const log = logWithAdvice((line) => lines.push(line), {
      data: "/srv/data",
      nowMs: () => nowMs,
      say: (advice) => said.push(advice),
    })
    const line = { at: "", method: "POST", route: "/api/sync", status: 503, ms: 1 }
    log({ ...line, status: 200 })
    log({ ...line, storage: "full" })
    log({ ...line, storage: "full" })
    expect(said).toEqual([expect.stringContaining("нет места")])
    log({ ...line, storage: "damaged" })
    expect(said.at(-1)).toContain("npm run restore -- --data /srv/data")
    nowMs += 3_600_000
    log({ ...line, storage: "full" })
    expect(said).toHaveLength(3)
    expect(lines).toHaveLength(5)
  })

  test("once a damage was met, nothing is served any more", async () => {
    const store = createSqliteStore(":memory:")
    const met = store.transaction(() => Promise.reject(new DamagedDatabase("a page")))
    await expect(met).rejects.toThrow(DamagedDatabase)
    await expect(store.transaction(({ door }) => door.epoch())).rejects.toThrow(DamagedDatabase)
    await store.close()
  })
})
