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
  /** The cells to be changed. */
  readonly cells: readonly string[]
}

/** What somebody who only leads a lesson may change of it; dates, classes and the leader are not among it. */
const cellsOfLeader: readonly string[] = ["note", "status"]

/** What a navigator may change of the school: by which season it works, not its name. */
const cellsOfSchool: readonly string[] = ["season"]

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
  if (person.role === "leader") return mayLead(person, subject)
  if (subject.kind === "school") return within(subject, cellsOfSchool) ? "yes" : "not-for-this-role"
  if (subject.kind === "class" && subject.isNew) return "yes"
  const foreign = subject.classes.some((id) => !person.classes.includes(id))
  if (!foreign) return "yes"
  return subject.leader === person.id ? mayLead(person, subject) : "class-of-another"
}

/** The rights over a lesson that one leads without holding its class. */
function mayLead(person: Person, subject: Subject): WriteVerdict {
  switch (subject.kind) {
    case "register":
    case "checklist":
      return subject.leader === person.id ? "yes" : "lesson-of-another"
    case "activity": {
      const isOwn = subject.leader === person.id && !subject.isNew
      return isOwn && within(subject, cellsOfLeader) ? "yes" : "lesson-of-another"
    }
    default:
      return "not-for-this-role"
  }
}

function within({ cells }: Subject, allowed: readonly string[]): boolean {
  return cells.every((cell) => allowed.includes(cell))
}

/** Who makes classes and keeps their lists. */
export function mayKeepLists(role: Role): boolean {
  return role !== "leader"
}

/** Who invites people and appoints classes. */
export function mayManagePeople(person: Person): boolean {
  return person.role === "head"
}
