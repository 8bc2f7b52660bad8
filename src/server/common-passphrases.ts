import { readFileSync } from "node:fs"

/**
 * A thousand words that are tried first, in small letters: the head of zxcvbn's list of leaked passwords (MIT), and
 * what Russian schools would add, also as it comes out in the other keyboard layout or in Latin letters.
 */
let known: ReadonlySet<string> | undefined

function words(): ReadonlySet<string> {
  const file = new URL("./common-passphrases.txt", import.meta.url)
  return (known ??= new Set(readFileSync(file, "utf8").split("\n").filter(Boolean)))
}

/** Below this a passphrase of digits alone is a date or a telephone number. */
const digitsMin = 13

/** Along which fingers walk; both ways. */
const rows = [
  "01234567890",
  "abcdefghijklmnopqrstuvwxyz",
  "qwertyuiopasdfghjklzxcvbnm",
  "абвгдежзийклмнопрстуфхцчшщъыьэюя",
  "йцукенгшщзхъфывапролджэячсмитьбю",
]

/** Whether it is among the first that anybody would try: a known word with digits around it, a walk, an echo. */
export function isCommonPassphrase(passphrase: string): boolean {
  const plain = passphrase.toLowerCase().replaceAll("ё", "е")
  const stem = plain.replaceAll(/^\P{L}+|\P{L}+$/gu, "")
  if (words().has(plain) || words().has(stem)) return true
  if (stem === "" && [...plain].length < digitsMin) return true
  return isEcho(plain) || isWalk(plain)
}

/** The same few signs over and over: «аааааааа», «12341234». */
function isEcho(text: string): boolean {
  return /^(.{1,4}?)\1+.{0,2}$/u.test(text)
}

function isWalk(text: string): boolean {
  const signs = [...text]
  const steps = signs.slice(1).map((sign, place) => `${signs[place] ?? ""}${sign}`)
  return rows.some((row) => {
    const back = [...row].reverse().join("")
    return steps.every((step) => row.includes(step)) || steps.every((step) => back.includes(step))
  })
}
