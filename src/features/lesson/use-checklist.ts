import { readById } from "#/data/read.ts"
import { shippedItems } from "#/domain/checklist-templates.ts"
import { checklistOf, type Checklist } from "#/domain/checklist.ts"
import { recordIds } from "#/domain/record-ids.ts"
import { useLive } from "#/platform/use-live.ts"
import { checklistWords } from "#/text/checklists.ts"
import { useWords } from "#/ui/words.tsx"

import type { Lesson } from "./read-lesson.ts"

/** The checklist of a lesson: its own, else the school's pattern, else the shipped example. */
export function useChecklist(lesson: Lesson): Checklist | undefined {
  const words = useWords(checklistWords)
  const { activity, variant, pattern } = lesson
  const found = useLive(`checklist ${activity.id}`, async (journal) => ({
    record: await readById(journal, recordIds.checklist(activity.id)),
  }))
  if (found === undefined) return undefined
  const shipped = pattern ?? shippedItems(activity.kind, variant, words.item)
  return checklistOf(activity.id, found.record, shipped)
}
