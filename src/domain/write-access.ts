import type { Person, Role } from "./access.ts"
import type { RecordKind } from "./record.ts"
import { erasedCell } from "./retention.ts"

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
  /** Whether the activity is a partner's slot that is still open, and no pupil outside of it is named. */
  readonly isInOpenSlot?: boolean
}

export type WriteVerdict =
  | "yes"
  | "server-only"
  | "class-of-another"
  | "lesson-of-another"
  | "not-for-this-role"

type Rule = (person: Person, subject: Subject) => WriteVerdict

const yes: Rule = () => "yes"
/** The school's people are changed on the server only. */
const serverOnly: Rule = () => "server-only"
const notForThisRole: Rule = () => "not-for-this-role"

/** What a navigator may change of the school: by which season it works, not its name. */
const chooseSeason: Rule = (_person, { cells }) =>
  within(cells, ["season"]) ? "yes" : "not-for-this-role"

/** That a pupil's name was taken away is for the server to say, and never to be unsaid. */
const butErased =
  (rule: Rule): Rule =>
  (person, subject) =>
    subject.cells.includes(erasedCell) ? "server-only" : rule(person, subject)

const inOwnClasses: Rule = ({ classes }, subject) =>
  subject.classes.every((id) => classes.includes(id)) ? "yes" : "class-of-another"

const makeOrKeepClass: Rule = (person, subject) =>
  subject.isNew ? "yes" : inOwnClasses(person, subject)

const asLeader: Rule = (person, { leader }) => (leader === person.id ? "yes" : "lesson-of-another")

/** What somebody who only leads a lesson may change of it; dates, classes and the leader are not among it. */
const noteAsLeader: Rule = (person, subject) =>
  !subject.isNew && within(subject.cells, ["note", "status"])
    ? asLeader(person, subject)
    : "lesson-of-another"

/** In one's own classes anything; a lesson that one leads elsewhere as its leader. */
const inOwnClassesOr =
  (rule: Rule): Rule =>
  (person, subject) => {
    const verdict = inOwnClasses(person, subject)
    return verdict !== "yes" && subject.leader === person.id ? rule(person, subject) : verdict
  }

const inOpenSlot =
  (allowed: (cell: string) => boolean): Rule =>
  (person, subject) =>
    subject.isInOpenSlot === true && subject.cells.every(allowed)
      ? asLeader(person, subject)
      : "lesson-of-another"

const statusOfSlot: Rule = (person, subject) =>
  subject.isNew ? "lesson-of-another" : inOpenSlot((cell) => cell === "status")(person, subject)

const marksOfSlot = inOpenSlot(
  (cell) => cell === "activity" || cell === "list" || cell.startsWith("m:"),
)

type Rules = Readonly<Record<RecordKind, Rule>>

const nothing: Rules = {
  school: notForThisRole,
  person: serverOnly,
  season: notForThisRole,
  class: notForThisRole,
  pupil: notForThisRole,
  activity: notForThisRole,
  register: notForThisRole,
  checklist: notForThisRole,
  template: notForThisRole,
  import: notForThisRole,
  consent: notForThisRole,
  instrument: notForThisRole,
  sitting: notForThisRole,
  recommendation: notForThisRole,
}

/** Who may write what: a rule for every role and kind of record. A kind without one does not compile. */
const rules: Readonly<Record<Role, Rules>> = {
  head: {
    school: yes,
    person: serverOnly,
    season: yes,
    class: yes,
    pupil: butErased(yes),
    activity: yes,
    register: yes,
    checklist: yes,
    template: yes,
    import: yes,
    consent: yes,
    instrument: yes,
    sitting: inOwnClassesOr(asLeader),
    recommendation: inOwnClasses,
  },
  navigator: {
    school: chooseSeason,
    person: serverOnly,
    season: yes,
    class: makeOrKeepClass,
    pupil: butErased(inOwnClasses),
    activity: inOwnClassesOr(noteAsLeader),
    register: inOwnClassesOr(asLeader),
    checklist: inOwnClassesOr(asLeader),
    template: yes,
    import: inOwnClasses,
    consent: inOwnClasses,
    instrument: yes,
    sitting: inOwnClassesOr(asLeader),
    recommendation: inOwnClasses,
  },
  leader: {
    ...nothing,
    activity: noteAsLeader,
    register: asLeader,
    checklist: asLeader,
    sitting: asLeader,
  },
  partner: { ...nothing, activity: statusOfSlot, register: marksOfSlot },
  municipal: nothing,
  region: nothing,
}

/**
 * Whether a person may change a record. A navigator makes classes and works in those appointed; a lesson leader keeps
 * the register, checklist and note of the own lessons and the sittings of the own diagnostics; a partner the marks and
 * the status of the own slots; the head may do all but what belongs to whoever holds a class, and coordinators nothing.
 */
export function mayWrite(person: Person, subject: Subject): WriteVerdict {
  return rules[person.role][subject.kind](person, subject)
}

function within(cells: readonly string[], allowed: readonly string[]): boolean {
  return cells.every((cell) => allowed.includes(cell))
}
