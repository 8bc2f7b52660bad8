import type { Journal } from "#/data/journal.ts"
import { readById } from "#/data/read.ts"
import type { Activity } from "#/domain/activity.ts"
import { recordIds } from "#/domain/record-ids.ts"
import { useLive } from "#/platform/use-live.ts"

interface Given {
  readonly activity: Activity
  readonly grade: number | undefined
}

interface Ready {
  readonly done: number
  readonly of: number
}

/** How much of what the checklist asks for before the lesson is done; undefined until that is known. */
export function useBeforeLesson(given: Given): Ready | undefined {
  const ready = useLive(`before ${given.activity.id}`, (journal) => readReady(journal, given))
  return ready === undefined || ready.of === 0 ? undefined : ready
}

async function readReady(journal: Journal, { activity, grade }: Given): Promise<Ready> {
  // Not needed to begin a lesson, so the first screen does not wait for the patterns.
  const [{ checklistOf, itemsOf }, { shippedItems, variantOf }, { checklistWords }] =
    await Promise.all([
      import("#/domain/checklist.ts"),
      import("#/domain/checklist-templates.ts"),
      import("#/text/checklists.ts"),
    ])
  const { kind, season } = activity
  const variant = variantOf(kind, { season, grade })
  const [record, template] = await Promise.all([
    readById(journal, recordIds.checklist(activity.id)),
    readById(journal, recordIds.template(kind, variant)),
  ])
  const own = template === undefined ? undefined : itemsOf(template)
  const pattern = own ?? shippedItems(kind, variant, checklistWords.ru.item)
  const list = checklistOf(activity.id, record, pattern)
  const before = list.items.filter(({ phase }) => phase === "before")
  return { done: before.filter(({ id }) => list.done.has(id)).length, of: before.length }
}
