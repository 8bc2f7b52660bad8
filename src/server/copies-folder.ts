import { closeSync, fsyncSync, openSync, readdirSync, rmSync } from "node:fs"
import { join } from "node:path"

/** What a copy is made of: the file of SQLite, or the rows of PostgreSQL. */
export type CopyEnding = ".sqlite" | ".postgres.gz"

/** Where a copy made at this moment (milliseconds) goes. */
export function copyPlace(folder: string, now: number, ending: CopyEnding): string {
  const stamp = new Date(now).toISOString().slice(0, 19).replaceAll(":", "-")
  return join(folder, `bortzhurnal-${stamp}Z${ending}`)
}

/** Returns when the file, or the folder's list of files, survives a power cut. */
export function toDisk(path: string): void {
  const handle = openSync(path, "r")
  try {
    fsyncSync(handle)
  } finally {
    closeSync(handle)
  }
}

/** Deletes all but the newest copies of this kind. */
export function forgetOld(folder: string, ending: CopyEnding, keep: number): void {
  const copies = readdirSync(folder).filter(
    (name) => name.startsWith("bortzhurnal-") && name.endsWith(ending),
  )
  for (const name of copies.sort().slice(0, -keep)) rmSync(join(folder, name))
}
