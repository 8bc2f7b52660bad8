import type { PlaceLook } from "#/platform/unlocking.ts"
import { lockWords } from "#/text/lock.ts"
import { useWords } from "#/ui/words.tsx"

/** Whose journal it is: without a server nobody has told a name. */
export function usePlaceName(): (place: Pick<PlaceLook, "person">) => string {
  const { alone } = useWords(lockWords)
  return ({ person }) => person ?? alone
}
