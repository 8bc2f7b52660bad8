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

export type LoopOutcome =
  | RoundsOutcome
  /** The tablet's disk has no room even for what is being sent. */
  | { readonly kind: "full" }
  /** The database is closed; the app says so in a line of its own. */
  | { readonly kind: "closed" }

export interface LoopPorts {
  /** Sends and fetches until nothing is left or something stands in the way (see `syncRounds`). */
  readonly rounds: (onProgress: (left: number, total: number) => void) => Promise<LoopOutcome>
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
    // The tablet's clock may be set back by years.
    if (isAway && Math.abs(now - this.#triedAt) < knockMsMin) return
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

  #settle(outcome: LoopOutcome): void {
    switch (outcome.kind) {
      case "quiet":
        this.#failures = 0
        return this.#become({ kind: "resting" })
      case "closed":
        return this.#become({ kind: "resting" })
      case "offline":
      case "full":
        this.#become({ kind: outcome.kind })
        return this.#retry(this.#nextDelayMs())
      case "failed": {
        const delayMs = Math.max(outcome.retryAfterMs ?? 0, this.#nextDelayMs())
        this.#become({ kind: "unreachable", retryAt: this.#ports.nowMs() + delayMs })
        return this.#retry(delayMs)
      }
      default:
        return this.#become({ kind: outcome.kind })
    }
  }

  #nextDelayMs(): number {
    this.#failures += 1
    return delayAfter(this.#failures, this.#ports.random())
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
