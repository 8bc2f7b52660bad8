import { describe, expect, test } from "vitest"

import { ageOn, consentOf, gateFor, signersFor, stoodOpen, type Consent } from "#/domain/consent.ts"
import { recordIds } from "#/domain/record-ids.ts"
import { faultIn } from "#/domain/record-schema.ts"
import type { ShownRecord } from "#/domain/record.ts"

const pupil = "0190aaaa-0000-7000-8000-000000000001"
const today = "2021-11-18"

function aRecord(values: Record<string, string | boolean>): ShownRecord {
  const cells = Object.entries({ pupil, purpose: "school", status: "given", ...values }).map(
    ([name, value]) => [name, { value, op: "d.1", by: "p", at: 1, waits: false }] as const,
  )
  return {
    id: recordIds.consent(pupil, "school"),
    kind: "consent",
    cells: Object.fromEntries(cells),
  }
}

const aConsent = (values: Record<string, string | boolean> = {}): Consent | undefined =>
  consentOf(aRecord(values))

describe("the gate before a diagnostic", () => {
  const gate = (consent: Consent | undefined, born = "2009-05-04") =>
    gateFor(consent, { born, day: today })

  test("opens for the school's own consent and for nothing else", () => {
    expect(gate(aConsent({ day: "2021-10-01" }))).toEqual({ kind: "open" })
    expect(gate(undefined)).toEqual({ kind: "closed", why: "missing" })
    expect(gate(aConsent({ status: "refused" }))).toEqual({ kind: "closed", why: "refused" })
    expect(gate(aConsent({ status: "withdrawn" }))).toEqual({ kind: "closed", why: "withdrawn" })
  })

  test("waits for the day on the paper", () => {
    expect(gate(aConsent({ day: "2021-11-19" }))).toEqual({ kind: "closed", why: "not-yet" })
    expect(gate(aConsent({ day: today }))).toEqual({ kind: "open" })
  })

  test("stays closed for a record that was deleted or cleared, or that says something unknown", () => {
    expect(aConsent({ gone: true })).toBeUndefined()
    expect(aConsent({ status: "maybe" })).toBeUndefined()
    expect(aConsent({ purpose: "another" })).toBeUndefined()
  })

  test("is closed while two tablets disagree, whichever of them was later", () => {
    const record = aRecord({ day: today })
    const status = {
      ...record.cells["status"],
      rival: { value: "refused", op: "e.1", by: "q", at: 0 },
    }
    const clashing = { ...record, cells: { ...record.cells, status } } as ShownRecord
    expect(gate(consentOf(clashing))).toEqual({ kind: "closed", why: "clash" })
  })

  test("asks for the right hand under it: a guardian's below 18, the own from 18 on", () => {
    const day = today
    expect(gate(aConsent({ day, signed: "pupil" }))).toEqual({ kind: "closed", why: "signature" })
    expect(gate(aConsent({ day, signed: "pupil" }), "2003-11-18")).toEqual({ kind: "open" })
    expect(gate(aConsent({ day, signed: "guardian" }), "2003-11-18").kind).toBe("closed")
    expect(gate(aConsent({ day, signed: "both" }), "2003-11-18")).toEqual({ kind: "open" })
  })

  test("a guardian's signature given in time holds after the eighteenth birthday", () => {
    expect(gate(aConsent({ day: "2021-11-17", signed: "guardian" }), "2003-11-18").kind).toBe(
      "open",
    )
  })

  test("an unknown age needs the guardian's", () => {
    expect(gate(aConsent({ day: today }), "")).toEqual({ kind: "open" })
    expect(gate(aConsent({ day: today, signed: "pupil" }), "").kind).toBe("closed")
  })
})

describe("the gate on a day that is past", () => {
  const stood = (values: Record<string, string | boolean>) =>
    stoodOpen(aConsent({ day: "2021-10-01", ...values }), { born: "2009-05-04", day: today })

  test("stood open for what was given then, whatever was withdrawn afterwards", () => {
    expect(stood({})).toBe(true)
    expect(stood({ status: "withdrawn", withdrawn: "2021-11-19" })).toBe(true)
  })

  test("was closed from the day of the withdrawal on, or when nobody wrote that day down", () => {
    expect(stood({ status: "withdrawn", withdrawn: today })).toBe(false)
    expect(stood({ status: "withdrawn" })).toBe(false)
  })

  test("was closed without a consent, before its day and after a refusal", () => {
    expect(stoodOpen(undefined, { born: "", day: today })).toBe(false)
    expect(stood({ day: "2021-11-19", status: "withdrawn", withdrawn: "2021-12-01" })).toBe(false)
    expect(stood({ status: "refused", withdrawn: "2021-12-01" })).toBe(false)
  })
})

test("age is counted in full years, the birthday included", () => {
  expect(ageOn("2007-11-18", today)).toBe(14)
  expect(ageOn("2007-11-19", today)).toBe(13)
  expect(ageOn("", today)).toBeUndefined()
})

test("a paper should bear the pupil's name too from fourteen on", () => {
  expect([undefined, 13, 14, 17, 18].map(signersFor)).toEqual([
    "guardian",
    "guardian",
    "both",
    "both",
    "pupil",
  ])
})

test("each purpose has a record of its own, the same on every tablet", () => {
  expect(recordIds.consent(pupil, "school")).toBe(recordIds.consent(pupil, "school"))
  expect(recordIds.consent(pupil, "school")).not.toBe(recordIds.consent(pupil, "fund"))
})

test("what is stored is checked like everything else", () => {
  expect(faultIn("consent", { status: "given", day: "2021-11-31" })).toEqual({
    cell: "day",
    why: "bad-value",
  })
  expect(faultIn("consent", { passport: "4500 123456" })?.why).toBe("unknown-field")
})
