import { answer, type Call, type Outcome } from "#/server/call.ts"
import { refuse } from "#/server/refusal.ts"
import type { AuditRow, SchoolRows } from "#/server/store.ts"
import type { AuditPage } from "#/sync/device-api.ts"

const eventsPerAnswer = 100
/** So many are read together when those about one tablet are looked for. */
const linksAtOnce = 1_000

interface Request {
  readonly before?: number
  readonly device?: string
}

/** The journal of access, newest first. It holds ids and counts; the tablet that shows it knows the names. */
export async function showAudit(call: Call<Request>): Promise<Outcome<AuditPage>> {
  const { services, identity, request } = call
  if (identity.kind !== "member") return refuse("signed-out")
  const { scope } = identity
  return services.store.transaction(async (tx) => {
    const before = request.before ?? Number.MAX_SAFE_INTEGER
    const found = await collect(tx.school(scope), before, request.device)
    const events = found.map(({ place, at, person, device, what, detail }) => {
      return { place, at, person, device, what, detail: { ...detail } }
    })
    const last = found.at(-1)
    const isEnd = last === undefined || last.place === 1 || found.length < eventsPerAnswer
    return answer({ events, more: !isEnd })
  })
}

async function collect(
  rows: SchoolRows,
  before: number,
  device: string | undefined,
): Promise<readonly AuditRow[]> {
  if (device === undefined) return rows.auditBefore(before, eventsPerAnswer)
  const found: AuditRow[] = []
  for (let place = before; found.length < eventsPerAnswer;) {
    const links = await rows.auditBefore(place, linksAtOnce)
    found.push(...links.filter((link) => isAbout(link, device)))
    const last = links.at(-1)
    if (last === undefined) break
    place = last.place
  }
  return found.slice(0, eventsPerAnswer)
}

function isAbout(link: AuditRow, device: string): boolean {
  return link.device === device || link.detail["device"] === device
}
