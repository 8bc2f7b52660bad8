import { isGuarded, type Action, type Role } from "#/domain/access.ts"

import { hasFactor } from "./factor.ts"
import type { Services } from "./services.ts"
import type { Identity, Member } from "./session.ts"

/** So long a code of the second factor lets its session do what the table below names. */
export const steppedUpMs = 10 * 60_000

type Rule = (request: unknown) => boolean

const always: Rule = () => true

/**
 * What needs a code of the second factor first, by the names of the endpoints: whatever lets somebody in, shuts
 * somebody out, destroys, or takes much away at once. A new endpoint of that kind gets a line here and nothing else;
 * whoever calls it shows the form (src/features/school/step-up-form.tsx) on `step-up`.
 */
export const stepUpTable: Readonly<Partial<Record<Action, Rule>>> = {
  invite: always,
  newSchool: always,
  removeSchool: always,
  inviteColleague: always,
  inviteAgain: always,
  depersonalise: always,
  erasePupil: always,
  changeDevice: (request) => says(request, "wipe"),
  changePerson: (request) => says(request, "invite") || says(request, "revoke"),
}

/** Whether a request asks for this, e.g. `{revoke: true}`. */
function says(request: unknown, name: string): boolean {
  return typeof request === "object" && request !== null && name in request
}

/**
 * Whether people of this role have to have a second factor here: behind TLS, where real work is done. In a trial over
 * plain http it is asked for only once there is one. Without the server's key nobody can have one.
 */
export function isFactorRequired(services: Services, role: Role): boolean {
  return isGuarded(role) && services.behindTls && services.accounts !== undefined
}

export function steppedUpUntil({ steppedUpAt }: Member, now: number): number | null {
  if (steppedUpAt === null || now > steppedUpAt + steppedUpMs) return null
  return steppedUpAt + steppedUpMs
}

interface Asked {
  readonly identity: Identity
  readonly action: Action
  readonly request: unknown
}

/** Whether a code has to be given before this is done. */
export async function lacksStepUp(
  services: Services,
  { identity, action, request }: Asked,
): Promise<boolean> {
  if (stepUpTable[action]?.(request) !== true) return false
  if (identity.kind !== "member" || !isGuarded(identity.person.role)) return false
  if (steppedUpUntil(identity, services.nowMs()) !== null) return false
  if (isFactorRequired(services, identity.person.role)) return true
  return services.store.transaction((tx) => hasFactor(tx, services, identity.scope))
}
