import type { lockWords } from "#/text/lock.ts"
import type { shellWords } from "#/text/shell.ts"

import type { Attempt, NotOpen } from "./use-unlocking.ts"

interface Words {
  readonly lock: (typeof lockWords)["ru"]
  readonly shell: (typeof shellWords)["ru"]
}

/**
 * Why it did not open and what to do, in a sentence for the place where the person has tried. Undefined for what the
 * screen says by itself: a wait that runs down, a PIN that is gone, a lease that is over.
 */
export function notOpenSentence(
  attempt: Attempt,
  result: NotOpen,
  { lock, shell }: Words,
): string | undefined {
  switch (result.kind) {
    case "wrong":
      return wrongSentence(attempt, result.triesLeft, lock)
    case "no-way":
      return lock.noWay
    case "wait":
    case "pin-gone":
    case "lease-over":
      return undefined
    case "server":
      return lock.server[result.failure]
    case "cancelled":
      return lock.passkey.cancelled
    case "trouble":
      return shell[result.trouble.kind]
  }
}

function wrongSentence(
  attempt: Attempt,
  triesLeft: number | null,
  words: (typeof lockWords)["ru"],
): string {
  if (attempt === "recovery") return words.recovery.wrong
  if (attempt !== "pin") return words.phrase.wrong
  return triesLeft === null ? words.pin.wrongOnly : words.pin.wrong(triesLeft)
}
