import { aTablet } from "#tests/support/services.tsx"
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest"

import { hearEverybody, hearLock, keepLocking, lockNow, type LockPorts } from "#/platform/lock.ts"
import { tabLine } from "#/platform/tab-line.ts"

const times = { idleMs: 300_000, hiddenMs: 60_000 }

/** A clock that is moved by hand. Timers run when it passes them. */
class Clock {
  nowMs = 1_000_000
  locks = 0
  #timers: { readonly at: number; readonly run: () => void }[] = []

  readonly ports: LockPorts = {
    nowMs: () => this.nowMs,
    after: (delayMs, run) => {
      const timer = { at: this.nowMs + delayMs, run }
      this.#timers.push(timer)
      return () => {
        this.#timers = this.#timers.filter((other) => other !== timer)
      }
    },
    lock: () => {
      this.locks += 1
    },
  }

  pass(ms: number): void {
    const end = this.nowMs + ms
    for (;;) {
      const [next] = this.#timers.filter(({ at }) => at <= end).sort((a, b) => a.at - b.at)
      if (next === undefined) break
      this.#timers = this.#timers.filter((other) => other !== next)
      this.nowMs = next.at
      next.run()
    }
    this.nowMs = end
  }

  /** The tablet sleeps: time passes and no timer fires. */
  sleep(ms: number): void {
    this.nowMs += ms
  }
}

let clock: Clock
let replaced: string[]

beforeEach(() => {
  clock = new Clock()
  replaced = []
  const replace = (address: string): void => {
    replaced.push(address)
  }
  vi.stubGlobal("location", { pathname: "/classes", search: "?q=1", hash: "#x", replace })
  show("visible")
})

afterEach(() => {
  document.documentElement.hidden = false
  vi.unstubAllGlobals()
})

function show(state: "visible" | "hidden"): void {
  Object.defineProperty(document, "visibilityState", { value: state, configurable: true })
  document.dispatchEvent(new Event("visibilitychange"))
}

function come(event: "pageshow" | "pagehide"): void {
  const transition = new Event(event)
  Object.defineProperty(transition, "persisted", { value: true })
  dispatchEvent(transition)
}

describe("locking by hand", () => {
  test("loads the same address anew, after what is being written is written", async () => {
    const services = await aTablet()
    let finish: () => void = () => undefined
    const writing = new Promise<void>((resolve) => {
      finish = resolve
    })
    void services.journal.queue.run(() => writing)
    const locking = lockNow(services)
    await new Promise((resolve) => setTimeout(resolve, 0))
    expect(replaced).toEqual([])
    // Nothing is to be seen meanwhile.
    expect(document.documentElement.hidden).toBe(true)
    finish()
    await locking
    expect(replaced).toEqual(["/classes?q=1"])
  })

  test("locks the other tabs of the place, and those of other places not", async () => {
    const [services, other] = [await aTablet(), await aTablet()]
    const stop = hearLock(services)
    const elsewhere = new BroadcastChannel(`bortzhurnal-tabs-${services.journal.database.name}`)
    const stranger = new BroadcastChannel(`bortzhurnal-tabs-${other.journal.database.name}`)
    stranger.postMessage("lock another-tab 1")
    await new Promise((resolve) => setTimeout(resolve, 50))
    expect(replaced).toEqual([])
    elsewhere.postMessage("lock another-tab 1")
    await expect.poll(() => replaced).toEqual(["/classes?q=1"])
    stop()
    elsewhere.close()
    stranger.close()
  })
})

