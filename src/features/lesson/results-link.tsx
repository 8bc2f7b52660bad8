import { readSeenClasses } from "#/data/read-attempts.ts"
import { readOpenByKeys } from "#/data/read-open.ts"
import type { Activity } from "#/domain/activity.ts"
import { recordKey } from "#/domain/record-keys.ts"
import { paths } from "#/features/paths.ts"
import { useServices } from "#/platform/services.tsx"
import { useCalmly } from "#/platform/use-calmly.ts"
import { useLive } from "#/platform/use-live.ts"
import { lessonWords } from "#/text/lesson.ts"
import { LinkButton } from "#/ui/button.tsx"
import { useWords } from "#/ui/words.tsx"

/** Leads to the results of a diagnostic, where there are any and they are for this person. */
export function ResultsLink({ activity: { id, classes } }: { readonly activity: Activity }) {
  const words = useWords(lessonWords).diagnostic
  const { person } = useServices().place
  const isThere = useLive(
    `any results ${id}`,
    useCalmly(async (journal) => {
      const [sittings, seen] = await Promise.all([
        readOpenByKeys(journal, [recordKey.sittingsOf(id)]),
        readSeenClasses(journal, person, classes),
      ])
      return sittings.length > 0 && seen.size > 0
    }),
  )
  if (isThere !== true) return null
  return (
    <LinkButton icon="report" to={paths.classResults(id)}>
      {words.results}
    </LinkButton>
  )
}
