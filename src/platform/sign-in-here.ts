import { joinSchool } from "#/data/join-school.ts"
import { deviceRow, placeOf } from "#/data/journal.ts"
import { noteContact } from "#/data/lease-notes.ts"
import { readLeaseDays } from "#/data/read-lease-days.ts"
import { api } from "#/sync/api.ts"

import { callApi } from "./api-client.ts"
import { carry } from "./credentials.ts"
import { freshCredentials, sealMark } from "./new-credentials.ts"
import { serverFailureOf } from "./server-failure.ts"
import type { Services } from "./services.tsx"
import type { ServerFailure } from "./unlocking.ts"

/** `code` answers `step-up`: the same phrase again with a code of the second factor. */
export interface Phrase {
  readonly passphrase: string
  readonly code?: string
}

export type SignedIn =
  | { readonly kind: "signed-in" }
  | { readonly kind: "server"; readonly failure: ServerFailure }

/**
 * Begins a new session for the open place, whose last one has ended, and sends what waits. What is on the tablet is not
 * touched by it, and a sign-in that comes to nothing changes nothing: it has a cookie of its own.
 */
export async function signInHere(services: Services, phrase: Phrase): Promise<SignedIn> {
  const { journal, sync, nowMs } = services
  const { database, vault, queue } = journal
  const { person, school } = await placeOf(database)
  // A tablet of the first release learns its school's id when it joins again.
  if (person === null || school === undefined) return failed("invitation")
  const as = freshCredentials()
  const request = { school, person: person.id, ...phrase }
  const called = await callApi({ endpoint: api.signIn, request, as })
  if (called.kind !== "answer") return failed(serverFailureOf(called))
  const { answer } = called
  if (answer.person.id !== person.id || answer.school.id !== school) {
    await callApi({ endpoint: api.endSession, request: {}, as })
    return failed("another-person")
  }
  // In the queue: the data key does not turn between sealing and writing.
  await queue.run(async () => {
    await deviceRow(database)
    const before = (await placeOf(database)).session
    await joinSchool(journal, answer, await sealMark(as, { vault, before }))
  })
  carry(database.name, as)
  await noteContact(database, nowMs(), await readLeaseDays(database))
  sync.nudge()
  return { kind: "signed-in" }
}

function failed(failure: ServerFailure): SignedIn {
  return { kind: "server", failure }
}
