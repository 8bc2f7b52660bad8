import { goneCell } from "#/domain/record.ts"

import { beginChanges, type Moment } from "./changes.ts"
import { readPerson } from "./person.ts"
import { addPerson } from "./school.ts"
import { changeAsServer } from "./server-change.ts"
import type { InvitationRow, SchoolRows } from "./store.ts"

/** Whose tablet accepts an invitation, as the tablet has it. */
export interface Formerly {
  readonly school: string
  readonly person: string
}

/**
 * Somebody who joined after the last backup is unknown to the server that was put back from it. Invited anew, on
 * the same tablet and to the same school, the person comes back under the former id: lessons name it, and the
 * tablet holds work in its name that would otherwise never be sent. Nobody can take a person's place by it:
 * an id that the school knows, whatever has become of its person, stays as it is.
 */
export async function asBefore(
  rows: SchoolRows,
  invitation: InvitationRow,
  { was, ...moment }: Moment & { readonly was: Formerly | undefined },
): Promise<InvitationRow> {
  if (was === undefined || was.school !== invitation.school) return invitation
  const changes = await beginChanges(rows, moment)
  if ((await changes.record(was.person)) !== undefined) return invitation
  const invited = readPerson(await changes.record(invitation.person))
  if (invited === undefined || (await hasJoined(rows, invited.id))) return invitation
  const { name, role, classes } = invited
  await addPerson(changes, { id: was.person, name, role, classes, by: was.person })
  const cells = { [goneCell]: true }
  await changeAsServer(changes, { id: invited.id, kind: "person", cells, by: was.person })
  await changes.finish()
  const detail = { instead: invited.id }
  await rows.audit({ at: moment.now, person: was.person, device: null, what: "returned", detail })
  return { ...invitation, person: was.person }
}

async function hasJoined(rows: SchoolRows, person: string): Promise<boolean> {
  const sessions = await rows.sessionsOf(person)
  return sessions.length > 0
}
