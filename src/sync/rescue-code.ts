import { codeAlphabet, signsTyped } from "./invitation-code.ts"

/** Of the alphabet's 17 signs: 81 bits, so that nobody who has the file tries them all. */
export const rescueCodeLength = 20

type Random = (length: number) => Uint8Array

/** A code to a rescue bundle, each sign drawn evenly. */
export function newRescueCode(random: Random): string {
  // Bytes above the last whole multiple would make the first signs likelier.
  const fair = 256 - (256 % codeAlphabet.length)
  let code = ""
  while (code.length < rescueCodeLength) {
    for (const byte of random(rescueCodeLength)) {
      if (byte < fair && code.length < rescueCodeLength) {
        code += codeAlphabet[byte % codeAlphabet.length]
      }
    }
  }
  return code
}

/** In groups of four: «ACEH KMPT XY23 4567 9ACE». */
export function showRescueCode(code: string): string {
  return code.replaceAll(/.{4}(?=.)/g, "$& ")
}

/**
 * The codes that somebody may have meant, the likeliest first: what was typed, then the same with one sign mistaken
 * or two neighbours swapped. None when too much or too little was typed. It makes no guess easier: whoever tries
 * codes one by one may try these too.
 */
export function codesMeant(typed: string): readonly string[] {
  const signs = signsTyped(typed)
  if (signs.length !== rescueCodeLength) return []
  const strange = signs.filter((sign) => !codeAlphabet.includes(sign)).length
  if (strange > 1) return []
  const meant = strange === 0 ? [signs.join("")] : []
  for (const [place, sign] of signs.entries()) {
    if (strange === 1 && codeAlphabet.includes(sign)) continue
    for (const other of codeAlphabet) {
      if (other !== sign) meant.push(withSigns(signs, place, [other]))
    }
  }
  if (strange === 1) return meant
  for (const [place, sign] of signs.entries()) {
    const next = signs[place + 1]
    if (next === undefined || next === sign) continue
    meant.push(withSigns(signs, place, [next, sign]))
  }
  return meant
}

function withSigns(signs: readonly string[], place: number, others: readonly string[]): string {
  return [...signs.slice(0, place), ...others, ...signs.slice(place + others.length)].join("")
}
