import { consentOf, type Consent } from "#/domain/consent.ts"
import { recordKinds } from "#/domain/record-schema.ts"
import { goneCell } from "#/domain/record.ts"
import { withoutPersonal } from "#/domain/retention.ts"
import { deviceOf } from "#/sync/merge.ts"

import { beginChanges, isErased, type Changes } from "./changes.ts"
import { isDueToGo } from "./results-rules.ts"
import { mintScope, serverHand, type Scope } from "./scope.ts"
import { changeAsServer } from "./server-change.ts"
import type { Services } from "./services.ts"
import { shownOf } from "./shown.ts"
import type { SchoolRows, StoredRecord } from "./store.ts"

/** What a pupil answered, and what was recommended upon it. */
export function isResult({ kind }: Pick<StoredRecord, "kind">): boolean {
  return kind === "sitting" || kind === "recommendation"
}

export interface ResultsErasure {
  readonly pupil: string
  readonly by: string
  /** What was written after this moment stays: there was a consent again. */
  readonly writtenUpTo: number
}

/**
 * Takes away for good what a pupil answered and what was recommended: from the records, which are deleted, and from their
 * history. That there was a sitting on that day stays, as in the register. Gives how many records had anything left.
 */
export async function eraseResults(
  changes: Changes,
  { pupil, by, writtenUpTo }: ResultsErasure,
): Promise<number> {
  let emptied = 0
  for (const record of await changes.rows.recordsUnder(pupil)) {
    if (!isResult(record) || !tellsAnything(record, writtenUpTo)) continue
    const { id, kind } = record
    await changes.rows.scrubHistory(id, recordKinds[kind].personal)
    const cells = { ...withoutPersonal(kind, Object.keys(record.cells)), [goneCell]: true }
    await changeAsServer(changes, { id, kind, cells, by })
    emptied += 1
  }
  return emptied
}

/** Whether something of it was written by then and is still there, or in its history. */
function tellsAnything({ kind, cells }: StoredRecord, upTo = Infinity): boolean {
  return recordKinds[kind].personal.some((name) => {
    const cell = cells[name]
    return cell !== undefined && deviceOf(cell.op) !== serverHand && cell.at <= upTo
  })
}

/** Of whom results are kept although the family has said no: whose, and by what. */
export async function withdrawnWithResults(
  rows: SchoolRows,
): Promise<readonly { readonly consent: Consent; readonly results: readonly StoredRecord[] }[]> {
  const found: { consent: Consent; results: readonly StoredRecord[] }[] = []
  for (const record of await rows.recordsOf("consent")) {
    const consent = consentOf(shownOf(record))
    if (consent?.purpose !== "school" || consent.status === "given") continue
    const under = await rows.recordsUnder(consent.pupil)
    const results = under.filter((one) => isResult(one) && !isErased(one) && tellsAnything(one))
    if (results.length > 0) found.push({ consent, results })
  }
  return found
}

/**
 * Erases the results of pupils whose family has withdrawn its consent, once the day has come (`results-access.ts`). To be
 * called once a day or oftener. Gives how many pupils it was.
 */
export async function eraseWithdrawn(services: Services, scope: Scope): Promise<number> {
  return services.store.transaction(async (tx) => {
    const rows = tx.school(scope)
    const now = services.nowMs()
    const changes = await beginChanges(rows, { epoch: await tx.door.epoch(), now })
    let pupils = 0
    for (const { consent } of await withdrawnWithResults(rows)) {
      if (!isDueToGo(consent, now)) continue
      const { pupil, record } = consent
      // In the name of whoever wrote the withdrawal down.
      const by = record.cells["status"]?.by ?? scope.person
      const records = await eraseResults(changes, { pupil, by, writtenUpTo: now })
      const detail = { pupil, records }
      await rows.audit({ at: now, person: by, device: null, what: "results-erased", detail })
      // Before the commit: should the machine die in between, the next start does what was promised.
      services.ledger?.write({ what: "results", school: scope.school, pupil, by, at: now })
      pupils += 1
    }
    if (pupils > 0) await changes.finish()
    return pupils
  })
}

export async function eraseAllWithdrawn(services: Services): Promise<number> {
  const schools = await services.store.transaction((tx) => tx.door.schools())
  let pupils = 0
  for (const school of schools) {
    pupils += await eraseWithdrawn(services, mintScope({ school, person: serverHand }))
  }
  return pupils
}
