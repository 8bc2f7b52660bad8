import { withoutKey } from "#/server/accounts.ts"
import type { Call, Outcome } from "#/server/call.ts"
import { hasFactor, tooManyCodes, spendCode } from "#/server/factor.ts"
import { hashersBusy, isPassphrase, tooManyTries } from "#/server/passphrase.ts"
import { readPerson } from "#/server/person.ts"
import { refuse } from "#/server/refusal.ts"
import { describeSession } from "#/server/school.ts"
import { mintScope } from "#/server/scope.ts"
import { openSession } from "#/server/session.ts"
import type { SessionAnswer } from "#/sync/api.ts"

interface Request {
  readonly school: string
  readonly person: string
  readonly passphrase: string
  readonly code?: string
}

/** Says no in one way, after the same work, to whatever is wrong (tests/server/passphrase.test.ts). */
export async function signIn(call: Call<Request>): Promise<Outcome<SessionAnswer>> {
  const { services, request, limits, address } = call
  const { accounts } = services
  if (accounts === undefined) return withoutKey
  const { school, person } = request
  const retryAfterSeconds = tooManyTries(limits, { school, person, address })
  if (retryAfterSeconds !== undefined) {
    return { kind: "refused", code: "too-many", retryAfterSeconds }
  }
  if (accounts.hasher.isFull()) return hashersBusy
  const kept = await services.store.transaction((tx) => tx.door.passphrase(school, person))
  const verdict = await isPassphrase(accounts, kept, request.passphrase)
  if (verdict === "busy") return hashersBusy
  if (verdict === "no" || kept === undefined) return refuse("wrong-passphrase")
  return open(call, kept.hash)
}

/** The passphrase was right. It may have been changed, or the access taken away, while it was looked at. */
async function open(call: Call<Request>, hash: string): Promise<Outcome<SessionAnswer>> {
  const { services, request, limits, proof } = call
  const { school, code } = request
  const retryAfterSeconds = code === undefined ? undefined : tooManyCodes(limits, request)
  if (retryAfterSeconds !== undefined) {
    return { kind: "refused", code: "too-many", retryAfterSeconds }
  }
  return services.store.transaction(async (tx) => {
    const kept = await tx.door.passphrase(school, request.person)
    if (kept?.hash !== hash) return refuse("wrong-passphrase")
    const scope = mintScope(kept)
    const rows = tx.school(scope)
    const person = readPerson(await rows.record(scope.person))
    if (person === undefined || person.revoked) return refuse("wrong-passphrase")
    const isGuarded = await hasFactor(tx, services, scope)
    if (isGuarded) {
      if (code === undefined) return refuse("step-up")
      if (!(await spendCode(tx, services, { scope, code }))) return refuse("wrong-code")
    }
    const opening = { scope, by: "passphrase", proof, isSteppedUp: isGuarded } as const
    const session = await openSession(tx, services, opening)
    const now = services.nowMs()
    await rows.audit({ at: now, person: person.id, device: null, what: "signed-in", detail: {} })
    const body = await describeSession(tx, scope, { person, now, accounts: services.accounts })
    return { kind: "answer", body, token: session.token }
  })
}
