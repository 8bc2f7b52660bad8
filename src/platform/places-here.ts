import { openDatabase, type JournalDatabase } from "#/data/database.ts"
import { placeFacts, type PlaceFacts } from "#/data/place-facts.ts"
import type { SlotRow } from "#/data/rows.ts"

import { countSealed } from "./handover-look.ts"
import { teachersDatabases } from "./place-names.ts"
import type { Services } from "./services.tsx"
import type { PlaceLook, WayIn } from "./unlocking.ts"

export interface PlaceHere extends PlaceFacts {
  readonly database: string
}

/** Every teacher's place on this tablet; the practice class is none. Nothing of it needs a key. */
export async function listPlaces(): Promise<readonly PlaceLook[]> {
  return (await placesHere()).map(lookOf)
}

/**
 * The same with the ids of whose they are. One that cannot be opened at all is left out.
 * @param services of the place that is open in this document, if one is
 */
export async function placesHere(services?: Services): Promise<readonly PlaceHere[]> {
  const open = services?.place.mode === "demo" ? undefined : services?.journal.database
  const names = (await teachersDatabases()).filter((name) => name !== open?.name)
  const others = await Promise.all(names.map(factsOf))
  const own = open === undefined ? [] : [{ database: open.name, ...(await factsIn(open)) }]
  return [...own, ...others.filter((place) => place !== undefined)]
}

async function factsOf(name: string): Promise<PlaceHere | undefined> {
  const opening = await openDatabase(name, { onTrouble: () => undefined })
  if (opening.kind === "trouble") return undefined
  const { database } = opening
  try {
    // Made and never finished: the tab was closed in the middle of the first start.
    if ((await database.meta.get("place")) === undefined) return undefined
    const facts = await factsIn(database)
    // Its keys are gone for good, and it goes at the next opening.
    return facts.slots.length === 0 ? undefined : { database: name, ...facts }
  } finally {
    database.close({ disableAutoOpen: true })
  }
}

/** What pupils have sealed for this place and it has not taken in yet is unsent work too. */
async function factsIn(database: JournalDatabase): Promise<PlaceFacts> {
  const facts = await placeFacts(database)
  const sealed = await countSealed(facts.place.id)
  return { ...facts, unsent: facts.unsent + sealed }
}

function lookOf({ database, place, slots, unsent, oldestUnsentAt }: PlaceHere): PlaceLook {
  return {
    database,
    person: place.person?.name ?? null,
    schoolName: place.schoolName,
    mode: place.mode === "joined" ? "joined" : "local",
    unsent,
    oldestUnsentAt,
    isOpen: isOpen(slots),
    ways: waysOf(slots),
  }
}

export function isOpen(slots: readonly SlotRow[]): boolean {
  return slots.some(({ kind }) => kind === "device")
}

/** What a person may choose from. The server's key counts once the server has confirmed it. */
export function waysOf(slots: readonly SlotRow[]): readonly WayIn[] {
  return slots.flatMap((slot) => {
    if (slot.kind === "device") return []
    return slot.kind === "escrow" && slot.kept === null ? [] : [slot.kind]
  })
}
