import { mayAsk } from "#/domain/access.ts"
import { feedsFor } from "#/domain/feeds.ts"
import { answer, type Call, type Outcome } from "#/server/call.ts"
import { refuse } from "#/server/refusal.ts"
import type { HistoryAnswer } from "#/sync/api.ts"

const changesPerAnswerMax = 200

interface Request {
  readonly rec: string
  readonly before?: number
}

/** The past of a record that stands in one of the person's feeds now; any other is not found. */
export async function showHistory(call: Call<Request>): Promise<Outcome<HistoryAnswer>> {
  const { services, identity, request } = call
  if (identity.kind !== "member") return refuse("signed-out")
  const { rec } = request
  return services.store.transaction(async (tx) => {
    const rows = tx.school(identity.scope)
    const places = (await rows.placesOf(rec)).filter(({ left }) => !left).map(({ feed }) => feed)
    const mine = new Set(feedsFor(identity.person, places))
    const whose = places.some((feed) => mine.has(feed)) ? "own" : "other"
    const isThere = places.length > 0
    if (!isThere || !mayAsk(identity.person.role, "history", whose)) return refuse("not-found")
    const before = request.before ?? Number.MAX_SAFE_INTEGER
    const ops = await rows.history({ rec, before, limit: changesPerAnswerMax + 1 })
    const changes = ops.slice(0, changesPerAnswerMax).map((op) => ({
      seq: op.receipt.seq,
      at: op.at,
      by: op.by,
      device: op.device,
      verdict: op.receipt.verdict === "superseded" ? ("superseded" as const) : ("applied" as const),
      cells: { ...op.values },
    }))
    return answer({ changes, more: ops.length > changesPerAnswerMax })
  })
}
