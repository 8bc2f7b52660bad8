import { assert } from "#/base/assert.ts"
import { isAction, mayAsk, type Action, type Asker } from "#/domain/access.ts"
import { api, type Endpoint } from "#/sync/api.ts"
import { areaApi } from "#/sync/area-api.ts"
import { exportApi } from "#/sync/export-api.ts"

import { refuse, type Refused } from "./refusal.ts"
import type { Identity } from "./session.ts"

export function askerOf(identity: Identity): Asker {
  return identity.kind === "member" ? identity.person.role : identity.kind
}

/** Every endpoint outside of sync, by the name of its action. */
export const endpoints = { ...api, ...areaApi, ...exportApi } as const

/** The action that an endpoint is. Throws when the table of rights has no row for it: the server does not start. */
export function actionOf<Request, Answer>(endpoint: Endpoint<Request, Answer>): Action {
  const name = Object.entries(endpoints).find(
    ([, { method, path }]) => method === endpoint.method && path === endpoint.path,
  )?.[0]
  assert(
    name !== undefined && isAction(name),
    `${endpoint.path} has no row in src/domain/access.ts: who may ask for it?`,
  )
  return name
}

/** Why this asker is not served: who is signed in learns no more than that there is no such thing. */
export function refusalOf(identity: Identity, action: Action): Refused | undefined {
  if (mayAsk(askerOf(identity), action)) return undefined
  return refuse(identity.kind === "member" ? "not-found" : "signed-out")
}
