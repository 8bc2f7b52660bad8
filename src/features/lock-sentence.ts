import type { ResultsLock } from "#/domain/results-access.ts"
import { dateWords } from "#/text/dates.ts"
import { resultWords } from "#/text/results.ts"
import { useWords } from "#/ui/words.tsx"

/** Why a pupil's results are shut, and what becomes of them; it blames nobody. */
export function useLockSentence(): (lock: ResultsLock) => string {
  const words = useWords(resultWords).locked
  const dates = useWords(dateWords)
  return (lock) =>
    "eraseOn" in lock ? words[lock.why](dates.dayWithYear(lock.eraseOn)) : words[lock.why]
}
