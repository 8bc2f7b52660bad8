import { describe, expect, test } from "vitest"

import {
  inFeeds,
  nothingHeld,
  receive,
  reopen,
  settle,
  shown,
  withdraw,
  type Held,
} from "#/sync/held.ts"
import type { Entry } from "#/sync/protocol.ts"

const anna = { device: "d1", person: "anna" }
const feed = "class:7b"

const entry = (seq: number, value: string, op = "d2.1"): Entry => ({
  rec: "r",
  kind: "register",
  seq,
  left: false,
  cells: { m: { value, op, by: "boris", at: seq } },
})

const own = (held: Held, value: string, n: number): Held => ({
  ...held,
  own: { ...held.own, m: { value, n, at: 5, prev: null } },
})

const value = (held: Held): unknown => shown(held, anna).cells["m"]?.value

describe("a value of one's own", () => {
  test("covers what the server tells until it is settled", () => {
    const before = own(receive(nothingHeld("r", "register"), entry(1, "absent"), feed), "late", 1)
    const after = receive(before, entry(4, "present"), feed)
    expect(value(after)).toBe("late")
    expect(shown(after, anna).cells["m"]?.waits).toBe(true)
  })

  test("becomes the base when it was applied and nobody wrote on top", () => {
    const held = settle(
      own(inFeeds(nothingHeld("r", "register"), [feed]), "late", 1),
      { n: 1, seq: 9, applied: true },
      anna,
    )
    expect(shown(held, anna).cells["m"]).toMatchObject({
      value: "late",
      op: "d1.1",
      by: "anna",
      waits: false,
    })
  })

  test("does not hide what another wrote on top before it was settled", () => {
    const before = receive(own(nothingHeld("r", "register"), "late", 1), entry(12, "excused"), feed)
    expect(value(settle(before, { n: 1, seq: 9, applied: true }, anna))).toBe("excused")
  })

  test("becomes the base under a later own value too, since the server does not tell it back", () => {
    const held = own(inFeeds(nothingHeld("r", "register"), [feed]), "excused", 2)
    const covered = { m: { value: "late", at: 5, prev: null } }
    const settled = settle(held, { n: 1, seq: 9, applied: true, covered }, anna)
    expect(value(settled)).toBe("excused")
    expect(value(withdraw(settled, 2))).toBe("late")
  })

  test("changes nothing under a value that is known to stand on it, whenever that was told", () => {
    const cells = { m: { value: "late", op: "d2.1", by: "boris", at: 6, past: ["d1.1"] } }
    const told = { rec: "r", kind: "register", seq: 3, left: false, cells }
    const before = own(receive(nothingHeld("r", "register"), told, feed), "late", 1)
    expect(settle(before, { n: 1, seq: 9, applied: true }, anna).base["m"]?.op).toBe("d2.1")
  })

  test("falls away when it lost", () => {
    const before = receive(own(nothingHeld("r", "register"), "late", 1), entry(9, "present"), feed)
    expect(value(settle(before, { n: 1, seq: 9, applied: false }, anna))).toBe("present")
  })

  test("stays on top when it was written after the op that is settled", () => {
    const before = own(nothingHeld("r", "register"), "excused", 2)
    expect(value(settle(before, { n: 1, seq: 9, applied: true }, anna))).toBe("excused")
  })

  test("comes back over the base when a restored server has lost it, but not over a newer one", () => {
    const cells = { m: { value: "late", at: 5, prev: null } }
    const lost = receive(nothingHeld("r", "register"), entry(3, "absent"), feed)
    expect(value(reopen(lost, { n: 1, cells }, "d1.1"))).toBe("late")
    expect(value(reopen(own(lost, "excused", 2), { n: 1, cells }, "d1.1"))).toBe("excused")
  })

  test("can be taken off the screen", () => {
    const held = own(receive(nothingHeld("r", "register"), entry(3, "absent"), feed), "late", 1)
    expect(value(withdraw(held, 1))).toBe("absent")
  })
})

describe("a record in two feeds", () => {
  test("keeps the newer telling when the slower feed comes later", () => {
    const newer = receive(nothingHeld("r", "register"), entry(8, "late"), feed)
    const both = receive(newer, entry(3, "absent"), "class:8a")
    expect(value(both)).toBe("late")
    expect(both.feeds).toEqual([feed, "class:8a"])
  })

  test("stays while one of them still holds it", () => {
    const both = receive(
      receive(nothingHeld("r", "register"), entry(3, "late"), feed),
      entry(3, "late"),
      "class:8a",
    )
    const one = receive(both, { ...entry(9, "late"), left: true, cells: {} }, feed)
    expect(one.feeds).toEqual(["class:8a"])
    expect(value(one)).toBe("late")
  })
})
