import { randomBytes } from "node:crypto"

import { uuidV7 } from "#/base/uuid.ts"
import { recordIds } from "#/domain/record-ids.ts"
import { beginChanges } from "#/server/changes.ts"
import { addPerson, createSchool } from "#/server/school.ts"
import { mintScope } from "#/server/scope.ts"
import type { Services } from "#/server/services.ts"
import { openSession } from "#/server/session.ts"
import type { Store, Transaction } from "#/server/store.ts"

/** A navigator with a class and a signed-in tablet. */
export interface Seat {
  readonly school: string
  readonly person: string
  readonly schoolClass: string
  readonly device: string
  readonly cookie: string
}

/** Founds schools and gives each so many tablets, every one in the hands of a navigator of its own. */
export async function seat(
  store: Store,
  { schools, tablets }: { readonly schools: number; readonly tablets: number },
): Promise<readonly Seat[]> {
  const seats: Seat[] = []
  for (let school = 0; school < schools; school += 1) {
    const count = Math.ceil((tablets - seats.length) / (schools - school))
    seats.push(...(await store.transaction((tx) => oneSchool(tx, servicesOf(store), count))))
  }
  return seats
}

async function oneSchool(
  tx: Transaction,
  services: Services,
  tablets: number,
): Promise<readonly Seat[]> {
  const scope = await createSchool(tx, services, { schoolName: "Школа", name: "Директор" })
  const seats: Seat[] = []
  const moment = { epoch: await tx.door.epoch(), now: services.nowMs() }
  const changes = await beginChanges(tx.school(scope), moment)
  for (let index = 0; index < tablets; index += 1) {
    const { school } = scope
    const person = newId()
    const schoolClass = classOf(index)
    const named = {
      id: person,
      name: "Педагог",
      role: "navigator",
      classes: [schoolClass],
    } as const
    await addPerson(changes, { ...named, by: scope.person })
    const { token } = await openSession(tx, services, {
      scope: mintScope({ school, person }),
      by: "invitation",
    })
    seats.push({ school, person, schoolClass, device: newId(), cookie: `session=${token}` })
  }
  await changes.finish()
  return seats
}

export function newId(): string {
  return uuidV7(Date.now(), randomBytes(10))
}

function classOf(index: number): string {
  const letter = "АБВГДЕЖЗИК"[Math.floor(index / 6) % 10] ?? "Я"
  return recordIds.schoolClass({ year: 2026, grade: 6 + (index % 6), letter })
}

function servicesOf(store: Store): Services {
  return {
    store,
    nowMs: () => Date.now(),
    randomBytes: (size) => randomBytes(size),
    log: () => undefined,
    assets: null,
    behindTls: false,
  }
}
