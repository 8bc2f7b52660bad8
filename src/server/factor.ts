import type { FactorRow } from "./account-rows.ts"
import type { Accounts } from "./accounts.ts"
import type { RateLimits } from "./rate-limits.ts"
import type { Scope } from "./scope.ts"
import { hashOf, newCode } from "./secrets.ts"
import type { Services } from "./services.ts"
import type { SessionRow, Transaction } from "./store.ts"
import { newTotpSecret, totpStep } from "./totp.ts"

/** To print and to put away: each replaces the authenticator once. */
const recoveryCodesCount = 10

/** The person's factor, as far as it counts: one made with another key of the server is void. */
export async function factorOf(
  tx: Transaction,
  { accounts }: Services,
  scope: Scope,
): Promise<FactorRow | undefined> {
  if (accounts === undefined) return undefined
  const row = await tx.school(scope).factorOf(scope.person)
  return row?.keyId === accounts.key.id ? row : undefined
}

/** Whether the person has one in force. */
export async function hasFactor(
  tx: Transaction,
  services: Services,
  scope: Scope,
): Promise<boolean> {
  const row = await factorOf(tx, services, scope)
  return row !== undefined && row.secret !== null
}

/** A new secret in base32. Until it is confirmed the former one, if any, stays in force. */
export async function beginFactor(
  tx: Transaction,
  services: Services & { readonly accounts: Accounts },
  scope: Scope,
): Promise<string> {
  const { key } = services.accounts
  const known = await factorOf(tx, services, scope)
  const secret = newTotpSecret(services.randomBytes)
  await tx.school(scope).putFactor({
    ...(known ?? { secret: null, lastStep: 0, codes: [] }),
    school: scope.school,
    person: scope.person,
    keyId: key.id,
    pending: key.seal(secret, sealingOf(scope)),
  })
  return secret
}

/** The recovery codes when the code belongs to the pending secret, which is in force from now on. */
export async function confirmFactor(
  tx: Transaction,
  services: Services,
  { scope, code }: Shown,
): Promise<readonly string[] | undefined> {
  const known = await factorOf(tx, services, scope)
  const secret = known?.pending === null ? undefined : openedSecret(services, scope, known?.pending)
  if (known === undefined || secret === undefined) return undefined
  const now = services.nowMs()
  const step = totpStep(secret, code, now)
  if (step === undefined) return undefined
  const codes = Array.from({ length: recoveryCodesCount }, () => newCode(services.randomBytes))
  const rows = tx.school(scope)
  await rows.putFactor({
    ...known,
    secret: known.pending,
    pending: null,
    lastStep: step,
    codes: codes.map((each) => hashOf("recovery", each)),
  })
  const { person } = scope
  await rows.audit({ at: now, person, device: null, what: "factor-on", detail: {} })
  return codes
}

interface Shown {
  readonly scope: Scope
  readonly code: string
}

/**
 * Uses a code up: one of the authenticator's, whose step was not used before, or a recovery code. False when it is
 * neither, or when there is no factor.
 */
export async function spendCode(
  tx: Transaction,
  services: Services,
  { scope, code }: Shown,
): Promise<boolean> {
  const known = await factorOf(tx, services, scope)
  const secret = openedSecret(services, scope, known?.secret ?? undefined)
  if (known === undefined || secret === undefined) return false
  const rows = tx.school(scope)
  const now = services.nowMs()
  const step = totpStep(secret, code, now)
  if (step !== undefined) {
    if (step <= known.lastStep) return false
    await rows.putFactor({ ...known, lastStep: step })
    return true
  }
  const hash = hashOf("recovery", code)
  if (!known.codes.includes(hash)) return false
  const codes = known.codes.filter((each) => each !== hash)
  await rows.putFactor({ ...known, codes })
  const detail = { left: codes.length }
  await rows.audit({ at: now, person: scope.person, device: null, what: "recovery-code", detail })
  return true
}

function openedSecret(
  { accounts }: Services,
  scope: Scope,
  sealed: string | undefined,
): string | undefined {
  return sealed === undefined ? undefined : accounts?.key.open(sealed, sealingOf(scope))
}

function sealingOf({ school, person }: Scope) {
  return { purpose: "factor", about: [school, person] } as const
}

/** Six digits are few: the seconds to wait, when this person has tried too often. */
export function tooManyCodes(
  limits: RateLimits,
  { school, person }: Pick<Scope, "school" | "person">,
): number | undefined {
  return limits.take("factor", `${school} ${person}`)
}

/** Notes in the session that a code was given. */
export async function stepSessionUp(
  tx: Transaction,
  {
    scope,
    session,
    now,
  }: { readonly scope: Scope; readonly session: string; readonly now: number },
): Promise<void> {
  const sessions = await tx.school(scope).sessionsOf(scope.person)
  const own = sessions.find(({ id }) => id === session)
  if (own === undefined) return
  const stepped: SessionRow = { ...own, steppedUpAt: now }
  await tx.door.putSession(stepped)
}
