import { existsSync, readdirSync } from "node:fs"
import { join } from "node:path"

/** Chromium's two ways of keeping IndexedDB: the one of today's tablets and the one that comes. */
export interface Backend {
  readonly name: "LevelDB" | "SQLite"
  readonly flags: readonly string[]
}

export const backends: readonly Backend[] = [
  { name: "LevelDB", flags: ["--disable-features=IdbSqliteBackingStore"] },
  {
    name: "SQLite",
    flags: ["--enable-features=IdbSqliteBackingStore,IdbSqliteBackingStoreInMemoryContexts"],
  },
]

/** The way a profile really uses, by its files: a flag that a newer browser no longer knows is not believed. */
export function backendInUse(profile: string): readonly Backend["name"][] {
  const folder = join(profile, "Default", "IndexedDB")
  if (!existsSync(folder)) return []
  const origins = readdirSync(folder).map((name) =>
    name.endsWith(".leveldb") ? ("LevelDB" as const) : ("SQLite" as const),
  )
  return [...new Set(origins)]
}

/**
 * Both for what happens inside the store; for what only passes over it one of them is enough, except in the full run
 * (`npm run faults -- browser`).
 */
export function backendsFor(story: number): readonly Backend[] {
  if (process.env["EVERY_BACKEND"] !== undefined) return backends
  return backends.filter((_, place) => place === story % backends.length)
}
