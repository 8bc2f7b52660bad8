import { describe, expect, test } from "vitest"

import { indication, type Link, type Tally } from "#/sync/link.ts"

const quiet: Tally = { waiting: 0, refused: 0, clashes: 0, clashingMarks: 0, allSentAt: 1_000 }
const resting: Link = { kind: "resting" }

describe("the sync indicator", () => {
  test("says «Всё отправлено» only when nothing waits and the server has acknowledged it", () => {
    expect(indication(resting, quiet)).toEqual({ kind: "sent", at: 1_000 })
    expect(indication(resting, { ...quiet, waiting: 1 })).toEqual({ kind: "waiting", waiting: 1 })
    expect(indication(resting, { ...quiet, allSentAt: null })).toEqual({
      kind: "waiting",
      waiting: 0,
    })
  })

  test("counts what is sent while sending", () => {
    const link: Link = { kind: "sending", left: 4, total: 7 }
    expect(indication(link, { ...quiet, waiting: 4 })).toEqual({
      kind: "sending",
      done: 3,
      total: 7,
    })
  })

  test("tells no connection from a server that does not answer", () => {
    const waiting = { ...quiet, waiting: 7 }
    expect(indication({ kind: "offline" }, waiting)).toEqual({ kind: "offline", waiting: 7 })
    const away: Link = { kind: "unreachable", retryAt: 9_000 }
    expect(indication(away, waiting)).toEqual({ kind: "unreachable", retryAt: 9_000, waiting: 7 })
  })

  test("says that a full tablet can neither send nor receive, before all that waits for sending", () => {
    const all = { ...quiet, waiting: 7, refused: 1, clashes: 2 }
    expect(indication({ kind: "full" }, all)).toEqual({ kind: "full", waiting: 7 })
  })

  test("asks for something only when refused records, clashes or a sign-in do", () => {
    const all = { ...quiet, waiting: 7, refused: 1, clashes: 2 }
    expect(indication(resting, all).kind).toBe("refused")
    expect(indication(resting, { ...all, refused: 0 }).kind).toBe("clash")
    expect(indication({ kind: "signed-out" }, all)).toEqual({ kind: "signed-out", waiting: 7 })
  })

  test("never promises to send practice data or the work of a tablet without a server", () => {
    expect(indication({ kind: "demo" }, { ...quiet, waiting: 9 })).toEqual({ kind: "demo" })
    expect(indication({ kind: "local" }, { ...quiet, waiting: 9 })).toEqual({
      kind: "local",
      waiting: 9,
    })
  })
})
