import { Dexie } from "dexie"

/**
 * A place of this tablet: `own` is the first teacher's and as old as the app, `demo` the practice class, and 16 hex
 * digits a further teacher's. Each has a database of its own, so that they never meet.
 */
export type PlaceName = string

const prefix = "nav-"
const further = /^[0-9a-f]{16}$/

export function databaseOf(place: PlaceName): string {
  return prefix + place
}

/** The place of a database, by its name. */
export function placeIn(database: string): PlaceName {
  return database.slice(prefix.length)
}

/** Whether it may be the name of a place: the crumb is written by anybody. */
export function isPlaceName(name: unknown): name is PlaceName {
  return name === "own" || name === "demo" || (typeof name === "string" && further.test(name))
}

/** The databases of this tablet's teachers, the first teacher's first. The practice class is not among them. */
export async function teachersDatabases(): Promise<readonly string[]> {
  return teachersAmong(await databaseNames())
}

/** The same out of all databases there are. */
export function teachersAmong(names: readonly string[]): readonly string[] {
  return names
    .filter(
      (name) => name.startsWith(prefix) && placeIn(name) !== "demo" && isPlaceName(placeIn(name)),
    )
    .sort((one, other) => Number(other === databaseOf("own")) - Number(one === databaseOf("own")))
}

/** The browser's list is much sooner there than Dexie's own; some older browsers have only that. */
export async function databaseNames(): Promise<readonly string[]> {
  const known = globalThis.indexedDB
  if (known === undefined || !("databases" in known)) return Dexie.getDatabaseNames()
  return (await known.databases()).flatMap(({ name }) => name ?? [])
}