describe("a tablet that goes into other hands", () => {
  test("starts every document anew, one without a place too", async () => {
    const stop = hearEverybody(undefined)
    const elsewhere = new BroadcastChannel("bortzhurnal-tabs-everybody")
    elsewhere.postMessage("touched another-tab 1")
    elsewhere.postMessage("lock another-tab 2")
    await expect.poll(() => replaced).toEqual(["/classes?q=1"])
    stop()
    elsewhere.close()
  })

  test("waits in an open journal for what is being written", async () => {
    const services = await aTablet()
    let finish: () => void = () => undefined
    const writing = services.journal.queue.run(
      () =>
        new Promise<void>((resolve) => {
          finish = resolve
        }),
    )
    const stop = hearEverybody(services.journal)
    const elsewhere = new BroadcastChannel("bortzhurnal-tabs-everybody")
    elsewhere.postMessage("lock another-tab 1")
    await expect.poll(() => document.documentElement.hidden).toBe(true)
    expect(replaced).toEqual([])
    finish()
    await writing
    await expect.poll(() => replaced).toEqual(["/classes?q=1"])
    stop()
    elsewhere.close()
  })
})

describe("locking by itself", () => {
  test("comes after five minutes without a touch", async () => {
    const stop = keepLocking(await aTablet(), times, clock.ports)
    clock.pass(290_000)
    dispatchEvent(new Event("pointerdown"))
    clock.pass(290_000)
    expect(clock.locks).toBe(0)
    clock.pass(20_001)
    expect(clock.locks).toBe(1)
    stop()
  })

  test("comes a minute after the app was put away, also when the tablet slept through it", async () => {
    const stop = keepLocking(await aTablet(), times, clock.ports)
    clock.pass(10_000)
    show("hidden")
    clock.sleep(59_000)
    show("visible")
    expect(clock.locks).toBe(0)
    show("hidden")
    clock.sleep(61_000)
    show("visible")
    expect(clock.locks).toBe(1)
    stop()
  })

  test("is not put off by a touch that comes too late, nor by a clock set back", async () => {
    const stop = keepLocking(await aTablet(), times, clock.ports)
    clock.sleep(300_001)
    dispatchEvent(new Event("keydown"))
    expect(clock.locks).toBe(1)
    stop()
    const stopAgain = keepLocking(await aTablet(), times, clock.ports)
    clock.sleep(-3_600_000)
    show("visible")
    expect(clock.locks).toBe(2)
    stopAgain()
  })

  test("does not come in a hidden tab while another one is being worked in", async () => {
    const services = await aTablet()
    const stop = keepLocking(services, times, clock.ports)
    show("hidden")
    const name = services.journal.database.name
    const elsewhere = new BroadcastChannel(`bortzhurnal-tabs-${name}`)
    for (let said = 0; said < 8; said += 1) {
      clock.pass(50_000)
      elsewhere.postMessage(`touched another-tab ${said}`)
      await new Promise((resolve) => setTimeout(resolve, 20))
    }
    expect(clock.locks).toBe(0)
    clock.pass(71_000)
    expect(clock.locks).toBe(1)
    elsewhere.close()
    stop()
  })

  test("comes at once to a document that the browser had kept for going back", async () => {
    const stop = keepLocking(await aTablet(), times, clock.ports)
    come("pagehide")
    expect(document.documentElement.hidden).toBe(true)
    come("pageshow")
    expect(clock.locks).toBe(1)
    stop()
    come("pageshow")
    expect(clock.locks).toBe(1)
  })
})

describe("the line between tabs", () => {
  test("goes through the storage where there are no channels, and never back to who speaks", async () => {
    vi.stubGlobal("BroadcastChannel", undefined)
    const heard: string[] = []
    const line = tabLine("nav-own", ["lock"], (message) => heard.push(message))
    line.tell("lock")
    const said = (newValue: string): void => {
      dispatchEvent(new StorageEvent("storage", { key: "bortzhurnal-tabs-nav-own", newValue }))
    }
    said(localStorage.getItem("bortzhurnal-tabs-nav-own") ?? "")
    expect(heard).toEqual([])
    said("lock another-tab 1")
    said("format another-tab 1")
    expect(heard).toEqual(["lock"])
    line.close()
  })
})
