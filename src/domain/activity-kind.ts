/** The kinds of activity the letter names. */
export const activityKinds = [
  "lesson",
  "diagnostic",
  "consultation",
  "exhibition",
  "trial",
  "parents",
  "teachers",
  "training",
] as const

export type ActivityKind = (typeof activityKinds)[number]

export function isActivityKind(value: unknown): value is ActivityKind {
  return activityKinds.some((kind) => kind === value)
}

/** Pupils are registered by name at these; the others count people only. */
export function hasRegister(kind: ActivityKind): boolean {
  return kind !== "parents" && kind !== "teachers" && kind !== "training"
}
