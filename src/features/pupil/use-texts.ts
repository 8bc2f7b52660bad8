import type { Text } from "#/domain/instrument/instrument.ts"
import { useLanguage } from "#/ui/words.tsx"

/** A text of an instrument in the language of the hand-over, in Russian where it has no other. */
export function useTexts(): (text: Text) => string {
  const language = useLanguage()
  return (text) => text[language] ?? text.ru
}
