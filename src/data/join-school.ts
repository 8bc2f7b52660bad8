import { assert } from "#/base/assert.ts"
import type { SessionAnswer } from "#/sync/api.ts"

import { deviceRow, placeOf, type Journal } from "./journal.ts"
import { countInState } from "./ops-in-state.ts"
import type { PlaceRow, SessionMark } from "./rows.ts"

export type Joined =
  | { readonly kind: "joined"; readonly place: PlaceRow }
  /** The tablet belongs to another person: nothing was changed. `name` is whose it is. */
  | { readonly kind: "another-person"; readonly name: string }

/**
 * Turns the place of this tablet into that of a school's person. Nothing on it is renumbered or rewritten: what
 * was made before is sent next, and the server writes down who sent it. The same person joins again at will,
 * e.g. after the sign-in has ended.
 * @param mark by what the new session is told from others of this browser, when it is not the plain one
 */
export async function joinSchool(
  journal: Journal,
  session: Pick<SessionAnswer, "person" | "school">,
  mark?: SessionMark,
): Promise<Joined> {
  const { database } = journal
  const { id, name, role } = session.person
  return database.transaction("rw", database.meta, async (): Promise<Joined> => {
    await deviceRow(database)
    const place = await placeOf(database)
    assert(place.mode !== "demo", "the practice class never joins a school")
    if (place.person !== null && place.person.id !== id) {
      return { kind: "another-person", name: place.person.name }
    }
    const joined: PlaceRow = {
      ...place,
      mode: "joined",
      person: { id, name, role },
      school: session.school.id,
      schoolName: session.school.name,
      ...(mark === undefined ? {} : { session: mark }),
    }
    await database.meta.put(joined)
    return { kind: "joined", place: joined }
  })
}

/** How many changes on this tablet would be sent after joining. */
export async function countUnsent(journal: Journal): Promise<number> {
  return countInState(journal.database, ["fresh", "sent", "aside"])
}
