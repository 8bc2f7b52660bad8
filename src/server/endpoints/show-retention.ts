import { resultsLocked } from "#/domain/results-access.ts"
import { mayEraseFrom } from "#/domain/retention.ts"
import { answer, type Call, type Outcome } from "#/server/call.ts"
import { valueIn } from "#/server/changes.ts"
import { isTablet } from "#/server/devices.ts"
import { withdrawnWithResults } from "#/server/erase-results.ts"
import { refuse } from "#/server/refusal.ts"
import { keeping, pupilsUpTo } from "#/server/retention.ts"
import type { AuditRow, SchoolRows } from "#/server/store.ts"
import type { RetentionAnswer } from "#/sync/api.ts"

const dayMs = 86_400_000
/** A tablet that nobody has used for so long is not waited for: it forgets at its next contact all the same. */
const inUseMs = 120 * dayMs
const auditPage = 500

const erasures = new Set(["pupil-erased", "year-depersonalised", "results-erased"])

/** How long names are kept, which years are due, and what was taken away when. */
export async function showRetention(call: Call<unknown>): Promise<Outcome<RetentionAnswer>> {
  const { services, identity } = call
  if (identity.kind !== "member") return refuse("signed-out")
  const { scope } = identity
  return services.store.transaction(async (tx) => {
    const rows = tx.school(scope)
    const now = services.nowMs()
    const { keepDays, lastDay } = await keeping(rows)
    const today = new Date(now).toISOString().slice(0, 10)
    const years: RetentionAnswer["years"] = []
    let before = 0
    for (const year of await yearsOfClasses(rows)) {
      const upTo = (await pupilsUpTo(rows, year)).length
      const pupils = upTo - before
      before = upTo
      const from = mayEraseFrom(lastDay(year), keepDays)
      if (pupils > 0)
        years.push({ year, lastDay: lastDay(year), from, pupils, open: today >= from })
    }
    const withdrawn = await withdrawnOf(rows)
    return answer({ keepDays, years, withdrawn, past: await pastOf(rows, now) })
  })
}

async function yearsOfClasses(rows: SchoolRows): Promise<readonly number[]> {
  const years = (await rows.recordsOf("class")).map((record) => valueIn(record, "year"))
  const known = years.filter((year) => typeof year === "number")
  return [...new Set(known)].sort((one, other) => one - other)
}

async function withdrawnOf(rows: SchoolRows): Promise<RetentionAnswer["withdrawn"]> {
  const found = (await withdrawnWithResults(rows)).flatMap(({ consent }) => {
    const lock = resultsLocked(consent)
    const isToGo = lock !== undefined && "eraseOn" in lock
    return isToGo ? [{ pupil: consent.pupil, eraseOn: lock.eraseOn }] : []
  })
  return found.sort((one, other) => (one.eraseOn < other.eraseOn ? -1 : 1))
}

async function pastOf(rows: SchoolRows, now: number): Promise<RetentionAnswer["past"]> {
  const devices = (await rows.devices()).filter(isTablet)
  const inUse = devices.filter(({ seenAt }) => seenAt !== null && now - seenAt < inUseMs)
  const entries: RetentionAnswer["past"] = []
  for await (const { at, person: by, what, detail } of audited(rows)) {
    if (!erasures.has(what)) continue
    const { year, pupils } = detail
    // Each sync fetches everything there is, so whoever was in touch since then has forgotten.
    const cleared = inUse.filter(({ seenAt }) => (seenAt ?? 0) >= at).length
    entries.push({
      at,
      by,
      year: typeof year === "number" ? year : null,
      what: what === "results-erased" ? "results" : "names",
      pupils: typeof pupils === "number" ? pupils : 1,
      tablets: { cleared, all: inUse.length },
    })
  }
  return entries
}

/** The newest first. */
async function* audited(rows: SchoolRows): AsyncGenerator<AuditRow> {
  let before = Number.MAX_SAFE_INTEGER
  for (;;) {
    const page = await rows.auditBefore(before, auditPage)
    yield* page
    const last = page.at(-1)
    if (last === undefined) return
    before = last.place
  }
}
