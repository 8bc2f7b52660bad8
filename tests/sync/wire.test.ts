import fc from "fast-check"
import { describe, expect, test } from "vitest"

import type { Json } from "#/base/json.ts"
import { recordKindNames, type Cell } from "#/domain/record.ts"
import { cellsPerOpMax, opsPerBatchMax, pastPerCellMax } from "#/sync/limits.ts"
import type { Op, OpCell } from "#/sync/op.ts"
import { packEntry, packOp, StringTable } from "#/sync/pack.ts"
import type { Entry, Heartbeat, SyncAnswer, SyncRequest } from "#/sync/protocol.ts"
import { readAnswer, readRequest, writeAnswer, writeRequest } from "#/sync/wire.ts"

const whole = fc.nat({ max: 2 ** 45 })
const name = fc.stringMatching(/^[a-z:-]{1,20}$/)
const value: fc.Arbitrary<Json> = fc.oneof(
  fc.string(),
  fc.integer(),
  fc.boolean(),
  fc.constant(null),
  fc.array(fc.record({ id: fc.string(), minutes: fc.nat() }), { maxLength: 3 }),
)
const opName = fc.tuple(fc.uuid(), fc.nat({ max: 9_999 })).map(([device, n]) => `${device}.${n}`)
const past = fc.array(opName, { minLength: 1, maxLength: pastPerCellMax })

const opCell: fc.Arbitrary<OpCell> = fc
  .record({ value, prev: fc.option(opName), at: whole, past: fc.option(past) })
  .map(({ past: stoodOn, ...cell }) => (stoodOn === null ? cell : { ...cell, past: stoodOn }))

const op: fc.Arbitrary<Op> = fc.record({
  n: whole,
  rec: fc.uuid(),
  kind: fc.constantFrom(...recordKindNames),
  seen: whole,
  epoch: whole,
  cells: fc.dictionary(name, opCell, { maxKeys: 12, noNullPrototype: true }),
})

const heartbeat: fc.Arbitrary<Heartbeat> = fc.record({
  waiting: fc.nat(),
  oldestAt: fc.option(whole),
  app: fc.string({ maxLength: 40 }),
  kept: fc.option(fc.boolean()),
})

const request: fc.Arbitrary<SyncRequest> = fc
  .record({
    protocol: fc.constant(1),
    marker: fc.uuid(),
    device: fc.uuid(),
    epoch: whole,
    ops: fc.array(op, { maxLength: 6 }),
    confirm: whole,
    feeds: fc.array(
      fc.record({ feed: name, cursor: whole, from: whole }, { requiredKeys: ["feed", "cursor"] }),
    ),
  })
  .chain((bare) =>
    fc.option(heartbeat).map((said) => (said === null ? bare : { ...bare, heartbeat: said })),
  )

const cell: fc.Arbitrary<Cell> = fc
  .record({
    bare: fc.record({ value, op: opName, by: fc.uuid(), at: whole }),
    rival: fc.option(fc.record({ value, op: opName, by: fc.uuid(), at: whole })),
    past: fc.option(past),
  })
  .map(({ bare, rival, past: stoodOn }) => ({
    ...bare,
    ...(rival === null ? {} : { rival }),
    ...(stoodOn === null ? {} : { past: stoodOn }),
  }))

const entry: fc.Arbitrary<Entry> = fc.record({
  rec: fc.uuid(),
  kind: fc.oneof(fc.constantFrom(...recordKindNames), fc.constant("of-a-later-server")),
  seq: whole,
  left: fc.boolean(),
  cells: fc.dictionary(name, cell, { maxKeys: 12, noNullPrototype: true }),
})

const answer: fc.Arbitrary<SyncAnswer> = fc.record({
  kind: fc.constant("synced" as const),
  marker: fc.uuid(),
  epoch: whole,
  serverNow: whole,
  last: whole,
  safe: whole,
  receipts: fc.constant([
    { n: 1, verdict: "applied", seq: 4 },
    { n: 2, verdict: "invalid", seq: 4, reason: "bad-value", cell: "born" },
  ] as const),
  access: fc.array(name),
  pages: fc.array(
    fc.record({
      feed: name,
      since: whole,
      cursor: whole,
      more: fc.boolean(),
      reset: fc.boolean(),
      top: whole,
      entries: fc.array(entry, { maxLength: 5 }),
    }),
    { maxLength: 3 },
  ),
})

