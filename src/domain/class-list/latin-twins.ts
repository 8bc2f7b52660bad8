const twins: Readonly<Record<string, string>> = {
  A: "А",
  B: "В",
  C: "С",
  E: "Е",
  Ë: "Ё",
  H: "Н",
  K: "К",
  M: "М",
  O: "О",
  P: "Р",
  T: "Т",
  X: "Х",
  Y: "У",
  a: "а",
  c: "с",
  e: "е",
  ë: "ё",
  k: "к",
  m: "м",
  o: "о",
  p: "р",
  t: "т",
  x: "х",
  y: "у",
}

const latin = /\p{Script=Latin}/u
const cyrillic = /\p{Script=Cyrillic}/u

export function hasCyrillic(text: string): boolean {
  return cyrillic.test(text)
}

export interface Respelled {
  readonly text: string
  /** Latin letters that were replaced, each once, in order. */
  readonly replaced: readonly string[]
  /** Latin letters left beside Cyrillic ones: they look like nothing Cyrillic. */
  readonly left: readonly string[]
}

/**
 * Puts Cyrillic letters in place of Latin ones that look the same, word by word: in words that mix both,
 * and in words made of look-alikes only when other words are Cyrillic. A wholly Latin name stays as it is.
 */
export function respell(text: string): Respelled {
  const replaced = new Set<string>()
  const left = new Set<string>()
  if (!hasCyrillic(text) || !latin.test(text)) return { text, replaced: [], left: [] }
  const words = text.split(" ").map((word) => {
    const letters = Array.from(word).filter((letter) => latin.test(letter))
    const mixed = hasCyrillic(word)
    if (!mixed && letters.some((letter) => twins[letter] === undefined)) {
      for (const letter of letters) left.add(letter)
      return word
    }
    for (const letter of letters) (twins[letter] === undefined ? left : replaced).add(letter)
    return Array.from(word, cyrillicTwin).join("")
  })
  return { text: words.join(" "), replaced: [...replaced], left: [...left] }
}

/** The Cyrillic letter that looks like this one, or the letter itself. */
export function cyrillicTwin(letter: string): string {
  return twins[letter] ?? letter
}
