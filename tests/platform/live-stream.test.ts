import { afterEach, beforeEach, describe, expect, test, vi } from "vitest"

import { liveStreamOver } from "#/platform/live-stream.ts"
import { livePath } from "#/sync/api.ts"
import { markHeader, markValue } from "#/sync/headers.ts"

const ours = { "content-type": "text/event-stream", [markHeader]: markValue }

/** An answer whose body is written by the test. */
class Wire {
  #controller: ReadableStreamDefaultController<Uint8Array> | undefined
  isLetGo = false
  readonly body = new ReadableStream<Uint8Array>({
    start: (controller) => {
      this.#controller = controller
    },
  })

  say(text: string): void {
    this.#controller?.enqueue(new TextEncoder().encode(text))
  }

  end(): void {
    this.#controller?.close()
  }

  /** As fetch does: the body fails when its request is aborted. */
  obey(signal: AbortSignal | null | undefined): void {
    signal?.addEventListener("abort", () => {
      this.isLetGo = true
      this.#controller?.error(new DOMException("aborted", "AbortError"))
    })
  }
}

function listen(answer: (wire: Wire) => Response | Promise<Response>) {
  const wire = new Wire()
  const told = { path: "", opened: 0, nudged: 0 }
  const leaving = new AbortController()
  const ears = {
    opened: () => (told.opened += 1),
    nudged: () => (told.nudged += 1),
  }
  const connect = liveStreamOver(async (path, init) => {
    told.path = path
    wire.obey(init.signal)
    return answer(wire)
  })
  return { wire, told, leaving, over: connect(ears, leaving.signal) }
}

const asOurs = (wire: Wire): Response => new Response(wire.body, { headers: ours })

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] })
})
afterEach(() => {
  vi.useRealTimers()
})

describe("the server's events", () => {
  test("are told one by one, comments and heartbeats are not", async () => {
    const { wire, told, over } = listen(asOurs)
    await vi.waitFor(() => expect(told.opened).toBe(1))
    expect(told.path).toBe(livePath)
    wire.say("retry: 5000\n: live\n\n:\n\n")
    wire.say("data: changed\n\n")
    await vi.waitFor(() => expect(told.nudged).toBe(1))
    wire.say("da")
    wire.say("ta: changed\n\n")
    await vi.waitFor(() => expect(told.nudged).toBe(2))
    wire.end()
    expect(await over).toEqual({ kind: "over" })
    expect(told.nudged).toBe(2)
  })

  test("are let go when the app leaves", async () => {
    const { wire, told, leaving, over } = listen(asOurs)
    await vi.waitFor(() => expect(told.opened).toBe(1))
    leaving.abort()
    expect(await over).toEqual({ kind: "over" })
    expect(wire.isLetGo).toBe(true)
  })

  test("that fall silent are let go: nobody tells a tablet that its network has changed", async () => {
    const { wire, told, over } = listen(asOurs)
    await vi.waitFor(() => expect(told.opened).toBe(1))
    vi.advanceTimersByTime(59_000)
    wire.say(":\n\n")
    await vi.waitFor(() => expect(vi.getTimerCount()).toBe(1))
    await new Promise((resolve) => setImmediate(resolve))
    vi.advanceTimersByTime(59_000)
    expect(wire.isLetGo).toBe(false)
    vi.advanceTimersByTime(1_000)
    expect(await over).toEqual({ kind: "over" })
    expect(wire.isLetGo).toBe(true)
  })

  test("that never begin, behind a proxy that gathers whole answers, are let go too", async () => {
    const { wire, told, over } = listen(
      (own) =>
        new Promise((_, reject) => {
          own.body.pipeTo(new WritableStream()).catch(reject)
        }),
    )
    vi.advanceTimersByTime(60_000)
    expect(await over).toEqual({ kind: "over" })
    expect([told.opened, wire.isLetGo]).toEqual([0, true])
  })
})

describe("what is not the server's events", () => {
  test.each([
    ["a portal's page", { status: 200, headers: { "content-type": "text/html" } }, "over"],
    ["a stranger's stream", { headers: { "content-type": "text/event-stream" } }, "over"],
    ["a stranger's 401", { status: 401 }, "over"],
    ["our own page of another kind", { headers: { ...ours, "content-type": "text/html" } }, "over"],
    ["nobody signed in", { status: 401, headers: ours }, "signed-out"],
    ["an old server that has none", { status: 404, headers: ours }, "over"],
    ["a fault of the server", { status: 500, headers: ours }, "over"],
  ])("is no line: %s", async (_what, init, kind) => {
    const { told, over, wire } = listen(() => new Response("data: changed\n\n", init))
    expect(await over).toEqual({ kind })
    expect(told).toMatchObject({ opened: 0, nudged: 0 })
    expect(wire.isLetGo).toBe(true)
  })

  test("a server that is busy says when to come again", async () => {
    const headers = { ...ours, "retry-after": "60" }
    const { over } = listen(() => new Response(null, { status: 503, headers }))
    expect(await over).toEqual({ kind: "busy", retryAfterMs: 60_000 })
  })

  test("a dead network is just the end", async () => {
    const { over } = listen(() => Promise.reject(new TypeError("Failed to fetch")))
    expect(await over).toEqual({ kind: "over" })
  })

  test("a line without an end is not kept in memory", async () => {
    const { wire, over } = listen(asOurs)
    wire.say("x".repeat(2_000))
    expect(await over).toEqual({ kind: "over" })
  })
})
