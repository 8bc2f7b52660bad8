/** Where the switch lies. The file is never stored by the worker. */
const switchUrl = "/sw-switch.json"

/** A school's filter may leave a request hanging, and a new release cannot take over while the old worker waits. */
const answerWithinMs = 3000

/**
 * True only when the answer is our own switch and says "off". A captive portal answers 200 with its page, a server may
 * answer 404 or nothing: none of these may take the offline copy away from a school without a network.
 */
export async function isSwitchedOff(answer: Response): Promise<boolean> {
  const type = answer.headers.get("content-type") ?? ""
  if (answer.status !== 200 || answer.redirected || !/^application\/json\b/.test(type)) return false
  try {
    return saysOff(await answer.json())
  } catch {
    // Not JSON in spite of its header: not our switch.
    return false
  }
}

function saysOff(body: unknown): boolean {
  return (
    typeof body === "object" &&
    body !== null &&
    "app" in body &&
    body.app === "bortzhurnal" &&
    "serviceWorker" in body &&
    body.serviceWorker === "off"
  )
}

/** Asks the server itself, past every cache. Without a timely answer the worker stays. */
export async function switchedOff(ask: typeof fetch): Promise<boolean> {
  const patience = new AbortController()
  const timer = setTimeout(() => patience.abort(), answerWithinMs)
  try {
    return await isSwitchedOff(await ask(switchUrl, { cache: "no-store", signal: patience.signal }))
  } catch {
    // No network is the ordinary state of a classroom.
    return false
  } finally {
    clearTimeout(timer)
  }
}
