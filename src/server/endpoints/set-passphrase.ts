import type { PassphraseRow } from "#/server/account-rows.ts"
import { withoutKey, type Accounts } from "#/server/accounts.ts"
import { answer, type Call, type Outcome } from "#/server/call.ts"
import { isCommonPassphrase } from "#/server/common-passphrases.ts"
import { hashedPassphrase, hashersBusy, isPassphrase, tooManyTries } from "#/server/passphrase.ts"
import { refuse, type Refused } from "#/server/refusal.ts"
import { isFresh, type Member } from "#/server/session.ts"
import { passphraseFlaw } from "#/sync/passphrase.ts"

interface Request {
  readonly passphrase: string
  readonly current?: string
}

/** Sets the first passphrase, or another one. Sessions that are open stay open. */
export async function setPassphrase(call: Call<Request>): Promise<Outcome<{ set: true }>> {
  const { services, identity, request } = call
  if (identity.kind !== "member") return refuse("signed-out")
  const { accounts } = services
  if (accounts === undefined) return withoutKey
  const { scope, person } = identity
  const flaw = passphraseFlaw(request.passphrase, {
    name: person.name,
    isCommon: isCommonPassphrase,
  })
  if (flaw !== undefined) return { ...refuse("weak-passphrase"), reason: flaw }
  const former = await services.store.transaction((tx) => tx.school(scope).passphraseOf(person.id))
  const refused = await mayChange(call, { identity, accounts, former })
  if (refused !== undefined) return refused
  const made = await hashedPassphrase(services, accounts, request.passphrase)
  if (made === undefined) return hashersBusy
  return services.store.transaction(async (tx) => {
    const rows = tx.school(scope)
    // What was looked at may have been changed meanwhile by another tablet.
    if ((await rows.passphraseOf(person.id))?.hash !== former?.hash) return hashersBusy
    const now = services.nowMs()
    await rows.putPassphrase({ school: scope.school, person: person.id, ...made, setAt: now })
    const what = "passphrase-set"
    await rows.audit({ at: now, person: person.id, device: null, what, detail: {} })
    return answer({ set: true })
  })
}

interface Changing {
  readonly identity: Member
  readonly accounts: Accounts
  readonly former: PassphraseRow | undefined
}

/** Who finds an open session must not take it over for good by another passphrase. */
async function mayChange(
  { services, request, limits, address }: Call<Request>,
  { identity, accounts, former }: Changing,
): Promise<Refused | undefined> {
  // One made with another key of the server opens nothing any more: it is as good as none.
  if (former === undefined || former.keyId !== accounts.key.id) return undefined
  const { current } = request
  if (current === undefined) {
    const isInvited = isFresh(identity, services.nowMs()) && identity.signedIn?.by !== "passphrase"
    return isInvited ? undefined : refuse("stale-sign-in")
  }
  const retryAfterSeconds = tooManyTries(limits, { ...identity.scope, address })
  if (retryAfterSeconds !== undefined) {
    return { kind: "refused", code: "too-many", retryAfterSeconds }
  }
  const verdict = await isPassphrase(accounts, former, current)
  if (verdict === "yes") return undefined
  return verdict === "busy" ? hashersBusy : refuse("wrong-passphrase")
}
