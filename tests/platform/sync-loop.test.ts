import { describe, expect, test } from "vitest"

import { SyncLoop, type LoopOutcome, type LoopPorts } from "#/platform/sync-loop.ts"

/** A loop whose clock and timers stand still until the test moves them. */
class Bench {
  now = 1_000_000
  tries = 0
  outcome: LoopOutcome = { kind: "quiet" }
  #timers: { at: number; run: () => void }[] = []
  readonly loop: SyncLoop

  constructor(mode: "local" | "joined" | "demo" = "joined", ports: Partial<LoopPorts> = {}) {
    this.loop = new SyncLoop(mode, {
      rounds: async () => {
        this.tries += 1
        return this.outcome
      },
      nowMs: () => this.now,
      random: () => 1,
      alone: async (job) => {
        await job()
        return true
      },
      after: (delayMs, run) => {
        const timer = { at: this.now + delayMs, run }
        this.#timers.push(timer)
        return () => {
          this.#timers = this.#timers.filter((other) => other !== timer)
        }
      },
      ...ports,
    })
  }

  async pass(ms: number): Promise<void> {
    this.now += ms
    const due = this.#timers.filter((timer) => timer.at <= this.now)
    this.#timers = this.#timers.filter((timer) => timer.at > this.now)
    for (const timer of due) timer.run()
    // Lets the promises of a try run out.
    await new Promise((resolve) => setImmediate(resolve))
  }
}

describe("when sync is tried", () => {
  test("at once when something makes it worthwhile", async () => {
    const bench = new Bench()
    bench.loop.nudge()
    await bench.pass(0)
    expect(bench.tries).toBe(1)
    expect(bench.loop.link()).toEqual({ kind: "resting" })
  })

  test("after a save, when the taps pause", async () => {
    const bench = new Bench()
    bench.loop.saved()
    await bench.pass(600)
    bench.loop.saved()
    await bench.pass(600)
    expect(bench.tries).toBe(0)
    await bench.pass(600)
    expect(bench.tries).toBe(1)
  })

  test("some seconds after the first of taps that do not pause", async () => {
    const bench = new Bench()
    for (let tap = 0; tap < 10; tap += 1) {
      bench.loop.saved()
      await bench.pass(600)
    }
    expect(bench.tries).toBe(1)
  })

  test("again by itself while the tablet is full, which it says", async () => {
    const bench = new Bench()
    bench.outcome = { kind: "full" }
    bench.loop.nudge()
    await bench.pass(0)
    expect(bench.loop.link()).toEqual({ kind: "full" })
    await bench.pass(10_000)
    expect(bench.tries).toBeGreaterThan(1)
  })

  test("no more once the database is closed", async () => {
    const bench = new Bench()
    bench.outcome = { kind: "closed" }
    bench.loop.nudge()
    await bench.pass(0)
    await bench.pass(3_600_000)
    expect(bench.tries).toBe(1)
  })

  test("after a save too when the tablet's clock was set back by years", async () => {
    const bench = new Bench()
    bench.outcome = { kind: "offline" }
    bench.loop.nudge()
    await bench.pass(0)
    bench.now -= 11 * 365 * 86_400_000
    bench.loop.saved()
    await bench.pass(5_000)
    expect(bench.tries).toBe(2)
  })

  test("again by itself, later each time, while the server does not answer", async () => {
    const bench = new Bench()
    bench.outcome = { kind: "failed" }
    bench.loop.nudge()
    await bench.pass(0)
    expect(bench.loop.link()).toEqual({ kind: "unreachable", retryAt: bench.now + 1_000 })
    await bench.pass(1_000)
    expect(bench.loop.link()).toEqual({ kind: "unreachable", retryAt: bench.now + 2_000 })
    bench.outcome = { kind: "quiet" }
    await bench.pass(2_000)
    expect(bench.tries).toBe(3)
    expect(bench.loop.link()).toEqual({ kind: "resting" })
  })

  test("no sooner than the server asked", async () => {
    const bench = new Bench()
    bench.outcome = { kind: "failed", retryAfterMs: 60_000 }
    bench.loop.nudge()
    await bench.pass(0)
    await bench.pass(30_000)
    expect(bench.tries).toBe(1)
    await bench.pass(30_000)
    expect(bench.tries).toBe(2)
  })

  test("not at each save while the server is away, but at once when the network returns", async () => {
    const bench = new Bench()
    bench.outcome = { kind: "offline" }
    bench.loop.nudge()
    await bench.pass(0)
    bench.loop.saved()
    await bench.pass(500)
    expect(bench.tries).toBe(1)
    bench.loop.nudge()
    await bench.pass(0)
    expect(bench.tries).toBe(2)
  })

  test("not by a tab while another is at it; it looks again a little later", async () => {
    let isTaken = true
    const bench = new Bench("joined", {
      alone: async (job) => {
        if (isTaken) return false
        await job()
        return true
      },
    })
    bench.loop.nudge()
    await bench.pass(0)
    expect(bench.tries).toBe(0)
    isTaken = false
    await bench.pass(1_000)
    expect(bench.tries).toBe(1)
  })

  test.each(["local", "demo"] as const)("never without a server (%s)", async (mode) => {
    const bench = new Bench(mode)
    bench.loop.nudge()
    bench.loop.saved()
    await bench.pass(60_000)
    expect(bench.tries).toBe(0)
    expect(bench.loop.link()).toEqual({ kind: mode })
  })

  test("never again by itself once a sign-in is needed", async () => {
    const bench = new Bench()
    bench.outcome = { kind: "signed-out" }
    bench.loop.nudge()
    await bench.pass(0)
    await bench.pass(600_000)
    expect(bench.tries).toBe(1)
    expect(bench.loop.link()).toEqual({ kind: "signed-out" })
  })
})