describe("what crosses the wire", () => {
  test("a request arrives as it was sent", () => {
    fc.assert(
      fc.property(request, (sent) => {
        const read = readRequest(JSON.parse(writeRequest(sent)))
        const ops = read?.ops.map((one) => (one.kind === "op" ? one.op : one))
        expect({ ...read, ops }).toEqual(sent)
      }),
    )
  })

  test("an answer arrives as it was said", () => {
    fc.assert(
      fc.property(answer, (said) => {
        expect(readAnswer(JSON.parse(writeAnswer(said)))).toEqual(said)
      }),
    )
  })

  test("an op's body is the same however its batch was packed, so that it is known when it comes again", () => {
    fc.assert(
      fc.property(op, request, (alone, batch) => {
        const bodies = [[alone], [...batch.ops, alone]].map((ops) => {
          const read = readRequest(JSON.parse(writeRequest({ ...batch, ops })))
          return read?.ops.at(-1)?.body
        })
        expect(bodies[0]).toBe(bodies[1])
      }),
    )
  })

  test("an entry of a kind this app does not know is kept as it came", () => {
    const strange: Entry = { rec: "r", kind: "hologram", seq: 1, left: false, cells: {} }
    const page = { feed: "school", since: 0, cursor: 1, more: false, reset: false, top: 1 }
    const said = {
      kind: "synced",
      marker: "m",
      epoch: 1,
      serverNow: 1,
      last: 0,
      safe: 0,
      receipts: [],
      access: [],
      pages: [{ ...page, entries: [strange] }],
    } as const
    expect(readAnswer(JSON.parse(writeAnswer(said)))).toEqual(said)
  })

  test("a later server may say more than this app knows", () => {
    const said = { kind: "revoked", marker: "m", serverNow: 1, comfort: "it will be all right" }
    expect(readAnswer(said)).toEqual({ kind: "revoked", marker: "m", serverNow: 1 })
  })

  test("a register of 25 marks names each pupil, op and author once", () => {
    const marks = Array.from({ length: 25 }, (_, index): readonly [string, Cell] => [
      `m:pupil-${index}`,
      {
        value: "present",
        op: "device-with-a-long-id.17",
        by: "person-with-a-long-id",
        at: 1_795_000_000_000 + index,
      },
    ])
    const register = {
      rec: "r",
      kind: "register",
      seq: 1,
      left: false,
      cells: Object.fromEntries(marks),
    }
    const table = new StringTable()
    const packed = JSON.stringify(packEntry(register, table))
    expect(table.strings).toHaveLength(27)
    expect(packed.length / marks.length).toBeLessThan(25)
  })
})

describe("version 1 of the protocol", () => {
  const [device, rec, former] = ["01a00000-0000-7000-8000-000000000001", "record-1", "device.1"]

  test("a request as the first release sent it is still read", () => {
    const sent = {
      protocol: 1,
      marker: "m",
      device,
      epoch: 3,
      confirm: 4,
      feeds: [
        { feed: "school", cursor: 5 },
        { feed: "class:1", cursor: 6, from: 9 },
      ],
      strings: ["last", former, "first", "device.0"],
      ops: [[7, rec, "pupil", 5, 3, 1_000, [0, 2], ["Ершов", null], [2, 0], [0, 20], [[0, [3]]]]],
    }
    expect(readRequest(sent)).toMatchObject({
      feeds: [{ cursor: 5 }, { cursor: 6, from: 9 }],
      ops: [
        {
          op: {
            n: 7,
            cells: {
              last: { value: "Ершов", prev: former, at: 1_000, past: ["device.0"] },
              first: { value: null, prev: null, at: 1_020 },
            },
          },
        },
      ],
    })
  })

  test("an answer as the first release said it is still read", () => {
    const told = [
      rec,
      "pupil",
      8,
      0,
      1_000,
      [0],
      ["Ершов"],
      [1],
      [2],
      [0],
      [[0, "Зуев", 3, 2, 900]],
      [[0, [3]]],
    ]
    const page = { feed: "school", since: 5, cursor: 8, more: false, reset: false, top: 8 }
    const said = {
      kind: "synced",
      marker: "m",
      epoch: 3,
      serverNow: 2_000,
      last: 7,
      safe: 2,
      receipts: [{ n: 7, verdict: "forbidden", seq: 8, reason: "class-of-another" }],
      access: ["school"],
      strings: ["last", former, "person-1", "device.0"],
      pages: [{ ...page, entries: [told] }],
    }
    const rival = { value: "Зуев", op: "device.0", by: "person-1", at: 900 }
    const last = {
      value: "Ершов",
      op: former,
      by: "person-1",
      at: 1_000,
      rival,
      past: ["device.0"],
    }
    expect(readAnswer(said)).toMatchObject({
      pages: [{ entries: [{ rec, kind: "pupil", seq: 8, left: false, cells: { last } }] }],
    })
  })
})

