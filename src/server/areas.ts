import { recordIds } from "#/domain/record-ids.ts"
import type { InvitationAnswer } from "#/sync/api.ts"

import { beginChanges } from "./changes.ts"
import { createInvitation } from "./invitations.ts"
import type { OrganisationRow } from "./organisation-rows.ts"
import { readPerson } from "./person.ts"
import { addPerson, createSchool, nameOfSchool, newId } from "./school.ts"
import { mintScope, serverHand, type Scope } from "./scope.ts"
import { hashOf, newCode } from "./secrets.ts"
import { changeAsServer } from "./server-change.ts"
import type { Services } from "./services.ts"
import type { SchoolRows, Transaction } from "./store.ts"

export type AreaKind = Exclude<OrganisationRow["kind"], "school">

/** A code may go round the schools of a city: somebody is always on leave. */
const codeMs = 30 * 86_400_000

const alone = { parent: null, since: null, codeHash: null, codeUntil: null } as const

export interface NewArea {
  readonly kind: AreaKind
  readonly name: string
  readonly coordinator: string
  /** The region it stands under. */
  readonly under: string | undefined
}

export interface MadeArea {
  readonly id: string
  readonly invitation: InvitationAnswer
}

/** A city or a region with its first coordinator. Undefined when there is no such region to stand under. */
export async function createArea(
  services: Services,
  { kind, name, coordinator, under }: NewArea,
): Promise<MadeArea | undefined> {
  const now = services.nowMs()
  if (under !== undefined && (await areaOf(services, under))?.kind !== "region") return undefined
  return services.store.transaction(async (tx) => {
    const [id, person] = [newId(services), newId(services)]
    await tx.door.addSchool(id)
    const scope = mintScope({ school: id, person })
    const rows = tx.school(scope)
    const place = under === undefined ? alone : { ...alone, parent: under, since: now }
    await rows.putOrganisation({ ...place, kind })
    const changes = await beginChanges(rows, { epoch: await tx.door.epoch(), now })
    const about = { id: recordIds.school(), kind: "school", cells: { name } } as const
    await changeAsServer(changes, { ...about, by: person })
    const role = kind === "region" ? "region" : "municipal"
    await addPerson(changes, { id: person, name: coordinator, role, classes: [], by: person })
    await changes.finish()
    await rows.audit({ at: now, person, device: null, what: "area-made", detail: { kind } })
    return { id, invitation: await createInvitation(tx, services, { scope, person }) }
  })
}

export interface Area {
  readonly id: string
  readonly kind: AreaKind
  readonly name: string
}

/** The area of this id; undefined when it is a school's, or nobody's. */
export async function areaOf(services: Services, id: string): Promise<Area | undefined> {
  return services.store.transaction(async (tx) => {
    if (!(await tx.door.schools()).includes(id)) return undefined
    return describeArea(tx, mintScope({ school: id, person: serverHand }))
  })
}

export async function describeArea(tx: Transaction, scope: Scope): Promise<Area | undefined> {
  const found = await tx.school(scope).organisation()
  if (found === undefined || found.kind === "school") return undefined
  return { id: scope.school, kind: found.kind, name: await nameOfSchool(tx, scope) }
}

/** All areas of this server, for whoever runs it. */
export async function listAreas(services: Services): Promise<readonly Area[]> {
  const ids = await services.store.transaction((tx) => tx.door.schools())
  const found = await Promise.all(ids.map((id) => areaOf(services, id)))
  return found.filter((area) => area !== undefined)
}

/** New invitations for the coordinators of an area, e.g. after a lost session. */
export async function inviteCoordinators(
  services: Services,
  area: string,
): Promise<readonly InvitationAnswer[]> {
  return services.store.transaction(async (tx) => {
    const scope = mintScope({ school: area, person: serverHand })
    const invitations: InvitationAnswer[] = []
    for (const record of await tx.school(scope).recordsOf("person")) {
      const person = readPerson(record)
      if (person === undefined) continue
      invitations.push(await createInvitation(tx, services, { scope, person: person.id }))
    }
    return invitations
  })
}

export interface AreaCode {
  readonly code: string
  readonly expiresAt: number
}

