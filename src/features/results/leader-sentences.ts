import { scaleOf, type Profile } from "#/domain/results/profile.ts"
import { speaksOf } from "#/domain/results/speaks-of.ts"
import { instrumentText } from "#/text/instrument-text.ts"
import { resultWords } from "#/text/results.ts"
import { useLanguage, useWords } from "#/ui/words.tsx"

/** What stands out in a profile, in words for the pupil. */
export function useLeaderSentences(): (profile: Profile) => readonly string[] {
  const words = useWords(resultWords)
  const language = useLanguage()
  return ({ instrument, leaders }) => {
    const said = words.speaks[speaksOf(instrument.code) === "interests" ? "interests" : "own"]
    const named = (ids: readonly string[]): string =>
      ids.map((id) => instrumentText(scaleOf(instrument, id).title, language)).join(", ")
    switch (leaders.kind) {
      case "unfinished":
        return [words.unfinished(leaders.answered, leaders.of)]
      case "profile":
        return [words.sideBySide]
      case "low":
        return [said.low]
      case "even":
        return [said.even(named(leaders.scales))]
      case "lead": {
        const { first, next } = leaders
        const opening = first.length === 1 ? said.one(named(first)) : said.several(named(first))
        return next.length === 0 ? [opening] : [opening, said.next(named(next))]
      }
    }
  }
}

/** «Природа, Люди»: the scales that lead, in few words; empty when none does. */
export function useLeadingNames(): (profile: Profile) => string {
  const language = useLanguage()
  return ({ rows }) =>
    rows
      .filter(({ isLeading }) => isLeading)
      .map(({ scale }) => instrumentText(scale.title, language))
      .join(", ")
}
