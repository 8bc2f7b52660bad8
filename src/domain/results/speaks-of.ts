import type { Instrument } from "#/domain/instrument/instrument.ts"

/**
 * Of what a result speaks: a readiness questionnaire ranks no spheres, and of a school's own instrument we know only
 * that its scales can be higher or lower.
 */
export type Subject = "interests" | "readiness" | "own"

const subjects: Readonly<Record<string, Subject>> = {
  "klimov-pairs": "interests",
  "azbel-pairs": "interests",
  "holland-opposites": "interests",
  "riasec-short": "interests",
  spheres: "interests",
  "interest-map": "interests",
  readiness: "readiness",
  "readiness-6-7": "readiness",
}

/** What an instrument of this code speaks of. */
export function speaksOf(code: string): Subject {
  return Object.hasOwn(subjects, code) ? (subjects[code] ?? "own") : "own"
}

/** Whether its scales may be taken for spheres, for groups and recommendations: the file says how it is read. */
export function ranksSpheres({ reading }: Instrument): boolean {
  return reading === "leading"
}
