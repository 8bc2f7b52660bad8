import type { Text } from "#/domain/instrument/instrument.ts"

import type { Language } from "./pair.ts"

/** A text of an instrument in the language of the screen, else in Russian, which every instrument has. */
export function instrumentText(text: Text, language: Language): string {
  return language === "en" ? (text.en ?? text.ru) : text.ru
}
