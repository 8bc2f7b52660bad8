import { announcing } from "./announcing.ts"
import { eraseAllWithdrawn } from "./erase-results.ts"
import type { Services } from "./services.ts"

/** Oftener than days change, so that a term that ends with a day is kept on it. */
const everyMs = 6 * 3_600_000

/**
 * What a server does of itself while it runs: erases what rested on a consent that was withdrawn, when its day has come.
 * Once now, and then every few hours until it is stopped.
 * @param onFault what went wrong; the next turn tries again
 */
export async function keepUp(
  given: Services,
  onFault: (fault: unknown) => void,
): Promise<() => void> {
  const { store, nudges } = given
  // A tablet that is online hears of it at once, as of anybody's change.
  const services = nudges === undefined ? given : { ...given, store: announcing(store, nudges) }
  await eraseAllWithdrawn(services)
  const turn = async (): Promise<void> => {
    try {
      await eraseAllWithdrawn(services)
    } catch (fault) {
      onFault(fault)
    }
  }
  const timer = setInterval(() => void turn(), everyMs)
  // A server that is asked to stop does not wait for it.
  timer.unref()
  return () => clearInterval(timer)
}
