const attemptKey = "bortzhurnal-attempt"

/** The same through a reload of this tab: an accept whose answer got lost may be repeated with it. */
export function attempt(): string {
  try {
    const kept = sessionStorage.getItem(attemptKey)
    if (kept !== null) return kept
    const made = newAttempt()
    sessionStorage.setItem(attemptKey, made)
    return made
  } catch {
    // Storage switched off: the attempt lives as long as the screen does.
    return (unkept ??= newAttempt())
  }
}

let unkept: string | undefined

function newAttempt(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  return [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("")
}
