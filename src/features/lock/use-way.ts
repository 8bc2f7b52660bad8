import { lockWords } from "#/text/lock.ts"
import { shellWords } from "#/text/shell.ts"
import { useWords } from "#/ui/words.tsx"

import { notOpenSentence } from "./not-open-sentence.ts"
import type { Attempt, Unlocking } from "./use-unlocking.ts"

export interface WayState {
  readonly busy: boolean
  readonly fault: string | undefined
}

/** How it stands with one of the ways. */
export function useWay({ busy, last }: Unlocking): (attempt: Attempt) => WayState {
  const lock = useWords(lockWords)
  const shell = useWords(shellWords)
  return (attempt) => ({
    busy: busy === attempt,
    fault:
      last?.attempt === attempt
        ? notOpenSentence(attempt, last.result, { lock, shell })
        : undefined,
  })
}
