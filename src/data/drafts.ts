import type { Journal } from "./journal.ts"

/** Keeps what is being typed, sealed, under a name of the form's own. Null throws it away. */
export async function keepDraft(journal: Journal, id: string, draft: unknown): Promise<void> {
  await journal.queue.run(async () => {
    const { drafts } = journal.database
    if (draft === null) {
      await drafts.delete(id)
      return
    }
    const v = ((await drafts.get(id))?.v ?? 0) + 1
    const ct = await journal.vault.seal({ table: "drafts", id, version: v }, draft)
    await drafts.put({ id, v, ct })
  })
}

/** The draft as it was kept, to be decoded by its form; undefined when there is none. */
export async function readDraft(journal: Journal, id: string): Promise<unknown> {
  const row = await journal.database.drafts.get(id)
  if (row === undefined) return undefined
  return journal.vault.open({ table: "drafts", id, version: row.v }, row.ct)
}
