import { aPairFile } from "#tests/domain/instrument/a-pair-instrument.ts"
import { describe, expect, test } from "vitest"

import { assert, must } from "#/base/assert.ts"
import { bringInstrument } from "#/domain/instrument/bring-instrument.ts"
import { decodeInstrument } from "#/domain/instrument/read-instrument.ts"
import { recordIds } from "#/domain/record-ids.ts"
import { instrumentLengthMax } from "#/domain/record-schema.ts"
import type { Edit } from "#/domain/record.ts"

import { Server, Tablet } from "./a-server.ts"

function brought(change: (file: ReturnType<typeof aPairFile>) => void = () => undefined) {
  const file = aPairFile()
  change(file)
  const read = decodeInstrument(file)
  assert(read.kind === "instrument", JSON.stringify(read))
  const bringing = bringInstrument(read.instrument, [])
  assert(bringing.kind === "new", bringing.kind)
  return bringing.edit
}

function textIn({ cells }: Edit, cell: string): string {
  const value = cells[cell]
  assert(typeof value === "string", cell)
  return value
}

async function aSchool() {
  const server = new Server()
  const client = await server.found()
  const head = new Tablet(client, (await client.session()).person.id)
  const anna = await client.hire("Иванова Анна", "navigator", [])
  const leader = await client.hire("Ким Нина", "leader", [])
  return { server, head, anna, leader }
}

const edit = brought()

async function verdict(tablet: Tablet, id: string, cells: Parameters<Tablet["op"]>[2]) {
  const { receipts } = await tablet.sync([tablet.op("instrument", id, cells)])
  return must(receipts[0])
}

describe("an instrument of the school", () => {
  test("is brought by a navigator or the head and comes to everybody of the school", async () => {
    const { anna, head, leader } = await aSchool()
    expect(await verdict(leader, edit.id, edit.cells)).toMatchObject({
      verdict: "forbidden",
      reason: "not-for-this-role",
    })
    expect(await verdict(anna, edit.id, edit.cells)).toMatchObject({ verdict: "applied" })
    expect(await head.sees()).toContain(edit.id)
    expect(await leader.sees()).toContain(edit.id)
  })

  test("is the same record, whoever brings it first", async () => {
    const { anna, head } = await aSchool()
    await verdict(anna, edit.id, edit.cells)
    expect((await verdict(head, edit.id, edit.cells)).verdict).not.toBe("invalid")
  })

  test("never changes once it is here: sittings are scored by it", async () => {
    const { anna, head } = await aSchool()
    await verdict(anna, edit.id, edit.cells)
    const other = brought((file) => (file.title.ru = "Пары, правка"))
    expect(other.id).toBe(edit.id)
    const refused = { verdict: "invalid", reason: "never-changes", cell: "body" }
    expect(await verdict(head, other.id, other.cells)).toMatchObject(refused)
    expect(await verdict(anna, edit.id, { body: null })).toMatchObject(refused)
    expect(await verdict(anna, edit.id, { gone: true })).toMatchObject({
      verdict: "invalid",
      reason: "never-changes",
      cell: "gone",
    })
  })

  test("can be hidden and shown again", async () => {
    const { anna } = await aSchool()
    await verdict(anna, edit.id, edit.cells)
    expect(await verdict(anna, edit.id, { hidden: true })).toMatchObject({ verdict: "applied" })
    expect(await verdict(anna, edit.id, { hidden: false })).toMatchObject({ verdict: "applied" })
  })

  test("with a wrong key, a damaged file or another name than its own is not taken", async () => {
    const { anna } = await aSchool()
    const body = textIn(edit, "body")
    const flawed = { verdict: "invalid", reason: "flawed-instrument", cell: "body" }
    const miskeyed = body.replace('{"n":1}', '{"t":1}')
    expect(miskeyed).not.toBe(body)
    expect(await verdict(anna, edit.id, { ...edit.cells, body: miskeyed })).toMatchObject(flawed)
    const cut = body.slice(0, -9)
    expect(await verdict(anna, edit.id, { ...edit.cells, body: cut })).toMatchObject(flawed)
    const id = recordIds.instrument("another-name", 1)
    const renamed = { ...edit.cells, code: "another-name" }
    expect(await verdict(anna, id, renamed)).toMatchObject(flawed)
    const shippedId = recordIds.instrument("klimov-pairs", 1)
    const shipped = {
      code: "klimov-pairs",
      version: 1,
      body: body.replace(textIn(edit, "code"), "klimov-pairs"),
    }
    expect(await verdict(anna, shippedId, shipped)).toMatchObject(flawed)
  })

  test("is refused in parts, and under an id that is not its own", async () => {
    const { anna } = await aSchool()
    const { body: _left, ...part } = edit.cells
    expect(await verdict(anna, edit.id, part)).toMatchObject({
      verdict: "invalid",
      reason: "bad-value",
      cell: "body",
    })
    expect(await verdict(anna, edit.id, { hidden: true })).toMatchObject({ reason: "bad-value" })
    const elsewhere = recordIds.instrument("pairs-of-the-test", 2)
    expect(await verdict(anna, elsewhere, edit.cells)).toMatchObject({ reason: "bad-value" })
  })

  test("of the greatest length goes up and comes down whole", async () => {
    const { anna, head } = await aSchool()
    const large = brought((file) => {
      const pairs = file.items
      file.items = Array.from({ length: 14 }, (_, round) =>
        pairs.map((item) => ({
          ...item,
          id: `i${round}-${item.id}`,
          options: item.options.map((option) => ({ ...option, text: { ru: "щ".repeat(270) } })),
        })),
      ).flat()
      file.bands = []
    })
    const length = textIn(large, "body").length
    expect(length).toBeGreaterThan(instrumentLengthMax * 0.9)
    expect(length).toBeLessThanOrEqual(instrumentLengthMax)
    expect(await verdict(anna, large.id, large.cells)).toMatchObject({ verdict: "applied" })
    const { pages } = await head.everything()
    const entry = pages.flatMap(({ entries }) => entries).find(({ rec }) => rec === large.id)
    expect(JSON.stringify(entry)).toContain(JSON.stringify(large.cells["body"]))
    expect(
      await verdict(anna, recordIds.instrument("longer", 1), {
        code: "longer",
        version: 1,
        body: "щ".repeat(instrumentLengthMax + 1),
      }),
    ).toMatchObject({ verdict: "invalid", reason: "bad-value", cell: "body" })
  })
})
