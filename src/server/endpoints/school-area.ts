import { areaOf, areaOfCode, moveUnder, type Area } from "#/server/areas.ts"
import { answer, type Call, type Outcome } from "#/server/call.ts"
import { refuse } from "#/server/refusal.ts"
import type { Scope } from "#/server/scope.ts"
import type { Services } from "#/server/services.ts"
import type { SchoolArea } from "#/sync/area-api.ts"

interface ByCode {
  readonly code: string
}

/** To which area the head's school belongs. */
export async function showSchoolArea(call: Call<unknown>): Promise<Outcome<SchoolArea>> {
  const { services, identity } = call
  if (identity.kind !== "member") return refuse("signed-out")
  return answer(await standing(services, identity.scope))
}

async function standing(services: Services, scope: Scope): Promise<SchoolArea> {
  const row = await services.store.transaction((tx) => tx.school(scope).organisation())
  if (row === undefined) return { area: null, removedAt: null }
  if (row.parent === null) return { area: null, removedAt: row.since }
  const area = await areaOf(services, row.parent)
  if (area === undefined) return { area: null, removedAt: null }
  return { area: { name: area.name, kind: area.kind, since: row.since ?? 0 }, removedAt: null }
}

export async function lookAtArea(
  call: Call<ByCode>,
): Promise<Outcome<Pick<Area, "name" | "kind">>> {
  const { services, request } = call
  const found = await areaOfCode(services, request.code)
  if (found.kind !== "found") return refuse(found.kind)
  const { name, kind } = found.area
  return answer({ name, kind })
}

/** The consent of the school: its head puts it under the area, and nobody else. */
export async function joinArea(call: Call<ByCode>): Promise<Outcome<SchoolArea>> {
  const { services, identity, request } = call
  if (identity.kind !== "member") return refuse("signed-out")
  const found = await areaOfCode(services, request.code)
  if (found.kind !== "found") return refuse(found.kind)
  const { scope } = identity
  await services.store.transaction((tx) =>
    moveUnder(tx.school(scope), found.area.id, services.nowMs()),
  )
  return answer(await standing(services, scope))
}

export async function leaveArea(call: Call<unknown>): Promise<Outcome<SchoolArea>> {
  const { services, identity } = call
  if (identity.kind !== "member") return refuse("signed-out")
  const { scope } = identity
  await services.store.transaction((tx) => moveUnder(tx.school(scope), null, services.nowMs()))
  return answer({ area: null, removedAt: null })
}
