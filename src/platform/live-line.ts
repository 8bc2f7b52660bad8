import { delayAfter, delayMsMax } from "#/sync/backoff.ts"

/** A school's tablets hear of a change at the same moment and should not all ask at the same moment. */
const spreadMsMax = 300
/** Thirty tablets in thirty lessons send something all the time: none asks more often than this because of it. */
const gapMsMin = 700
/** A stream that lived so long was a good one: its end is no failure of a row. */
const goodAfterMs = 60_000

/** How one connection ended. */
export type LineEnd =
  | { readonly kind: "over" }
  /** The server said to come again later. */
  | { readonly kind: "busy"; readonly retryAfterMs: number }
  /** Nobody is signed in here any more; sync finds that out by itself and says it. */
  | { readonly kind: "signed-out" }

export interface LineEars {
  readonly opened: () => void
  readonly nudged: () => void
}

export interface LinePorts {
  /** Connects and listens until it is over; never throws. */
  readonly connect: (ears: LineEars, signal: AbortSignal) => Promise<LineEnd>
  /** There may be something to fetch. */
  readonly poke: () => void
  readonly nowMs: () => number
  readonly random: () => number
  /** Starts a timer and returns its cancel. */
  readonly after: (delayMs: number, run: () => void) => () => void
}

/**
 * Keeps a line to the server on which it says that something has changed. Whatever goes wrong with it is nobody's
 * trouble: it says nothing, waits longer each time and tries again, and sync goes on asking as it does without it.
 */
export class LiveLine {
  readonly #ports: LinePorts
  #failures = 0
  #current: AbortController | undefined
  #cancelRetry: () => void = () => undefined
  #cancelPoke: (() => void) | undefined
  #pokedAt = Number.NEGATIVE_INFINITY

  constructor(ports: LinePorts) {
    this.#ports = ports
  }

  /** Whether there should be a line now. Wanting it anew is a fresh start: what failed before counts no more. */
  want(isWanted: boolean): void {
    if (isWanted === (this.#current !== undefined)) return
    if (isWanted) {
      this.#failures = 0
      const current = new AbortController()
      this.#current = current
      void this.#connect(current)
      return
    }
    this.#current?.abort()
    this.#current = undefined
    this.#cancelRetry()
    this.#cancelPoke?.()
    this.#cancelPoke = undefined
  }

  async #connect(current: AbortController): Promise<void> {
    const { connect, nowMs, random, after } = this.#ports
    const begunAt = nowMs()
    const ears = {
      // What changed before this moment was told to nobody here.
      opened: () => this.#pokeSoon(current),
      nudged: () => this.#pokeSoon(current),
    }
    const end = await connect(ears, current.signal)
    if (this.#current !== current) return
    this.#failures = nowMs() - begunAt >= goodAfterMs ? 1 : this.#failures + 1
    const own = end.kind === "signed-out" ? delayMsMax : delayAfter(this.#failures, random())
    const delayMs = Math.max(own, end.kind === "busy" ? end.retryAfterMs : 0)
    this.#cancelRetry = after(delayMs, () => void this.#connect(current))
  }

  #pokeSoon(current: AbortController): void {
    if (this.#current !== current || this.#cancelPoke !== undefined) return
    const { after, poke, random, nowMs } = this.#ports
    const gapMs = this.#pokedAt + gapMsMin - nowMs()
    this.#cancelPoke = after(Math.max(random() * spreadMsMax, gapMs), () => {
      this.#cancelPoke = undefined
      this.#pokedAt = nowMs()
      poke()
    })
  }
}
