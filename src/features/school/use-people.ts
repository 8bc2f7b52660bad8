import { useEffect, useState } from "react"

import type { InvitedRole } from "#/domain/access.ts"
import { callApi, type Called } from "#/platform/api-client.ts"
import { api, type InvitationAnswer, type Member } from "#/sync/api.ts"

/** Why the server did not do it; each has a sentence in `text/school.ts`. */
export type SchoolFailure =
  | "offline"
  | "unreachable"
  | "portal"
  | "signed-out"
  | "forbidden"
  | "broken"

export type People =
  | { readonly kind: "loading" }
  | { readonly kind: "failed"; readonly failure: SchoolFailure }
  | { readonly kind: "here"; readonly people: readonly Member[] }

export interface PersonChange {
  readonly classes?: string[]
  readonly revoke?: true
  readonly invite?: true
}

export type PersonChanged =
  | {
      readonly kind: "changed"
      readonly person: Member
      readonly invitation: InvitationAnswer | null
    }
  /** A code of the second factor comes first; then the same once more. */
  | { readonly kind: "step-up" }
  | { readonly kind: "failed"; readonly failure: SchoolFailure }

export interface Invited {
  readonly name: string
  readonly role: InvitedRole
  readonly classes: string[]
}

export interface PeopleStore {
  readonly people: People
  readonly reload: () => void
  readonly invite: (invited: Invited) => Promise<PersonChanged>
  readonly change: (id: string, change: PersonChange) => Promise<PersonChanged>
}

/** The people of the school as the server knows them: never kept on the tablet, and changed only there. */
export function usePeople(): PeopleStore {
  const [people, setPeople] = useState<People>({ kind: "loading" })
  useEffect(() => {
    let isOver = false
    void (async () => {
      const found = await askForPeople()
      if (!isOver) setPeople(found)
    })()
    return () => {
      isOver = true
    }
  }, [])
  const reload = async (): Promise<void> => {
    setPeople({ kind: "loading" })
    setPeople(await askForPeople())
  }
  const put = (person: Member): void => {
    setPeople((now) => {
      if (now.kind !== "here") return now
      const isKnown = now.people.some(({ id }) => id === person.id)
      const others = now.people.map((other) => (other.id === person.id ? person : other))
      return { kind: "here", people: isKnown ? others : [...others, person] }
    })
  }
  const settle = (
    called: Called<{ readonly person: Member; readonly invitation: InvitationAnswer | null }>,
  ): PersonChanged => {
    if (called.kind === "refused" && called.code === "step-up") return { kind: "step-up" }
    if (called.kind !== "answer") return { kind: "failed", failure: failureOf(called) }
    put(called.answer.person)
    return { kind: "changed", ...called.answer }
  }
  return {
    people,
    reload: () => void reload(),
    invite: async (request) => settle(await callApi({ endpoint: api.invite, request })),
    change: async (id, request) =>
      settle(await callApi({ endpoint: api.changePerson, request, id })),
  }
}

async function askForPeople(): Promise<People> {
  const called = await callApi({ endpoint: api.people, request: {} })
  return called.kind === "answer"
    ? { kind: "here", people: called.answer.people }
    : { kind: "failed", failure: failureOf(called) }
}

const awayCodes: ReadonlySet<string> = new Set(["busy", "storage", "too-slow"])

export function failureOf(called: Exclude<Called<unknown>, { kind: "answer" }>): SchoolFailure {
  if (called.kind !== "refused") return called.kind
  if (called.code === "signed-out") return "signed-out"
  if (called.code === "not-found") return "forbidden"
  return awayCodes.has(called.code) ? "unreachable" : "broken"
}
