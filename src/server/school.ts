import { uuidV7 } from "#/base/uuid.ts"
import { recordIds } from "#/domain/record-ids.ts"
import type { SessionAnswer } from "#/sync/api.ts"
import { protocolVersion } from "#/sync/limits.ts"

import type { Accounts } from "./accounts.ts"
import { beginChanges, textIn, type Changes } from "./changes.ts"
import { mintScope, type Scope } from "./scope.ts"
import { changeAsServer } from "./server-change.ts"
import type { Services } from "./services.ts"
import type { PersonState, Transaction } from "./store.ts"

export interface NewSchool {
  readonly schoolName: string
  readonly city?: string
  readonly name: string
}

/** The school and its head. The scope that comes back is the head's. */
export async function createSchool(
  tx: Transaction,
  services: Services,
  { schoolName, city, name }: NewSchool,
): Promise<Scope> {
  const now = services.nowMs()
  const head = newId(services)
  const school = newId(services)
  await tx.door.addSchool(school)
  const scope = mintScope({ school, person: head })
  const changes = await beginChanges(tx.school(scope), { epoch: await tx.door.epoch(), now })
  const about = city === undefined ? { name: schoolName } : { name: schoolName, city }
  await changeAsServer(changes, { id: recordIds.school(), kind: "school", cells: about, by: head })
  await addPerson(changes, { id: head, name, role: "head", classes: [], by: head })
  await changes.finish()
  await changes.rows.audit({ at: now, person: head, device: null, what: "set-up", detail: {} })
  return scope
}

export interface NewPerson extends Omit<PersonState, "revoked"> {
  readonly by: string
}

export async function addPerson(changes: Changes, person: NewPerson): Promise<void> {
  const { id, name, role, classes, by } = person
  await changeAsServer(changes, { id, kind: "person", cells: { name, role, classes }, by })
}

export function newId(services: Services): string {
  return uuidV7(services.nowMs(), services.randomBytes(10))
}

export async function nameOfSchool(tx: Transaction, scope: Scope): Promise<string> {
  return textIn(await tx.school(scope).record(recordIds.school()), "name") ?? ""
}

/** What the app is told on sign-in and at every start. */
export async function describeSession(
  tx: Transaction,
  scope: Scope,
  about: {
    readonly person: PersonState
    readonly now: number
    readonly accounts: Accounts | undefined
  },
): Promise<SessionAnswer> {
  const passphrase = await tx.school(scope).passphraseOf(about.person.id)
  const { id, name, role, classes } = about.person
  return {
    person: { id, name, role, classes: [...classes] },
    school: { id: scope.school, name: await nameOfSchool(tx, scope) },
    hasPassphrase: passphrase !== undefined && passphrase.keyId === about.accounts?.key.id,
    epoch: await tx.door.epoch(),
    protocol: protocolVersion,
    serverNow: about.now,
  }
}
