const closedNames = new Set([
  "DatabaseClosedError",
  "OpenFailedError",
  "InvalidStateError",
  "MissingAPIError",
])

/**
 * The names by which a full disk and a lost connection are known in the three engines. Anything else is a bug and thrown
 * on.
 */
export function faultOfDisk(error: unknown): { kind: "full" } | { kind: "closed" } {
  for (let cause = error; cause instanceof Error; cause = innerOf(cause)) {
    if (cause.name === "QuotaExceededError") return { kind: "full" }
    if (closedNames.has(cause.name)) return { kind: "closed" }
  }
  throw error
}

/** Whether it says no more than that the database is closed, which the app tells in a line of its own. */
export function isClosed(error: unknown): boolean {
  for (let cause = error; cause instanceof Error; cause = innerOf(cause)) {
    if (closedNames.has(cause.name)) return true
  }
  return false
}

function innerOf(error: Error): unknown {
  return "inner" in error ? error.inner : error.cause
}
