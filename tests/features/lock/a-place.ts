import { assert } from "#/base/assert.ts"
import { joinSchool } from "#/data/join-school.ts"
import { endGrant } from "#/platform/key-grant.ts"
import { setPassphrase, setPin } from "#/platform/key-settings.ts"
import { beginPlace } from "#/platform/open-place.ts"
import { listPlaces } from "#/platform/places-here.ts"
import type { Services } from "#/platform/services.tsx"
import type { PlaceLook } from "#/platform/unlocking.ts"

export const pin = "704815"
export const phrase = "самовар облако дятел"

interface Given {
  readonly place?: string
  /** Joined to a school as this person; without a server otherwise. */
  readonly person?: string
}

/** A real place, opened: the first teacher's unless told otherwise. */
export async function aPlace({ place = "own", person }: Given = {}): Promise<Services> {
  const begun = await beginPlace(place, () => undefined)
  assert(begun.kind === "open", "a new place opens by itself")
  if (person === undefined) return begun.services
  await joinSchool(begun.services.journal, {
    person: { id: `p-${place}`, name: person, role: "navigator", classes: [] },
    school: { id: "s1", name: "Школа № 12" },
  })
  begun.services.journal.database.close({ disableAutoOpen: true })
  const again = await beginPlace(place, () => undefined)
  assert(again.kind === "open", "it opens again")
  return again.services
}

/** Sets a PIN and a passphrase, and closes it as a fresh document would find it. */
export async function lockPlace(services: Services): Promise<PlaceLook> {
  const secret = { kind: "pin", pin } as const
  await setPin(services, pin)
  const set = await setPassphrase(services, phrase, secret)
  assert(set.kind === "set" && !set.opensByItself, `locked, not ${JSON.stringify(set)}`)
  endGrant(services.journal)
  return closePlace(services)
}

export async function closePlace({ journal }: Services): Promise<PlaceLook> {
  const { name } = journal.database
  journal.database.close({ disableAutoOpen: true })
  const look = (await listPlaces()).find(({ database }) => database === name)
  assert(look !== undefined, "it lies on the tablet")
  return look
}
