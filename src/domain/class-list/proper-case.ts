/** Small words inside a name that stay small: parts of patronymics and of surnames. */
const small =
  /^(?:оглы|оглу|углы|улы|уулу|угли|кызы|гызы|кзы|кизи|кизы|фон|де|ван|дер|ди|да|дель|ла|эль|аль|ибн|бен|заде)$/i
const patronymicPart = /^(?:оглы|оглу|углы|улы|уулу|угли|кызы|гызы|кзы|кизи|кизы)$/i

/**
 * «ПЕТРОВ-ВОДКИН» and «петров-водкин» become «Петров-Водкин», «АХМЕД ОГЛЫ» «Ахмед оглы».
 * A word that already mixes cases on purpose («МакДональд») stays.
 */
export function properCase(text: string): string {
  return text
    .split(" ")
    .map((word, index) => casedWord(word, index > 0))
    .join(" ")
}

/** A small second half («Мерген-оолович») is somebody's custom, not a slip, unless the first is small as well. */
function casedWord(word: string, inside: boolean): string {
  const [head = "", ...tail] = word.split("-")
  const custom = head !== head.toLowerCase()
  const rest = tail.map((part) =>
    custom && part === part.toLowerCase() ? part : casedPart(part, true),
  )
  return [casedPart(head, inside), ...rest].join("-")
}

function casedPart(part: string, inside: boolean): string {
  if (inside && patronymicPart.test(part)) return part.toLowerCase()
  if (inside && small.test(part) && part === part.toLowerCase()) return part
  if (!needsCase(part)) return part
  return part
    .toLowerCase()
    .split("'")
    .map((piece, index, pieces) =>
      index === 0 || (pieces[index - 1] ?? "").length === 1 ? capital(piece) : piece,
    )
    .join("'")
}

function needsCase(part: string): boolean {
  const letters = part.replace(/[^\p{L}]/gu, "")
  if (letters === "") return false
  if (letters === letters.toLowerCase()) return letters !== letters.toUpperCase()
  if (letters === letters.toUpperCase()) return letters.length > 1
  return /^\p{Lu}{2,}\p{Ll}+$|^\p{Ll}\p{Lu}+$/u.test(letters)
}

function capital(piece: string): string {
  return piece.slice(0, 1).toUpperCase() + piece.slice(1)
}
