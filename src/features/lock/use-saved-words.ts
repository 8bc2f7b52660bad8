import type { PlaceLook } from "#/platform/unlocking.ts"
import { lockWords } from "#/text/lock.ts"
import { useWords } from "#/ui/words.tsx"

/** What lies in a place, in one line. Without a server nothing waits: here is where it lives. */
export function useSavedWords({ mode, unsent }: PlaceLook): string {
  const { saved } = useWords(lockWords)
  if (mode === "local") return saved.here
  return unsent === 0 ? saved.sent : saved.waiting(unsent)
}
