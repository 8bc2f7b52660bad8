import { StoreUnavailable } from "./store-unavailable.ts"

/** Two transactions stood in each other's way; PostgreSQL has undone this one, and it may be run again. */
const collisions: ReadonlySet<string> = new Set(["40001", "40P01"])

/** Waited too long, no room, read-only because it is a standby now: nothing that was asked is wrong. */
const lasting: ReadonlySet<string> = new Set(["25006", "25P03", "55P03", "57014"])

const network: ReadonlySet<string> = new Set([
  "ECONNREFUSED",
  "ECONNRESET",
  "ECONNABORTED",
  "EPIPE",
  "ETIMEDOUT",
  "EHOSTUNREACH",
  "ENETUNREACH",
  "ENOTFOUND",
  "EAI_AGAIN",
  "ENOENT",
])

export type PostgresFault = "collision" | "connection" | "lasting" | "own"

/**
 * What a fault means: worth another try at once (`collision`), with another connection (`connection`), later
 * (`lasting`), or a bug of ours or of the caller's (`own`).
 */
export function faultKind(fault: unknown): PostgresFault {
  const code = codeOf(fault)
  if (code === undefined) return isLostConnection(fault) ? "connection" : "own"
  if (collisions.has(code)) return "collision"
  if (network.has(code) || /^(08|57P)/.test(code)) return "connection"
  // 53: no connection left, no memory, disk full. 58: the machine below failed, e.g. a write.
  return lasting.has(code) || /^(53|58)/.test(code) ? "lasting" : "own"
}

/** The fault as the server hears it: what may be mended by asking again is {@link StoreUnavailable}. */
export function asStoreFault(fault: unknown): unknown {
  if (fault instanceof StoreUnavailable || faultKind(fault) === "own") return fault
  return new StoreUnavailable(codeOf(fault) ?? "connection", fault)
}

/** SQLSTATE or the network's own name. */
export function codeOf(fault: unknown): string | undefined {
  if (!(fault instanceof Error)) return undefined
  if ("code" in fault && typeof fault.code === "string") return fault.code
  return fault instanceof AggregateError ? codeOf(fault.errors[0]) : undefined
}

/** The driver tells of a lost or refused connection in words only. */
function isLostConnection(fault: unknown): boolean {
  if (!(fault instanceof Error)) return false
  return /connection (terminated|error)|timeout|not queryable|client was closed/i.test(
    fault.message,
  )
}
