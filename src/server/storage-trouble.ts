import { DamagedDatabase } from "./database.ts"

/** What keeps the database from being read or written, as far as the machine tells. */
export type StorageTrouble =
  /** No room is left. Reading goes on. */
  | "full"
  /** The file, its folder or its disk may not be written to. */
  | "read-only"
  /** What is read is not what was written. */
  | "damaged"
  /** The disk or the file system refuses. */
  | "failing"

/** SQLite's primary result codes, https://www.sqlite.org/rescode.html */
const bySqlite: Readonly<Record<number, StorageTrouble>> = {
  8: "read-only",
  10: "failing",
  11: "damaged",
  13: "full",
  14: "read-only",
  26: "damaged",
}

const bySystem: Readonly<Record<string, StorageTrouble>> = {
  EACCES: "read-only",
  EPERM: "read-only",
  EROFS: "read-only",
  EDQUOT: "full",
  ENOSPC: "full",
  EIO: "failing",
}

/** What a fault says of the place where the data lie; undefined when it says something else. */
export function storageTrouble(fault: unknown): StorageTrouble | undefined {
  if (fault instanceof DamagedDatabase) return "damaged"
  if (!(fault instanceof Error)) return undefined
  // The upper bits of SQLite's code tell more than is needed here.
  if ("errcode" in fault && typeof fault.errcode === "number") return bySqlite[fault.errcode & 0xff]
  return "code" in fault && typeof fault.code === "string" ? bySystem[fault.code] : undefined
}
