import type { Accounts } from "./accounts.ts"
import type { Scope } from "./scope.ts"
import type { Transaction } from "./store.ts"

/** More vaults than a person will ever have tablets. */
export const vaultsMax = 50

export interface KeptKey {
  readonly vault: string
  readonly key: string
}

/** Keeps the key of one vault of the scope's person; false when there are too many already. */
export async function keepKeyOf(
  tx: Transaction,
  { accounts, scope, now }: Keeping,
  { vault, key }: KeptKey,
): Promise<boolean> {
  const rows = tx.school(scope)
  const vaults = await rows.keptVaultsOf(scope.person)
  if (!vaults.includes(vault) && vaults.length >= vaultsMax) return false
  await rows.putKeptKey({
    school: scope.school,
    person: scope.person,
    vault,
    sealed: accounts.key.seal(key, sealingOf(scope, vault)),
    keyId: accounts.key.id,
    keptAt: now,
  })
  return true
}

/** Gives it back and writes down that it did. Undefined when none is kept, or one made with another key. */
export async function takeKeyOf(
  tx: Transaction,
  { accounts, scope, now }: Keeping,
  vault: string,
): Promise<string | undefined> {
  const rows = tx.school(scope)
  const kept = await rows.keptKey(scope.person, vault)
  if (kept === undefined || kept.keyId !== accounts.key.id) return undefined
  const key = accounts.key.open(kept.sealed, sealingOf(scope, vault))
  if (key === undefined) return undefined
  const { person } = scope
  await rows.audit({ at: now, person, device: null, what: "key-taken", detail: { vault } })
  return key
}

interface Keeping {
  readonly accounts: Accounts
  readonly scope: Scope
  readonly now: number
}

function sealingOf({ school, person }: Scope, vault: string) {
  return { purpose: "escrow", about: [school, person, vault] } as const
}
