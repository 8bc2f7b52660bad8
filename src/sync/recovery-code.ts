import { codeAlphabet, signsTyped } from "./invitation-code.ts"

/** Of the alphabet's 17 signs: 130 bits, so that whoever has the tablet's files does not try them all. */
export const recoveryCodeLength = 32
const groupLength = 4

type Random = (length: number) => Uint8Array

/** A code to print, each sign drawn evenly. */
export function newRecoveryCode(random: Random): string {
  // Bytes above the last whole multiple would make the first signs likelier.
  const fair = 256 - (256 % codeAlphabet.length)
  let code = ""
  while (code.length < recoveryCodeLength) {
    for (const byte of random(recoveryCodeLength)) {
      if (byte < fair && code.length < recoveryCodeLength) {
        code += codeAlphabet[byte % codeAlphabet.length]
      }
    }
  }
  return code
}

/** Eight groups of four, as it is printed and typed. */
export function groupsOfCode(code: string): readonly string[] {
  return code.match(new RegExp(`.{${groupLength}}`, "g")) ?? []
}

/** Which groups are typed back to show that the code was written down: two of them, counted from 0, in order. */
export function groupsToAsk(random: Random): readonly number[] {
  const groups = recoveryCodeLength / groupLength
  const [one = 0, other = 0] = random(2)
  const first = one % groups
  const second = (first + 1 + (other % (groups - 1))) % groups
  return [first, second].sort((before, after) => before - after)
}

/** The code out of whatever was typed; undefined when it cannot be one. */
export function readRecoveryCode(typed: string): string | undefined {
  const signs = signsTyped(typed)
  const known = signs.every((sign) => codeAlphabet.includes(sign))
  return known && signs.length === recoveryCodeLength ? signs.join("") : undefined
}
