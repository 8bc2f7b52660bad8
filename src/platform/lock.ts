import type { Journal } from "#/data/journal.ts"

import type { Services } from "./services.tsx"
import { tabLine, type TabLine } from "./tab-line.ts"

/** `lock`: all tabs of the place, now. `touched`, `seen`: somebody works with it, or at least looks at it. */
const messages = ["lock", "touched", "seen"] as const
type Message = (typeof messages)[number]

/** A disk that hangs must not keep names on the screen of a tablet that was put aside. */
const finishWithinMs = 10_000

/** Goes to a fresh document at the same address, with nothing in memory, after what is being written is written. */
export async function lockNow({ journal }: Pick<Services, "journal">): Promise<void> {
  lockOthers(journal)
  await goFresh(journal)
}

/** The other tabs of the place lock, e.g. because they were opened before there was a PIN. */
export function lockOthers({ database }: Journal): void {
  const line = tabLine<Message>(database.name, [], () => undefined)
  line.tell("lock")
  line.close()
}

/** The line to every document of the app on this tablet, whatever it shows: no database has this name. */
const everybody = "everybody"

/** Every other tab of the app starts anew: the tablet goes into other hands. */
export function lockEverybody(): void {
  const line = tabLine<Message>(everybody, [], () => undefined)
  line.tell("lock")
  line.close()
}

/**
 * Starts anew when the tablet goes into other hands. Every document listens, the first run, an invitation and the practice
 * class too: what they show is nothing for whoever has the tablet then. Returns how to stop.
 */
export function hearEverybody(journal: Journal | undefined): () => void {
  const line = tabLine<Message>(everybody, messages, (message) => {
    if (message === "lock") void (journal === undefined ? startAnew() : goFresh(journal))
  })
  return line.close
}

/** Locks when another tab says so. Every open place listens. Returns how to stop. */
export function hearLock({ journal }: Pick<Services, "journal">): () => void {
  const line = tabLine<Message>(journal.database.name, messages, (message) => {
    if (message === "lock") void goFresh(journal)
  })
  return line.close
}

/** Dropping what is held in memory would leave copies behind; a document that is gone leaves none. */
async function goFresh({ queue }: Journal): Promise<void> {
  // A field that saves when it is left does so now.
  if (document.activeElement instanceof HTMLElement) document.activeElement.blur()
  document.documentElement.hidden = true
  const patience = new Promise((resolve) => setTimeout(resolve, finishWithinMs))
  await Promise.race([queue.run(async () => undefined), patience])
  startAnew()
}

function startAnew(): void {
  // Not the same address with its hash: that would only be a jump within the document.
  location.replace(location.pathname + location.search)
}

export interface LockTimes {
  /** Nobody has touched any tab of the place for so long. */
  readonly idleMs: number
  /** No tab of the place was in sight for so long. */
  readonly hiddenMs: number
}

export interface LockPorts {
  readonly nowMs: () => number
  /** Starts a timer and returns its cancel. */
  readonly after: (delayMs: number, run: () => void) => () => void
  readonly lock: () => void
}

const usual: LockTimes = { idleMs: 5 * 60_000, hiddenMs: 60_000 }

/** How often a tab in use says so to the others. */
const sayEveryMs = 10_000

/** Locks a place that has a PIN when nobody works with it, in all its tabs together. Returns how to stop. */
export function keepLocking(
  services: Pick<Services, "journal">,
  times: Partial<LockTimes> = {},
  ports: LockPorts = realPorts(services),
): () => void {
  const watch = new LockWatch({ ...usual, ...times }, ports)
  const line: TabLine<Message> = tabLine(services.journal.database.name, messages, (message) => {
    if (message === "touched") watch.touched()
    if (message === "seen") watch.seen()
  })
  const touch = (): void => {
    if (watch.touched()) line.tell("touched")
  }
  const look = (): void => {
    const isVisible = document.visibilityState === "visible"
    if (watch.look(isVisible) && isVisible) line.tell("seen")
  }
  // A document kept for going back to it comes back as it was: with names on the screen and the key in memory.
  const come = ({ persisted }: PageTransitionEvent): void => {
    if (persisted) ports.lock()
  }
  const leave = ({ persisted }: PageTransitionEvent): void => {
    if (persisted) document.documentElement.hidden = true
  }
  const signs = ["pointerdown", "keydown", "wheel", "touchmove"] as const
  for (const sign of signs) addEventListener(sign, touch, { passive: true, capture: true })
  document.addEventListener("visibilitychange", look)
  addEventListener("pageshow", come)
  addEventListener("pagehide", leave)
  let cancel: () => void = () => undefined
  const tick = (): void => {
    cancel = ports.after(sayEveryMs, () => {
      look()
      tick()
    })
  }
  look()
  tick()
  return () => {
    cancel()
    line.close()
    for (const sign of signs) removeEventListener(sign, touch, { capture: true })
    document.removeEventListener("visibilitychange", look)
    removeEventListener("pageshow", come)
    removeEventListener("pagehide", leave)
  }
}

function realPorts(services: Pick<Services, "journal">): LockPorts {
  return {
    nowMs: () => Date.now(),
    after: (delayMs, run) => {
      const timer = setTimeout(run, delayMs)
      return () => clearTimeout(timer)
    },
    lock: () => void lockNow(services),
  }
}

/**
 * When it is time to lock. Looks at the clock itself and trusts no timer: a tablet that sleeps fires none, and one
 * whose clock was set back has waited long enough too.
 */
export class LockWatch {
  readonly #times: LockTimes
  readonly #ports: LockPorts
  #touchedAt: number
  #seenAt: number
  #isLocking = false

  constructor(times: LockTimes, ports: LockPorts) {
    this.#times = times
    this.#ports = ports
    this.#touchedAt = ports.nowMs()
    this.#seenAt = ports.nowMs()
  }

  /** Somebody works with the place. True when the other tabs should hear of it. */
  touched(): boolean {
    if (this.#lockIfDue()) return false
    const now = this.#ports.nowMs()
    const isNews = now - this.#touchedAt >= sayEveryMs
    this.#touchedAt = now
    this.#seenAt = now
    return isNews
  }

  /** A tab of the place is in sight. */
  seen(): void {
    if (!this.#lockIfDue()) this.#seenAt = this.#ports.nowMs()
  }

  /** Looks whether it is time. True while it is not. */
  look(isVisible: boolean): boolean {
    if (this.#lockIfDue()) return false
    if (isVisible) this.#seenAt = this.#ports.nowMs()
    return true
  }

  #lockIfDue(): boolean {
    if (this.#isLocking) return true
    const { nowMs, lock } = this.#ports
    const { idleMs, hiddenMs } = this.#times
    this.#isLocking =
      isOver(nowMs(), this.#touchedAt, idleMs) || isOver(nowMs(), this.#seenAt, hiddenMs)
    if (this.#isLocking) lock()
    return this.#isLocking
  }
}

/** Seconds back are the clock being put right by the network; more is somebody's hand. */
const backMsMax = 5_000

function isOver(now: number, since: number, ms: number): boolean {
  return now - since > ms || since - now > backMsMax
}
