import type { Gate } from "#/domain/consent.ts"

import type { JournalDatabase } from "./database.ts"
import { keepDraft, readDraft, type Kept } from "./drafts.ts"
import type { Journal } from "./journal.ts"
import type { OpenedSitting } from "./open-sealed.ts"

export type GateClosed = Extract<Gate, { readonly kind: "closed" }>["why"]

/**
 * A sitting whose pupil's consent does not hold when it is taken in, e.g. withdrawn since the tablet was handed over.
 * It is no record: not sent, not scored, not shown. It waits, sealed, until the consent holds or a person erases it.
 */
export interface AsideSitting {
  readonly opened: OpenedSitting
  readonly why: GateClosed
}

const prefix = "sitting-aside:"

export function putAside(journal: Journal, aside: AsideSitting): Promise<Kept> {
  return keepDraft(journal, prefix + aside.opened.sitting, aside)
}

/** Erased by a person, or become a record. */
export function dropAside(journal: Journal, sitting: string): Promise<Kept> {
  return keepDraft(journal, prefix + sitting, null)
}

export async function readAside(journal: Journal): Promise<readonly AsideSitting[]> {
  const keys = await journal.database.drafts.where("id").startsWith(prefix).primaryKeys()
  const drafts = await Promise.all(keys.map((key) => readDraft(journal, key)))
  return drafts.flatMap((draft) => (isAside(draft) ? draft : []))
}

/** How many, without the key. */
export function countAside({ drafts }: JournalDatabase): Promise<number> {
  return drafts.where("id").startsWith(prefix).count()
}

/** Sealed by this very module: a look is enough. */
function isAside(draft: unknown): draft is AsideSitting {
  return typeof draft === "object" && draft !== null && "opened" in draft && "why" in draft
}
