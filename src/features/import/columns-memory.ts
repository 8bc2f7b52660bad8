import { keepDraft, readDraft } from "#/data/drafts.ts"
import type { Journal } from "#/data/journal.ts"
import type { Mapping } from "#/domain/class-list/read-table.ts"

import { readColumnsKept } from "./answers.ts"

const draftId = (fingerprint: string): string => `import columns ${fingerprint}`

/** How the columns of this source were read the last time a person had to say it. */
export async function recallColumns(
  journal: Journal,
  fingerprint: string,
): Promise<Pick<Mapping, "uses" | "order"> | undefined> {
  return readColumnsKept(await readDraft(journal, draftId(fingerprint)))
}

export async function rememberColumns(
  journal: Journal,
  fingerprint: string,
  { uses, order }: Pick<Mapping, "uses" | "order">,
): Promise<void> {
  // The list itself is saved; without room the next file is merely asked about again.
  await keepDraft(journal, draftId(fingerprint), { uses, order })
}
