import type { RecordKind } from "./record.ts"

export const roles = ["head", "navigator", "leader"] as const
/** head: школьный директор; navigator: педагог-навигатор; leader: ведущий урока. */
export type Role = (typeof roles)[number]

/** The signed-in person, as far as rights are concerned. */
export interface Person {
  readonly id: string
  readonly role: Role
  /** Classes appointed to the person. The head needs none. */
  readonly classes: readonly string[]
}

/** What a record is about, as far as rights are concerned. */
export interface Subject {
  readonly kind: RecordKind
  /** Classes the record belongs to (a class record: itself; a register: those of its activity). */
  readonly classes: readonly string[]
  /** The person who leads the activity that the record belongs to, if any. */
  readonly leader?: string | undefined
  /** Whether the record does not exist yet. */
  readonly isNew: boolean
}

export type WriteVerdict =
  | "yes"
  | "server-only"
  | "class-of-another"
  | "lesson-of-another"
  | "not-for-this-role"

/**
 * Whether a person may change a record. The school's people are changed on the server only.
 * A navigator makes classes and works in those appointed; a lesson leader keeps the register,
 * checklist and note of the own lessons and nothing else; the head may do all.
 */
export function mayWrite(person: Person, subject: Subject): WriteVerdict {
  if (subject.kind === "person") return "server-only"
  if (person.role === "head") return "yes"
  if (person.role === "leader") return mayLeaderWrite(person, subject)
  if (subject.kind === "class" && subject.isNew) return "yes"
  const foreign = subject.classes.some((id) => !person.classes.includes(id))
  return foreign && subject.leader !== person.id ? "class-of-another" : "yes"
}

function mayLeaderWrite(person: Person, subject: Subject): WriteVerdict {
  if (subject.kind !== "activity" && subject.kind !== "register" && subject.kind !== "checklist") {
    return "not-for-this-role"
  }
  return subject.leader === person.id && !(subject.kind === "activity" && subject.isNew)
    ? "yes"
    : "lesson-of-another"
}

/** Who invites people and appoints classes. */
export function mayManagePeople(person: Person): boolean {
  return person.role === "head"
}
