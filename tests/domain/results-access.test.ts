import { describe, expect, test } from "vitest"

import { consentOf } from "#/domain/consent.ts"
import { recordIds } from "#/domain/record-ids.ts"
import type { ShownRecord } from "#/domain/record.ts"
import { resultsLocked } from "#/domain/results-access.ts"

const pupil = "0190aaaa-0000-7000-8000-000000000001"
const at = Date.parse("2021-11-18T09:00:00Z")

function aRecord(values: Record<string, string>): ShownRecord {
  const cells = Object.entries({ pupil, purpose: "school", ...values }).map(
    ([name, value]) => [name, { value, op: "d.1", by: "p", at, waits: false }] as const,
  )
  const id = recordIds.consent(pupil, "school")
  return { id, kind: "consent", cells: Object.fromEntries(cells) }
}

const lock = (values: Record<string, string>) => resultsLocked(consentOf(aRecord(values)))

describe("a pupil's results", () => {
  test("are shown while the school's consent stands", () => {
    expect(lock({ status: "given", day: "2021-10-01" })).toBeUndefined()
  })

  test("are locked by a withdrawal, at once, and erased thirty days after it", () => {
    expect(lock({ status: "withdrawn", withdrawn: "2021-11-15" })).toEqual({
      why: "withdrawn",
      eraseOn: "2021-12-15",
    })
  })

  test("count the days from when it was written down where the paper has none", () => {
    expect(lock({ status: "withdrawn" })).toEqual({ why: "withdrawn", eraseOn: "2021-12-18" })
    // What stands there as the day of a refusal may be older than the consent that was given in between.
    expect(lock({ status: "refused", day: "2021-09-01" })).toEqual({
      why: "refused",
      eraseOn: "2021-12-18",
    })
  })

  test("are not erased before the day after it was written down: a wrong year can be mended", () => {
    expect(lock({ status: "withdrawn", withdrawn: "2020-11-18" })).toEqual({
      why: "withdrawn",
      eraseOn: "2021-11-19",
    })
  })

  test("are locked without a consent and while two tablets disagree, and then nothing is erased", () => {
    expect(resultsLocked(undefined)).toEqual({ why: "missing" })
    const record = aRecord({ status: "withdrawn", withdrawn: "2021-11-15" })
    const status = { ...record.cells["status"], rival: { value: "given", op: "e.1", by: "q", at } }
    const clashing = { ...record, cells: { ...record.cells, status } } as ShownRecord
    expect(resultsLocked(consentOf(clashing))).toEqual({ why: "clash" })
  })
})
