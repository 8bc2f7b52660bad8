/** What a register says of one pupil. «Not marked yet» is the absence of a mark, a state of its own. */
export const attendanceMarks = ["present", "late", "absent", "excused", "refused"] as const
export type AttendanceMark = (typeof attendanceMarks)[number]

/** The register of a diagnostic tells how far each pupil came. */
export const diagnosticMarks = [
  "finished",
  "unfinished",
  "not-started",
  "absent",
  "refused",
] as const
export type DiagnosticMark = (typeof diagnosticMarks)[number]

export type Mark = AttendanceMark | DiagnosticMark

const known: ReadonlySet<string> = new Set([...attendanceMarks, ...diagnosticMarks])

export function isMark(value: unknown): value is Mark {
  return typeof value === "string" && known.has(value)
}

/** Whether the pupil took part: was there, if late, or began the diagnostic. */
export function tookPart(mark: Mark): boolean {
  return mark === "present" || mark === "late" || mark === "finished" || mark === "unfinished"
}

/** Whether the step is done for the pupil by this mark. */
export function completes(mark: Mark): boolean {
  return mark === "present" || mark === "late" || mark === "finished"
}
