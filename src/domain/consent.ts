import type { Day } from "./day.ts"
import { isGone, textOf, type ShownRecord } from "./record.ts"

/**
 * For what a consent is given, each on a paper of its own (152-ФЗ, art. 9; since 1 September 2025 a document apart).
 * school: the school's own journal and diagnostics · fund: the federal project and its platform · health: data on
 * health, a special category that most schools do not need.
 */
export const consentPurposes = ["school", "fund", "health"] as const
export type ConsentPurpose = (typeof consentPurposes)[number]

export const consentStatuses = ["given", "refused", "withdrawn"] as const
export type ConsentStatus = (typeof consentStatuses)[number]

/** Who has put the name under it. From 14 on the pupil may sign beside the guardian (Civil Code, art. 26). */
export const consentSigners = ["guardian", "both", "pupil"] as const
export type ConsentSigner = (typeof consentSigners)[number]

/** From this age on the pupil's own signature is asked for beside the guardian's; the guardian's alone still holds. */
export const signsSelfFrom = 14
/** From this age on nobody signs for the pupil. */
export const isAdultFrom = 18

export interface Consent {
  readonly id: string
  readonly pupil: string
  readonly purpose: ConsentPurpose
  readonly status: ConsentStatus
  /** On the paper; empty when nobody wrote it down. */
  readonly day: string
  readonly withdrawn: string
  readonly signed: ConsentSigner
  readonly guardian: string
  readonly scan: string
  /** Two tablets say different things of it, and nobody has chosen yet. */
  readonly isClashing: boolean
  readonly record: ShownRecord
}

/** The consent that a record holds; undefined for none, one taken back, or one of a later version. */
export function consentOf(record: ShownRecord | undefined): Consent | undefined {
  if (record === undefined || isGone(record)) return undefined
  const purpose = oneOf(consentPurposes, textOf(record, "purpose"))
  const status = oneOf(consentStatuses, textOf(record, "status"))
  if (purpose === undefined || status === undefined) return undefined
  return {
    id: record.id,
    pupil: textOf(record, "pupil"),
    purpose,
    status,
    day: textOf(record, "day"),
    withdrawn: textOf(record, "withdrawn"),
    signed: oneOf(consentSigners, textOf(record, "signed")) ?? "guardian",
    guardian: textOf(record, "guardian"),
    scan: textOf(record, "scan"),
    isClashing: record.cells["status"]?.rival !== undefined,
    record,
  }
}

function oneOf<const Option extends string>(
  options: readonly Option[],
  value: string,
): Option | undefined {
  return options.find((option) => option === value)
}

/** Why a pupil may not be tested; a refusal is the family's right and never the pupil's fault. */
export type Gate =
  | { readonly kind: "open" }
  | {
      readonly kind: "closed"
      readonly why: "missing" | "refused" | "withdrawn" | "not-yet" | "clash"
    }
  /** Whoever signed could not: a guardian for somebody of age, or a child alone. */
  | { readonly kind: "closed"; readonly why: "signature" }

/** Whether a pupil may take a diagnostic on this day: by the school's own consent and by nothing else. */
export function gateFor(
  consent: Consent | undefined,
  { born, day }: { readonly born: string; readonly day: Day },
): Gate {
  if (consent === undefined) return { kind: "closed", why: "missing" }
  const { status, signed, day: signedOn } = consent
  // Of two answers the one that closes counts, until a person has looked at the paper.
  if (consent.isClashing) return { kind: "closed", why: "clash" }
  if (status !== "given") return { kind: "closed", why: status }
  if (signedOn > day) return { kind: "closed", why: "not-yet" }
  // A guardian's signature given in time holds on after the birthday.
  const age = ageOn(born, signedOn === "" ? day : signedOn)
  const isWrong = signed === "guardian" ? isAdult(age) : signed === "pupil" && !isAdult(age)
  return isWrong ? { kind: "closed", why: "signature" } : { kind: "open" }
}

/**
 * Whether the gate stood open on a day that is past: what was withdrawn afterwards held until then. For the server, which
 * hears of a diagnostic days later; before one there is only {@link gateFor}.
 */
export function stoodOpen(
  consent: Consent | undefined,
  on: { readonly born: string; readonly day: Day },
): boolean {
  const isLater = consent?.status === "withdrawn" && consent.withdrawn > on.day
  const then = isLater ? ({ ...consent, status: "given" } as const) : consent
  return gateFor(then, on).kind === "open"
}

/** Whose signatures a paper should bear at this age; unknown age: the guardian's, as for most. */
export function signersFor(age: number | undefined): ConsentSigner {
  if (age === undefined || age < signsSelfFrom) return "guardian"
  return age < isAdultFrom ? "both" : "pupil"
}

function isAdult(age: number | undefined): boolean {
  return age !== undefined && age >= isAdultFrom
}

/** Full years on a day; undefined when the birth date is not known. */
export function ageOn(born: string, day: Day): number | undefined {
  if (born === "") return undefined
  const years = Number(day.slice(0, 4)) - Number(born.slice(0, 4))
  return day.slice(5) < born.slice(5) ? years - 1 : years
}
