import * as v from "valibot"

import type { JournalDatabase } from "./database.ts"
import { keepDraft, readDraft, type Kept } from "./drafts.ts"
import type { Journal } from "./journal.ts"

/** Another teacher's unsent work that this tablet brings to the server, sealed as it came. */
const carriedSchema = v.object({
  id: v.string(),
  /** Base64url. */
  bundle: v.string(),
  /** Whose; null when the outside of the bundle does not say. */
  person: v.nullable(v.string()),
  ops: v.number(),
  madeAt: v.number(),
  /** Why the server did not want it; null until then. It stays here until a person puts it away. */
  fault: v.nullable(v.string()),
})
export type Carried = v.InferOutput<typeof carriedSchema>

const prefix = "rescue-carried:"

/** Keeps a bundle until the server has it. The same bundle is kept once. */
export async function carry(journal: Journal, bundle: Carried): Promise<Kept> {
  return keepDraft(journal, `${prefix}${bundle.id}`, bundle)
}

/** Only after the server's word, or when a person puts it away. */
export async function putCarriedDown(journal: Journal, id: string): Promise<void> {
  await keepDraft(journal, `${prefix}${id}`, null)
}

/** What this tablet carries, in no particular order. */
export async function readCarried(journal: Journal): Promise<readonly Carried[]> {
  const keys = await journal.database.drafts.where("id").startsWith(prefix).primaryKeys()
  const drafts = await Promise.all(keys.map((key) => readDraft(journal, key)))
  return drafts.flatMap((draft) => {
    const parsed = v.safeParse(carriedSchema, draft)
    return parsed.success ? [parsed.output] : []
  })
}

/** How many, without the key: whoever takes a place off a tablet takes these along. */
export async function countCarried({ drafts }: JournalDatabase): Promise<number> {
  return drafts.where("id").startsWith(prefix).count()
}