/** A new code of an area; undefined when the scope is a school's. */
export async function renewCode(
  services: Services,
  rows: SchoolRows,
): Promise<AreaCode | undefined> {
  const area = await rows.organisation()
  if (area === undefined || area.kind === "school") return undefined
  const code = newCode(services.randomBytes)
  const expiresAt = services.nowMs() + codeMs
  await rows.putOrganisation({ ...area, codeHash: hashOf("area", code), codeUntil: expiresAt })
  const { person } = rows.scope
  const event = { at: services.nowMs(), person, device: null }
  await rows.audit({ ...event, what: "area-code", detail: {} })
  return { code, expiresAt }
}

export type FoundArea =
  | { readonly kind: "found"; readonly area: Area }
  | { readonly kind: "invitation-unknown" | "invitation-expired" }

/** Only who holds the whole code learns whose it is. */
export async function areaOfCode(services: Services, code: string): Promise<FoundArea> {
  const row = await services.store.transaction((tx) => tx.door.areaOfCode(hashOf("area", code)))
  if (row === undefined) return { kind: "invitation-unknown" }
  if (services.nowMs() > (row.codeUntil ?? 0)) return { kind: "invitation-expired" }
  const area = await areaOf(services, row.school)
  return area === undefined ? { kind: "invitation-unknown" } : { kind: "found", area }
}

/**
 * The school puts itself under an area, or under none: nobody else can put it under one. An area can only let it go
 * ({@link removeSchool}).
 */
export async function moveUnder(rows: SchoolRows, area: string | null, now: number): Promise<void> {
  const before = await rows.organisation()
  const since = area === null ? null : now
  await rows.putOrganisation({ ...alone, kind: "school", parent: area, since })
  const { person } = rows.scope
  const left = area === null
  const detail = { area: left ? (before?.parent ?? null) : area }
  await rows.audit({
    at: now,
    person,
    device: null,
    what: left ? "area-left" : "area-joined",
    detail,
  })
}

/** A school of the area, whose head is invited. */
export async function createSchoolOf(
  services: Services,
  area: Scope,
  named: { readonly schoolName: string; readonly name: string },
): Promise<InvitationAnswer> {
  const now = services.nowMs()
  const made = await services.store.transaction(async (tx) => {
    const scope = await createSchool(tx, services, named)
    await moveUnder(tx.school(scope), area.school, now)
    const { school, person } = scope
    return { school, invitation: await createInvitation(tx, services, { scope, person }) }
  })
  const { person } = area
  const detail = { school: made.school }
  await services.store.transaction((tx) =>
    tx.school(area).audit({ at: now, person, device: null, what: "school-made", detail }),
  )
  return made.invitation
}

/**
 * Takes a school out of the area: from now on the area is told nothing about it. The school keeps whatever it has, and
 * its head is told. Gives its name; undefined when it is no school of this area.
 */
export async function removeSchool(
  services: Services,
  area: Scope,
  member: string,
): Promise<string | undefined> {
  const now = services.nowMs()
  const name = await withMember(services, { area: area.school, member }, async (tx, scope) => {
    const rows = tx.school(scope)
    await rows.putOrganisation({ ...alone, kind: "school", since: now })
    const detail = { area: area.school }
    await rows.audit({ at: now, person: serverHand, device: null, what: "area-removed", detail })
    return nameOfSchool(tx, scope)
  })
  if (name === undefined) return undefined
  const { person } = area
  const event = { at: now, person, device: null, what: "school-removed" }
  await services.store.transaction((tx) =>
    tx.school(area).audit({ ...event, detail: { school: member } }),
  )
  return name
}

/**
 * Reads a member of an area, in a transaction of its own, if it is one at this very moment: a school that has left is
 * not read any more.
 */
export async function withMember<Result>(
  services: Services,
  { area, member }: { readonly area: string; readonly member: string },
  read: (tx: Transaction, scope: Scope) => Promise<Result>,
): Promise<Result | undefined> {
  return services.store.transaction(async (tx) => {
    const scope = mintScope({ school: member, person: serverHand })
    const standing = await tx.school(scope).organisation()
    return standing?.parent === area ? read(tx, scope) : undefined
  })
}
