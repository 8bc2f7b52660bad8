import { useEffect, useState } from "react"

const secondMs = 1_000

export interface FrontTime {
  /** Whole seconds in front of the tablet so far. */
  readonly seconds: () => number
  readonly pause: () => void
  readonly goOn: () => void
}

/** Counts the time in which the test is in sight and not paused, beginning with what was counted before. */
export function useFrontTime(before: number, ticks: () => number): FrontTime {
  const [time] = useState(() => new Counting(before, ticks))
  useEffect(() => {
    const look = (): void => time.see(document.visibilityState === "visible")
    look()
    document.addEventListener("visibilitychange", look)
    return () => document.removeEventListener("visibilitychange", look)
  }, [time])
  return time
}

class Counting implements FrontTime {
  readonly #ticks: () => number
  #countedMs: number
  #since: number | undefined
  #isPaused = false
  #isSeen = true

  constructor(before: number, ticks: () => number) {
    this.#ticks = ticks
    this.#countedMs = before * secondMs
    this.#since = ticks()
  }

  readonly seconds = (): number => {
    const running = this.#since === undefined ? 0 : this.#ticks() - this.#since
    return Math.round((this.#countedMs + running) / secondMs)
  }

  readonly pause = (): void => this.#turn({ isPaused: true })
  readonly goOn = (): void => this.#turn({ isPaused: false })

  see(isSeen: boolean): void {
    this.#turn({ isSeen })
  }

  #turn({ isPaused = this.#isPaused, isSeen = this.#isSeen }): void {
    this.#isPaused = isPaused
    this.#isSeen = isSeen
    const now = this.#ticks()
    if (this.#since !== undefined) this.#countedMs += now - this.#since
    this.#since = isPaused || !isSeen ? undefined : now
  }
}
