export const passphraseLengthMin = 8

/** Why a passphrase will not do. */
export type PassphraseFlaw = "short" | "common" | "own-name"

/** The same passphrase, however a keyboard composes its signs (NFKC). Nothing else is changed: spaces and case count. */
export function readPassphrase(typed: string): string {
  return typed.normalize("NFKC")
}

interface Judging {
  /** The person's own, as the head has written it. */
  readonly name: string
  /** Whether it is one that everybody tries first; the server knows the list. */
  readonly isCommon: (passphrase: string) => boolean
}

/** Undefined when it will do: at least eight signs, of any kind, and nothing that is tried first. */
export function passphraseFlaw(
  typed: string,
  { name, isCommon }: Judging,
): PassphraseFlaw | undefined {
  const passphrase = readPassphrase(typed)
  if ([...passphrase].length < passphraseLengthMin) return "short"
  if (isOwnName(passphrase, name)) return "own-name"
  return isCommon(passphrase) ? "common" : undefined
}

/** Nothing is left but digits and signs once the words of the name are taken out: «Ирина1975», «Иванова И.П.». */
function isOwnName(passphrase: string, name: string): boolean {
  const words = wordsOf(name)
  const initials = new Set(words.map((word) => word.slice(0, 1)))
  const rest = wordsOf(passphrase).filter((word) => !words.includes(word) && !initials.has(word))
  const joined = words.reduce((left, word) => left.replaceAll(word, ""), rest.join(""))
  return wordsOf(passphrase).length > 0 && joined === ""
}

function wordsOf(text: string): readonly string[] {
  return (
    text
      .toLowerCase()
      .replaceAll("ё", "е")
      .match(/\p{L}+/gu) ?? []
  )
}
