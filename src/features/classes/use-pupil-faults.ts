import type { Reason, Refusal } from "#/domain/class-list/reason.ts"
import { nameLengthMax } from "#/domain/record-schema.ts"
import { useServices } from "#/platform/services.tsx"
import { classWords } from "#/text/classes.ts"
import type { FieldFault } from "#/ui/field-frame.tsx"
import { useWords } from "#/ui/words.tsx"

import { refusalOf, unlikelyYears, type NamePart } from "./typed-pupil.ts"

/** What is wrong with a part of a name, in a sentence. */
export function useNameFault(): (part: NamePart, value: string) => FieldFault | undefined {
  const words = useWords(classWords).pupilForm
  const say = (refusal: Refusal): string => {
    switch (refusal.code) {
      case "strange-characters":
        return words.fault["strange-characters"](refusal.characters.join(" "))
      case "too-long":
        return words.fault["too-long"](nameLengthMax)
      case "markup":
      case "formula":
      case "digits":
      case "no-letters":
        return words.fault[refusal.code]
      case "no-name":
      case "no-name-column":
        return words.fault.other
    }
  }
  return (part, value) => {
    if (value.trim() === "") {
      if (part === "middle") return undefined
      return { text: part === "last" ? words.lastRequired : words.firstRequired }
    }
    if (value.trim().length > nameLengthMax) return { text: words.fault["too-long"](nameLengthMax) }
    const refusal = refusalOf(value)
    return refusal === undefined ? undefined : { text: say(refusal) }
  }
}

export function useBirthFault(born: string): FieldFault | undefined {
  const words = useWords(classWords).pupilForm
  const years = unlikelyYears(born, useServices().today())
  if (years === undefined) return undefined
  return { text: years < 0 ? words.inFuture : words.unlikelyAge(years) }
}

/** What was put right in a name, in a sentence or two; empty when nothing worth telling was. */
export function useTidied(): (reasons: readonly Reason[]) => string {
  const words: Readonly<Record<string, string>> = useWords(classWords).pupilForm.tidied
  return (reasons) =>
    reasons.flatMap(({ code }) => (Object.hasOwn(words, code) ? [words[code]] : [])).join(" ")
}
