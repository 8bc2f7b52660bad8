import * as v from "valibot"

import { exportKinds, exportWays, type ExportNote } from "#/domain/export-note.ts"

import { keepDraft, readDraft, type Kept } from "./drafts.ts"
import type { Journal } from "./journal.ts"

const keptNote = v.object({
  what: v.picklist(exportKinds),
  how: v.picklist(exportWays),
  pupils: v.number(),
  /** This device's clock, milliseconds. */
  at: v.number(),
})

/** A note that waits for the server. */
export interface WaitingNote extends ExportNote {
  readonly id: string
  readonly at: number
}

const prefix = "export-note:"

/** Keeps a note until the server has written it down. */
export function keepExportNote(journal: Journal, { id, ...note }: WaitingNote): Promise<Kept> {
  return keepDraft(journal, `${prefix}${id}`, note)
}

/** What waits, at most so many, in no particular order. */
export async function waitingNotes(
  journal: Journal,
  most: number,
): Promise<readonly WaitingNote[]> {
  const waiting = journal.database.drafts.where("id").startsWith(prefix).limit(most)
  const notes = (await waiting.primaryKeys()).map(async (key): Promise<readonly WaitingNote[]> => {
    const parsed = v.safeParse(keptNote, await readDraft(journal, key))
    return parsed.success ? [{ id: key.slice(prefix.length), ...parsed.output }] : []
  })
  return (await Promise.all(notes)).flat()
}

/** Only after the server's word. */
export async function dropExportNotes(journal: Journal, ids: readonly string[]): Promise<void> {
  for (const id of ids) await keepDraft(journal, `${prefix}${id}`, null)
}
