import { afterEach, beforeEach, describe, expect, test, vi } from "vitest"

import { keepLive } from "#/platform/live.ts"
import { SyncLoop } from "#/platform/sync-loop.ts"
import type { RoundsOutcome } from "#/sync/engine.ts"

/** How many lines stand now, by what fetch was asked for and what was aborted. */
let open = new Set<AbortSignal>()
let stop: () => void = () => undefined
let outcome: RoundsOutcome = { kind: "quiet" }

beforeEach(() => {
  open = new Set()
  outcome = { kind: "quiet" }
  vi.stubGlobal(
    "fetch",
    (_path: string, { signal }: { signal: AbortSignal }) =>
      new Promise((_, reject) => {
        open.add(signal)
        signal.addEventListener("abort", () => {
          open.delete(signal)
          reject(new DOMException("aborted", "AbortError"))
        })
      }),
  )
})
afterEach(() => {
  stop()
  vi.unstubAllGlobals()
  vi.restoreAllMocks()
})

function begin(mode: "joined" | "local" | "demo" = "joined"): SyncLoop {
  const sync = new SyncLoop(mode, {
    rounds: async () => outcome,
    nowMs: () => 0,
    random: () => 0,
    alone: async (job) => {
      await job()
      return true
    },
    after: () => () => undefined,
  })
  stop = keepLive({ sync, nowMs: () => 0 })
  return sync
}

function become(state: "visible" | "hidden"): void {
  vi.spyOn(document, "visibilityState", "get").mockReturnValue(state)
  document.dispatchEvent(new Event("visibilitychange"))
}

function network(isThere: boolean): void {
  vi.spyOn(navigator, "onLine", "get").mockReturnValue(isThere)
  dispatchEvent(new Event(isThere ? "online" : "offline"))
}

async function ends(sync: SyncLoop, how: RoundsOutcome): Promise<void> {
  outcome = how
  sync.nudge()
  await vi.waitFor(() => expect(sync.link().kind).toBe(how.kind === "quiet" ? "resting" : how.kind))
}

describe("the app listens to the server", () => {
  test("while it is in sight, and not in the background", () => {
    begin()
    expect(open.size).toBe(1)
    become("hidden")
    expect(open.size).toBe(0)
    become("visible")
    expect(open.size).toBe(1)
  })

  test("while the browser believes in a network", () => {
    begin()
    network(false)
    expect(open.size).toBe(0)
    network(true)
    expect(open.size).toBe(1)
  })

  test("not from a page that is left, and again from one that is come back to", () => {
    begin()
    dispatchEvent(new Event("pagehide"))
    expect(open.size).toBe(0)
    dispatchEvent(new Event("pageshow"))
    expect(open.size).toBe(1)
  })

  test.each([{ kind: "signed-out" }, { kind: "revoked" }, { kind: "version" }] as const)(
    "not once sync has learned: $kind; and again when sync works",
    async (learned) => {
      const sync = begin()
      await ends(sync, learned)
      expect(open.size).toBe(0)
      await ends(sync, { kind: "quiet" })
      expect(open.size).toBe(1)
    },
  )

  test.each(["local", "demo"] as const)("never without a school (%s)", (mode) => {
    begin(mode)
    expect(open.size).toBe(0)
  })

  test("no longer than it is asked to", () => {
    begin()
    stop()
    become("hidden")
    become("visible")
    expect(open.size).toBe(0)
  })
})
