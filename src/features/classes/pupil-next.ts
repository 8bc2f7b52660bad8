import type { NextStep } from "#/domain/next-step.ts"
import { activityWords, stepShortName } from "#/text/activities.ts"
import { classWords } from "#/text/classes.ts"
import { dateWords } from "#/text/dates.ts"
import { useWords } from "#/ui/words.tsx"

/** «закончить диагностику»: what comes after «Дальше:». */
export function useNextStepSentence(): (next: NextStep) => string {
  const words = useWords(classWords).pupil
  const activities = useWords(activityWords)
  const dates = useWords(dateWords)
  const accusatives: Readonly<Record<string, string>> = words.stepAccusative
  const plain: Readonly<Record<string, string>> = activities.kindInText
  return (next) => {
    if (next.kind === "all-done") return words.allDone
    const { code } = next.column.step
    const name = plain[code] ?? stepShortName(activities, code)
    const accusative = accusatives[code] ?? name
    switch (next.kind) {
      case "choose":
        return words.choose(name)
      case "finish":
        return words.finish(accusative)
      case "missed":
        return words.makeUp(accusative)
      case "planned":
        return words.plannedFor(name, dates.day(next.day))
      case "todo":
        return name
    }
  }
}
