import { describe, expect, test } from "vitest"

import { LiveLine, type LineEars, type LineEnd } from "#/platform/live-line.ts"

interface Connection {
  readonly ears: LineEars
  readonly signal: AbortSignal
  readonly end: (end?: LineEnd) => void
}

/** A line whose server is the test, and whose clock stands still until it is moved. */
class Bench {
  now = 1_000_000
  pokes = 0
  random = 1
  readonly connections: Connection[] = []
  #timers: { at: number; run: () => void }[] = []
  readonly line = new LiveLine({
    connect: (ears, signal) =>
      new Promise((resolve) => {
        this.connections.push({ ears, signal, end: (end = { kind: "over" }) => resolve(end) })
      }),
    poke: () => (this.pokes += 1),
    nowMs: () => this.now,
    random: () => this.random,
    after: (delayMs, run) => {
      const timer = { at: this.now + delayMs, run }
      this.#timers.push(timer)
      return () => {
        this.#timers = this.#timers.filter((other) => other !== timer)
      }
    },
  })

  get last(): Connection {
    const last = this.connections.at(-1)
    if (last === undefined) throw new Error("nobody has connected")
    return last
  }

  async pass(ms: number): Promise<void> {
    this.now += ms
    await settled()
    const due = this.#timers.filter((timer) => timer.at <= this.now)
    this.#timers = this.#timers.filter((timer) => timer.at > this.now)
    for (const timer of due) timer.run()
    await settled()
  }
}

function settled(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve))
}

describe("a nudge of the server", () => {
  test("makes sync ask, within 300 ms, and many of them make it ask once", async () => {
    const bench = new Bench()
    bench.line.want(true)
    for (let nudge = 0; nudge < 5; nudge += 1) bench.last.ears.nudged()
    expect(bench.pokes).toBe(0)
    await bench.pass(299)
    expect(bench.pokes).toBe(0)
    await bench.pass(1)
    expect(bench.pokes).toBe(1)
  })

  test("does not make it ask all the time, however much the school sends", async () => {
    const bench = new Bench()
    bench.random = 0
    bench.line.want(true)
    for (let passedMs = 0; passedMs < 7_000; passedMs += 50) {
      bench.last.ears.nudged()
      await bench.pass(50)
    }
    expect(bench.pokes).toBe(10)
  })

  test("makes the tablets of a school ask each at a moment of its own", async () => {
    const bench = new Bench()
    bench.random = 0.1
    bench.line.want(true)
    bench.last.ears.nudged()
    await bench.pass(30)
    expect(bench.pokes).toBe(1)
  })

  test("may have been missed before the line stood: sync asks once it does", async () => {
    const bench = new Bench()
    bench.line.want(true)
    bench.last.ears.opened()
    await bench.pass(300)
    expect(bench.pokes).toBe(1)
  })

  test("means nothing any more once the app is out of sight", async () => {
    const bench = new Bench()
    bench.line.want(true)
    bench.last.ears.nudged()
    bench.line.want(false)
    await bench.pass(300)
    bench.last.ears.nudged()
    await bench.pass(300)
    expect(bench.pokes).toBe(0)
  })
})

describe("the line", () => {
  test("is one, however often it is wanted, and is let go when it is not", async () => {
    const bench = new Bench()
    bench.line.want(true)
    bench.line.want(true)
    expect(bench.connections).toHaveLength(1)
    bench.line.want(false)
    expect(bench.last.signal.aborted).toBe(true)
    bench.last.end()
    await bench.pass(600_000)
    expect(bench.connections).toHaveLength(1)
  })

  test("is tried again by itself, later each time, and says nothing about it", async () => {
    const bench = new Bench()
    bench.line.want(true)
    const waits = [1_000, 2_000, 4_000, 8_000]
    for (const [failed, wait] of waits.entries()) {
      bench.last.end()
      await bench.pass(0)
      await bench.pass(wait - 1)
      expect(bench.connections).toHaveLength(failed + 1)
      await bench.pass(1)
      expect(bench.connections).toHaveLength(failed + 2)
    }
    expect(bench.pokes).toBe(0)
  })

  test("that stood for a while and was cut comes back soon", async () => {
    const bench = new Bench()
    bench.line.want(true)
    for (let failed = 0; failed < 6; failed += 1) {
      bench.last.end()
      await bench.pass(0)
      await bench.pass(300_000)
    }
    bench.now += 3_600_000
    bench.last.end()
    await bench.pass(0)
    const before = bench.connections.length
    await bench.pass(1_000)
    expect(bench.connections).toHaveLength(before + 1)
  })

  test("is not asked for sooner than the server said", async () => {
    const bench = new Bench()
    bench.line.want(true)
    bench.last.end({ kind: "busy", retryAfterMs: 60_000 })
    await bench.pass(0)
    await bench.pass(59_999)
    expect(bench.connections).toHaveLength(1)
    await bench.pass(1)
    expect(bench.connections).toHaveLength(2)
  })

  test("rests for minutes when nobody is signed in, and begins anew when somebody is", async () => {
    const bench = new Bench()
    bench.line.want(true)
    bench.last.end({ kind: "signed-out" })
    await bench.pass(0)
    await bench.pass(299_000)
    expect(bench.connections).toHaveLength(1)
    bench.line.want(false)
    bench.line.want(true)
    expect(bench.connections).toHaveLength(2)
  })

  test("an old connection that ends late opens no second one", async () => {
    const bench = new Bench()
    bench.line.want(true)
    const old = bench.last
    bench.line.want(false)
    bench.line.want(true)
    old.end()
    await bench.pass(600_000)
    expect(bench.connections).toHaveLength(2)
  })
})
