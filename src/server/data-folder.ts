import { readFileSync, rmSync, writeFileSync } from "node:fs"
import { join } from "node:path"

/** The one file that holds everything; beside it SQLite keeps its `-wal` and `-shm`. */
export function databaseIn(folder: string): string {
  return join(folder, "bortzhurnal.sqlite")
}

/** The server's key, when it does not lie elsewhere (BORTZHURNAL_KEY_FILE). */
export function keyIn(folder: string): string {
  return join(folder, "server.key")
}

/** Leaves a note that this process serves the folder; returns how to take it away again. */
export function markServed(folder: string): () => void {
  const place = pidFileIn(folder)
  writeFileSync(place, String(process.pid))
  return () => rmSync(place, { force: true })
}

/** The process that serves the folder now, if any. A note left by one that was killed does not count. */
export function servedBy(folder: string): number | undefined {
  try {
    const pid = Number(readFileSync(pidFileIn(folder), "utf8"))
    process.kill(pid, 0)
    return pid
  } catch {
    // No note, or no such process.
    return undefined
  }
}

function pidFileIn(folder: string): string {
  return join(folder, "server.pid")
}
