import { aJournal } from "#tests/support/journal.ts"
import { describe, expect, test } from "vitest"

import type { JournalDatabase } from "#/data/database.ts"
import { rowsThere } from "#/data/rows-there.ts"
import type { RecordRow } from "#/data/rows.ts"

const idAt = (place: number): string => `id-${String(place).padStart(6, "0")}`
const idsFrom = (first: number, count: number): readonly string[] =>
  Array.from({ length: count }, (_, place) => idAt(first + place))

async function holding(ids: readonly string[]): Promise<JournalDatabase["records"]> {
  const { database } = await aJournal()
  await database.records.bulkPut(
    ids.map((id): RecordRow => ({
      id,
      kind: "register",
      v: 1,
      keys: [],
      feeds: [],
      open: { base: {}, own: {} },
    })),
  )
  return database.records
}

async function found(
  records: JournalDatabase["records"],
  ids: readonly string[],
): Promise<readonly string[]> {
  const rows = await rowsThere(records, ids)
  return rows.map(({ id }) => id).sort()
}

describe("rows of records, of those that there are", () => {
  test("of none and of a few", async () => {
    const records = await holding(idsFrom(0, 3))
    expect(await found(records, [])).toEqual([])
    expect(await found(records, [idAt(2), idAt(7)])).toEqual([idAt(2)])
  })

  test("of many, in whatever order they are named", async () => {
    const records = await holding([...idsFrom(0, 20), ...idsFrom(100, 20)])
    const asked = [...idsFrom(10, 100)].reverse()
    expect(await found(records, asked)).toEqual([...idsFrom(10, 10), ...idsFrom(100, 10)])
    expect(await found(records, idsFrom(1_000, 100))).toEqual([])
  })

  test("of many among many more that nobody asks for", async () => {
    const records = await holding(idsFrom(0, 1_000))
    const asked = [...idsFrom(0, 1), ...idsFrom(995, 99)]
    expect(await found(records, asked)).toEqual([idAt(0), ...idsFrom(995, 5)])
  })
})
