import { dropExportNotes, waitingNotes } from "#/data/export-notes.ts"
import { deviceRow, serverRow, type Journal } from "#/data/journal.ts"
import { exportApi, notesPerRequestMax } from "#/sync/export-api.ts"

import { callApi } from "./api-client.ts"
import { credentialsOf } from "./credentials.ts"

/** Tells the server which lists have left this tablet. Whatever comes in between, it is told again with a later sync. */
export async function sendExportNotes(journal: Journal): Promise<void> {
  const { database } = journal
  const waiting = await waitingNotes(journal, notesPerRequestMax)
  if (waiting.length === 0) return
  const [{ id: device }, { offsetMs }] = await Promise.all([
    deviceRow(database),
    serverRow(database),
  ])
  const notes = waiting.map((note) => ({ ...note, at: Math.max(0, note.at + (offsetMs ?? 0)) }))
  const called = await callApi({
    endpoint: exportApi.noteExports,
    request: { device, notes },
    as: credentialsOf(database.name),
  })
  if (called.kind !== "answer") return
  await dropExportNotes(
    journal,
    waiting.map(({ id }) => id),
  )
}
