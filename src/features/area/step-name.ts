import { activityWords, stepShortName } from "#/text/activities.ts"
import { areaWords } from "#/text/area.ts"
import { useWords } from "#/ui/words.tsx"

import type { StepColumn } from "./summary-columns.ts"

/** «Урок», «Проба 2». */
export function useStepName(): (column: StepColumn) => string {
  const kinds = useWords(activityWords)
  const words = useWords(areaWords)
  return ({ step, time, isOneOf }) => {
    const name = stepShortName(kinds, step)
    return isOneOf ? words.time(name, time) : name
  }
}
