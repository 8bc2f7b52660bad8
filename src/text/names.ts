const russian = new Intl.Collator("ru")

/** Orders names as a Russian class register does: ё stands with е, case does not matter until all else is equal. */
export function compareNames(first: string, second: string): number {
  return russian.compare(first, second)
}

/** What a search compares: lower case, ё as е, one space between words. */
export function foldForSearch(text: string): string {
  return text.toLocaleLowerCase("ru").replaceAll("ё", "е").trim().replaceAll(/\s+/gu, " ")
}

/** True when every word sought begins some word of the text: «аб вер» finds «Абрамова Вероника». */
export function foundIn(text: string, sought: string): boolean {
  const words = foldForSearch(text).split(/[\s-]/u)
  return foldForSearch(sought)
    .split(/[\s-]/u)
    .every((part) => words.some((word) => word.startsWith(part)))
}
