import { describe, expect, test } from "vitest"

import { assert } from "#/base/assert.ts"
import { bringInstrument, type Bringing } from "#/domain/instrument/bring-instrument.ts"
import type { Instrument } from "#/domain/instrument/instrument.ts"
import { hideEdits, newestOf, ownInstrumentOf } from "#/domain/instrument/own-instrument.ts"
import { decodeInstrument } from "#/domain/instrument/read-instrument.ts"
import { instrumentLengthMax } from "#/domain/record-schema.ts"
import type { Edit, ShownRecord } from "#/domain/record.ts"

import { aPairFile } from "./a-pair-instrument.ts"

function anInstrument(change: (file: ReturnType<typeof aPairFile>) => void = () => undefined) {
  const file = aPairFile()
  change(file)
  const read = decodeInstrument(file)
  assert(read.kind === "instrument", JSON.stringify(read))
  return read.instrument
}

/** The instruments of a school in which these edits were saved. */
function ownAfter(...edits: readonly Edit[]) {
  const records = new Map<string, ShownRecord>()
  for (const { id, kind, cells } of edits) {
    const shown = Object.entries(cells).map(
      ([name, value]) => [name, { value, op: "d.1", by: "anna", at: 5, waits: false }] as const,
    )
    records.set(id, {
      id,
      kind,
      cells: { ...records.get(id)?.cells, ...Object.fromEntries(shown) },
    })
  }
  return [...records.values()].flatMap((record) => ownInstrumentOf(record) ?? [])
}

function editOf(bringing: Bringing): Edit {
  assert(bringing.kind === "new", bringing.kind)
  return bringing.edit
}

const first = anInstrument()
const brought = editOf(bringInstrument(first, []))
const second = anInstrument((file) => {
  file.version = 2
  file.title.ru = "Пары, новые"
})

describe("bringing an instrument", () => {
  test("keeps its file whole under its code and version", () => {
    expect(bringInstrument(first, [])).toMatchObject({ kind: "new", before: undefined })
    const [own] = ownAfter(brought)
    expect(own).toMatchObject({ instrument: first, hidden: false, by: "anna", at: 5 })
  })

  test("that is here already does nothing, and shows it again where it was hidden", () => {
    expect(bringInstrument(anInstrument(), ownAfter(brought))).toEqual({
      kind: "same",
      edit: undefined,
    })
    const hidden = hideEdits(ownAfter(brought), first.code)
    const again = bringInstrument(first, ownAfter(brought, ...hidden))
    expect(again).toEqual({
      kind: "same",
      edit: { id: brought.id, kind: "instrument", cells: { hidden: false } },
    })
  })

  test("with another content under the same or a lower version asks to raise it", () => {
    const other = anInstrument((file) => (file.title.ru = "Пары, правка"))
    expect(bringInstrument(other, ownAfter(brought))).toEqual({
      kind: "raise-version",
      version: 1,
      newest: 1,
    })
    const newer = editOf(bringInstrument(second, ownAfter(brought)))
    expect(bringInstrument(other, ownAfter(brought, newer))).toEqual({
      kind: "raise-version",
      version: 1,
      newest: 2,
    })
    // Hidden or not: sittings may have been taken with it.
    const hidden = hideEdits(ownAfter(brought), first.code)
    expect(bringInstrument(other, ownAfter(brought, ...hidden)).kind).toBe("raise-version")
  })

  test("of a higher version leaves the older one in its place", () => {
    const bringing = bringInstrument(second, ownAfter(brought))
    expect(bringing).toMatchObject({ kind: "new", before: 1 })
    const all = ownAfter(brought, editOf(bringing))
    expect(all.map(({ instrument }) => instrument.version)).toEqual([1, 2])
    expect(newestOf(all, "offered").map(({ instrument }) => instrument.version)).toEqual([2])
  })

  test("under a code of the app is refused, with a file or without", () => {
    for (const code of ["klimov-pairs", "interest-map", "platform", "azbel-pairs"]) {
      expect(
        bringInstrument(
          anInstrument((file) => (file.code = code)),
          [],
        ),
      ).toEqual({
        kind: "code-taken",
        code,
      })
    }
  })

  test("longer than a record can hold is refused with its length", () => {
    const long = anInstrument((file) => {
      for (const item of file.items) {
        for (const option of item.options) option.text.ru = "о".repeat(400)
      }
    })
    const longer: Instrument = {
      ...long,
      items: Array.from({ length: 14 }, () => long.items).flat(),
    }
    const bringing = bringInstrument(longer, [])
    assert(bringing.kind === "too-long", bringing.kind)
    expect(bringing.length).toBeGreaterThan(instrumentLengthMax)
    expect(bringing.max).toBe(instrumentLengthMax)
  })
})

describe("hiding an instrument", () => {
  const newer = editOf(bringInstrument(second, ownAfter(brought)))
  const all = ownAfter(brought, newer)

  test("hides every version, so that no older one comes up, and loses none", () => {
    const after = ownAfter(brought, newer, ...hideEdits(all, first.code))
    expect(newestOf(after, "offered")).toEqual([])
    expect(newestOf(after, "hidden").map(({ instrument }) => instrument.version)).toEqual([2])
    expect(after.map(({ instrument }) => instrument.version)).toEqual([1, 2])
  })

  test("is nothing to one that is hidden, or to others", () => {
    const after = ownAfter(brought, newer, ...hideEdits(all, first.code))
    expect(hideEdits(after, first.code)).toEqual([])
    expect(hideEdits(all, "another")).toEqual([])
  })
})

describe("a record that says otherwise than its file", () => {
  test("is no instrument", () => {
    const [own] = ownAfter({ ...brought, cells: { ...brought.cells, version: 7 } })
    expect(own).toBeUndefined()
    expect(ownAfter({ ...brought, cells: { ...brought.cells, body: "{" } })).toEqual([])
  })
})
