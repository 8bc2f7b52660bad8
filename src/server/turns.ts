import { StoreUnavailable } from "./store-unavailable.ts"

/** Whoever has the turn of a key calls this to pass it on. */
export type PassOn = () => void

export interface Turns {
  /** Resolves when it is this one's turn; throws {@link StoreUnavailable} when that takes too long. */
  take(key: string): Promise<PassOn>
  /** Whether somebody waits for the turn of a key. */
  isAwaited(key: string): boolean
}

/**
 * One at a time for each key, in the order of asking. Keeps those who wait for one school from holding connections
 * that other schools need.
 */
export function createTurns(waitMsMax: number): Turns {
  const queues = new Map<string, (() => void)[]>()
  const passOn = (key: string): PassOn => {
    let passed = false
    return () => {
      if (passed) return
      passed = true
      const next = queues.get(key)?.shift()
      if (next === undefined) queues.delete(key)
      else next()
    }
  }
  return {
    isAwaited: (key) => (queues.get(key)?.length ?? 0) > 0,
    take: (key) => {
      const queue = queues.get(key)
      if (queue === undefined) {
        queues.set(key, [])
        return Promise.resolve(passOn(key))
      }
      return new Promise((resolve, reject) => {
        const impatience = setTimeout(() => {
          queue.splice(queue.indexOf(mine), 1)
          reject(new StoreUnavailable("turn"))
        }, waitMsMax)
        const mine = (): void => {
          clearTimeout(impatience)
          resolve(passOn(key))
        }
        queue.push(mine)
      })
    },
  }
}
