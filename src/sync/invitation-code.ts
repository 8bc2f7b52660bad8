/**
 * Letters and digits of a typed invitation code: no two look alike, and every letter looks the same in the
 * Russian and the English layout, so that it does not matter which one the keyboard is in.
 */
export const codeAlphabet = "ACEHKMPTXY2345679"
export const codeLength = 12

const twins: Readonly<Record<string, string>> = {
  А: "A",
  С: "C",
  Е: "E",
  Н: "H",
  К: "K",
  М: "M",
  Р: "P",
  Т: "T",
  Х: "X",
  У: "Y",
  З: "3",
}

/** The code as the server knows it, from whatever was typed; undefined when it cannot be one. */
export function readInvitationCode(typed: string): string | undefined {
  const signs = signsTyped(typed)
  const known = signs.every((sign) => codeAlphabet.includes(sign))
  return known && signs.length === codeLength ? signs.join("") : undefined
}

/** What was typed in either layout, sign by sign, without what only groups it. Signs that no code has stay as they are. */
export function signsTyped(typed: string): readonly string[] {
  const signs = [...typed.toUpperCase().replaceAll(/[\s\-–—.]/g, "")]
  return signs.map((sign) => twins[sign] ?? sign)
}

/** In groups of four, as it is printed and read aloud. */
export function showInvitationCode(code: string): string {
  return code.replaceAll(/.{4}(?=.)/g, "$&-")
}
