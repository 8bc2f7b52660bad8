import type { PlaceRow } from "#/data/rows.ts"
import { delayAfter } from "#/sync/backoff.ts"
import type { RoundsOutcome } from "#/sync/engine.ts"
import type { Link } from "#/sync/link.ts"

/** Saves knock at a server that is away no more often than this. */
const knockMsMin = 10_000

/** So long a pause between taps means that the hand rests. */
const pauseMs = 1_000
/** A first tap does not wait longer than this for the last. */
const pauseMsMax = 5_000

export interface LoopPorts {
  /** Sends and fetches until nothing is left or something stands in the way (see `syncRounds`). */
  readonly rounds: (onProgress: (left: number, total: number) => void) => Promise<RoundsOutcome>
  readonly nowMs: () => number
  readonly random: () => number
  /** Runs the job if no other tab is at it; false when one is. */
  readonly alone: (job: () => Promise<void>) => Promise<boolean>
  /** Starts a timer and returns its cancel. */
  readonly after: (delayMs: number, run: () => void) => () => void
}

/**
 * When to sync: at the start, on becoming visible, on `online`, after every save, and again with back-off
 * when something stood in the way. `navigator.onLine` is a hint that wakes it, never a reason not to try.
 */
export class SyncLoop {
  #link: Link
  readonly #ports: LoopPorts
  readonly #listeners = new Set<() => void>()
  #failures = 0
  #isRunning = false
  #isWanted = false
  #triedAt = 0
  #firstSavedAt: number | undefined
  #cancelSaved: () => void = () => undefined
  #cancelRetry: () => void = () => undefined

  constructor(mode: PlaceRow["mode"], ports: LoopPorts) {
    this.#ports = ports
    this.#link = mode === "joined" ? { kind: "resting" } : { kind: mode }
  }

  readonly link = (): Link => this.#link

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  /** Something happened that makes a try worthwhile. */
  readonly nudge = (): void => {
    if (this.#link.kind === "local" || this.#link.kind === "demo") return
    this.#isWanted = true
    if (!this.#isRunning) void this.#run()
  }

  /**
   * A saved change. It is sent when the taps pause, so that sending does not take the processor from a register
   * being filled, but not later than some seconds after the first. A server that is away is not knocked at each time.
   */
  readonly saved = (): void => {
    const now = this.#ports.nowMs()
    const isAway = this.#link.kind === "unreachable" || this.#link.kind === "offline"
    if (isAway && now - this.#triedAt < knockMsMin) return
    this.#firstSavedAt ??= now
    const delayMs = Math.max(0, Math.min(pauseMs, this.#firstSavedAt + pauseMsMax - now))
    this.#cancelSaved()
    this.#cancelSaved = this.#ports.after(delayMs, this.nudge)
  }

  async #run(): Promise<void> {
    this.#isRunning = true
    this.#firstSavedAt = undefined
    this.#cancelRetry()
    this.#cancelSaved()
    try {
      while (this.#isWanted) {
        this.#isWanted = false
        const isDone = await this.#ports.alone(() => this.#once())
        // Another tab is at it: it sends this tab's changes too. Look again a little later.
        if (!isDone) this.#retry(delayAfter(1, this.#ports.random()))
      }
    } finally {
      this.#isRunning = false
    }
  }

  async #once(): Promise<void> {
    this.#triedAt = this.#ports.nowMs()
    const onProgress = (left: number, total: number): void => {
      if (left > 0) this.#become({ kind: "sending", left, total })
    }
    this.#settle(await this.#ports.rounds(onProgress))
  }

  #settle(outcome: RoundsOutcome): void {
    if (outcome.kind === "quiet") {
      this.#failures = 0
      this.#become({ kind: "resting" })
      return
    }
    if (outcome.kind === "offline" || outcome.kind === "failed") {
      this.#failures += 1
      const asked = outcome.kind === "failed" ? (outcome.retryAfterMs ?? 0) : 0
      const delayMs = Math.max(asked, delayAfter(this.#failures, this.#ports.random()))
      this.#become(
        outcome.kind === "offline"
          ? { kind: "offline" }
          : { kind: "unreachable", retryAt: this.#ports.nowMs() + delayMs },
      )
      this.#retry(delayMs)
      return
    }
    this.#become({ kind: outcome.kind })
  }

  #retry(delayMs: number): void {
    this.#cancelRetry()
    this.#cancelRetry = this.#ports.after(delayMs, this.nudge)
  }

  #become(link: Link): void {
    this.#link = link
    for (const listener of this.#listeners) listener()
  }
}
