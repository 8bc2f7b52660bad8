import { DatabaseSync } from "node:sqlite"

/** Rows of a database file, read past the server's own code. */
export function readDatabase(
  file: string,
  sql: string,
): readonly Readonly<Record<string, unknown>>[] {
  const database = new DatabaseSync(file, { readOnly: true })
  try {
    return database.prepare(sql).all()
  } finally {
    database.close()
  }
}
