import { join } from "node:path"

/** The one file that holds everything; beside it SQLite keeps its `-wal` and `-shm`. */
export function databaseIn(folder: string): string {
  return join(folder, "bortzhurnal.sqlite")
}
