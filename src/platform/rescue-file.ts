import { exportUnsent, readUnsent, type Unsent } from "#/data/export-unsent.ts"
import type { Journal } from "#/data/journal.ts"

import { localDay, localTime } from "./calendar.ts"

/** Larger than a year of work of one tablet. */
const bytesMax = 64 * 1024 * 1024

/** What lives on this tablet alone, as a file. The name says when; no person stands in it. */
export async function rescueFile(journal: Journal, nowMs: number): Promise<File> {
  const unsent = await exportUnsent(journal, nowMs)
  const now = new Date(nowMs)
  const name = `bortzhurnal-${localDay(now)}-${localTime(now).replace(":", "")}.json`
  return new File([JSON.stringify(unsent, null, 1)], name, { type: "application/json" })
}

/** What such a file holds; undefined when it is not one of ours. */
export async function readRescueFile(file: File): Promise<Unsent | undefined> {
  return file.size > bytesMax ? undefined : readUnsent(await file.text())
}
