import type { ServerFailure } from "#/platform/unlocking.ts"
import type { lockWords } from "#/text/lock.ts"
import type { shellWords } from "#/text/shell.ts"

import type { Attempt, NotOpen } from "./use-unlocking.ts"

interface Words {
  readonly lock: (typeof lockWords)["ru"]
  readonly shell: (typeof shellWords)["ru"]
}

/** Why it did not open and what to do, in a sentence for the place where the person has tried. */
export function notOpenSentence(attempt: Attempt, result: NotOpen, { lock, shell }: Words): string {
  switch (result.kind) {
    case "wrong":
      return wrongSentence(attempt, result.triesLeft, lock)
    case "wait":
      // The seconds themselves stand beside the button and run down.
      return ""
    case "no-way":
      return lock.noWay
    case "pin-gone":
      return lock.gone.title
    case "lease-over":
      return lock.lease.title
    case "server":
      return serverSentence(result.failure, lock)
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

export function serverSentence(failure: ServerFailure, words: (typeof lockWords)["ru"]): string {
  return words.server[failure]
}