describe("what is not a message", () => {
  test.each([
    null,
    1,
    "",
    [],
    {},
    "<html>Вход в сеть школы</html>",
    { kind: "synced" },
    { error: "busy" },
  ])("%j is taken for none", (body) => {
    expect(readRequest(body)).toBeUndefined()
    expect(readAnswer(body)).toBeUndefined()
  })

  test("any value anywhere is read or refused, and never throws", () => {
    fc.assert(
      fc.property(fc.jsonValue(), (body) => {
        readRequest(body)
        readAnswer(body)
      }),
    )
  })

  test("a message cut or garbled in any place is read or refused, and never throws", () => {
    fc.assert(
      fc.property(
        request,
        answer,
        fc.nat(),
        fc.string({ maxLength: 3 }),
        (sent, said, place, garbage) => {
          for (const text of [writeRequest(sent), writeAnswer(said)]) {
            const at = place % text.length
            for (const torn of [
              text.slice(0, at),
              text.slice(0, at) + garbage + text.slice(at + 1),
            ]) {
              const body = parsed(torn)
              readRequest(body)
              readAnswer(body)
            }
          }
        },
      ),
    )
  })

  test("a place outside the table of strings makes the op unreadable, not the batch", () => {
    const [good, bad] = [{ n: 1 }, { n: 2 }].map(({ n }) => ({
      n,
      rec: "r",
      kind: "pupil" as const,
      seen: 0,
      epoch: 0,
      cells: { last: { value: "Ершов", prev: null, at: 1 } },
    }))
    const table = new StringTable()
    if (good === undefined || bad === undefined) throw new Error("two ops")
    const ops = [
      packOp(good, table),
      packOp(bad, table).map((part, place) => (place === 6 ? [99] : part)),
    ]
    const common = { protocol: 1, marker: "m", device: "d", epoch: 0, confirm: 0, feeds: [] }
    const read = readRequest({ ...common, strings: table.strings, ops })
    expect(read?.ops.map(({ kind }) => kind)).toEqual(["op", "unreadable"])
  })

  test("more than a batch may hold is refused whole", () => {
    const common = {
      protocol: 1,
      marker: "m",
      device: "d",
      epoch: 0,
      confirm: 0,
      feeds: [],
      strings: [],
    }
    const ops = Array.from({ length: opsPerBatchMax + 1 }, (_, n) => [n])
    expect(readRequest({ ...common, ops })).toBeUndefined()
    const wide = [1, "r", "pupil", 0, 0, 0, Array(cellsPerOpMax + 1).fill(0), [], [], [], []]
    expect(readRequest({ ...common, ops: [wide] })?.ops).toMatchObject([
      { kind: "unreadable", n: 1 },
    ])
  })

  test("a request of a version that is not served is read as far as needed to say so", () => {
    const later = { protocol: 99, marker: "m", device: { model: "later" }, ops: "packed otherwise" }
    expect(readRequest(later)).toMatchObject({ protocol: 99, marker: "m", ops: [] })
    expect(readRequest({ ...later, marker: 1 })).toBeUndefined()
  })

  test("the server's own device id is nobody else's", () => {
    const common = {
      protocol: 1,
      marker: "m",
      epoch: 0,
      confirm: 0,
      feeds: [],
      strings: [],
      ops: [],
    }
    expect(readRequest({ ...common, device: "server" })).toBeUndefined()
    expect(readRequest({ ...common, device: "a.b" })).toBeUndefined()
  })

  test("a cell named like an object's own machinery has no effect on any object", () => {
    const common = { protocol: 1, marker: "m", device: "d", epoch: 0, confirm: 0, feeds: [] }
    const ops = [[1, "r", "pupil", 0, 0, 0, [0], [{ polluted: true }], [0], [0], []]]
    readRequest({ ...common, strings: ["__proto__"], ops })
    expect(Object.hasOwn(Object.prototype, "polluted")).toBe(false)
    expect(({} as Record<string, unknown>)["polluted"]).toBeUndefined()
  })
})

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
