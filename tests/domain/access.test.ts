import { describe, expect, test } from "vitest"

import {
  actions,
  canBeRevoked,
  isGuarded,
  mayAsk,
  roles,
  takesClasses,
  type Asker,
  type Person,
  type Role,
  type Whose,
} from "#/domain/access.ts"
import { recordKindNames } from "#/domain/record.ts"
import { mayKeepLists, readsReports, sectionsFor } from "#/domain/screen-access.ts"
import { mayWrite, type Subject } from "#/domain/write-access.ts"

const head: Person = { id: "head", role: "head", classes: [] }
const anna: Person = { id: "anna", role: "navigator", classes: ["7b"] }
const vera: Person = { id: "vera", role: "leader", classes: [] }

const subject = (given: Partial<Subject>): Subject => ({
  kind: "pupil",
  classes: ["7b"],
  isNew: false,
  cells: ["last"],
  ...given,
})
const register = (leader?: string): Subject =>
  subject({ kind: "register", classes: ["8a"], leader, cells: ["m:1"] })
const lesson = (leader: string, cells: readonly string[], isNew = false): Subject =>
  subject({ kind: "activity", classes: ["8a"], leader, cells, isNew })

describe("who may change what", () => {
  test.each([
    ["nobody makes people but the server", head, subject({ kind: "person" }), "server-only"],
    ["the head changes any class", head, subject({ classes: ["8a"] }), "yes"],
    ["a navigator works in an appointed class", anna, subject({}), "yes"],
    ["and not in another's", anna, subject({ classes: ["8a"] }), "class-of-another"],
    ["nor moves a pupil there", anna, subject({ classes: ["7b", "8a"] }), "class-of-another"],
    ["makes a class", anna, subject({ kind: "class", classes: ["9a"], isNew: true }), "yes"],
    [
      "chooses the season",
      anna,
      subject({ kind: "school", classes: [], cells: ["season"] }),
      "yes",
    ],
    [
      "and does not rename the school",
      anna,
      subject({ kind: "school", classes: [], cells: ["name"] }),
      "not-for-this-role",
    ],
    ["keeps the register of a lesson they lead as a guest", anna, register("anna"), "yes"],
    ["notes that it was held", anna, lesson("anna", ["status", "note"]), "yes"],
    ["and does not move it to another day", anna, lesson("anna", ["day"]), "lesson-of-another"],
    ["a lesson leader keeps the own register", vera, register("vera"), "yes"],
    ["and nobody else's", vera, register("anna"), "lesson-of-another"],
    ["plans nothing", vera, lesson("vera", ["note"], true), "lesson-of-another"],
    ["and touches no pupil", vera, subject({}), "not-for-this-role"],
  ] as const)("%s", (_, person, what, verdict) => {
    expect(mayWrite(person, what)).toBe(verdict)
  })
})

describe("what follows from a role", () => {
  const who = (claim: (role: Role) => boolean): readonly Role[] => roles.filter(claim)

  test("is said once, for the screens and the server alike", () => {
    expect(who(isGuarded)).toEqual(["head", "municipal", "region"])
    expect(who(takesClasses)).toEqual(["navigator"])
    expect(who(canBeRevoked)).toEqual(["navigator", "leader", "partner", "municipal", "region"])
    expect(who(readsReports)).toEqual(["head"])
    expect(readsReports(null)).toBe(false)
  })
})

const askers: readonly Asker[] = [...roles, "nobody", "revoked"]
const owners: readonly Whose[] = ["own", "other", "foreign"]

/**
 * Who may ask for what, once more and by hand: `own`, or `any` of the same school. A dot is a refusal. Another
 * school's is nobody's.
 */
const grid = `
                   head navigator leader partner municipal region nobody revoked
setup              own  own       own    own     own       own    own    own
session            own  own       own    own     own       own    .      .
endSession         own  own       own    own     own       own    own    own
invite             any  .         .      .       .         .      .      .
people             any  .         .      .       .         .      .      .
changePerson       any  .         .      .       .         .      .      .
retention          any  .         .      .       .         .      .      .
depersonalise      any  .         .      .       .         .      .      .
erasePupil         any  .         .      .       .         .      .      .
lookAtInvitation   own  own       own    own     own       own    own    own
acceptInvitation   own  own       own    own     own       own    own    own
signIn             own  own       own    own     own       own    own    own
setPassphrase      own  own       own    own     own       own    .      .
keepKey            own  own       own    own     own       own    .      .
takeKey            own  own       own    own     own       own    .      .
factor             own  own       own    own     own       own    .      .
factorBegin        own  own       own    own     own       own    .      .
factorConfirm      own  own       own    own     own       own    .      .
stepUp             own  own       own    own     own       own    .      .
history            own  own       own    .       .         .      .      .
rescueKey          own  own       own    own     own       own    .      own
rescue             own  own       own    own     own       own    .      own
rescues            any  .         .      .       .         .      .      .
decideRescue       any  .         .      .       .         .      .      .
devices            any  own       own    own     own       own    .      .
changeDevice       any  own       own    own     own       own    .      .
sight              any  .         .      .       .         .      .      .
audit              any  .         .      .       .         .      .      .
noteExports        own  own       own    own     own       own    .      .
health             own  own       own    own     own       own    own    own
sync               own  own       own    own     own       own    .      own
live               own  own       own    own     own       own    .      .
areaSummary        .    .         .      .       own       own    .      .
areaCode           .    .         .      .       own       .      .      .
removeSchool       .    .         .      .       own       .      .      .
colleagues         .    .         .      .       own       own    .      .
inviteColleague    .    .         .      .       own       own    .      .
inviteAgain        .    .         .      .       any       any    .      .
newSchool          .    .         .      .       own       .      .      .
schoolArea         any  .         .      .       .         .      .      .
lookAtArea         any  .         .      .       .         .      .      .
joinArea           any  .         .      .       .         .      .      .
leaveArea          any  .         .      .       .         .      .      .
`

function readGrid(): ReadonlyMap<string, readonly string[]> {
  const lines = grid.trim().split("\n").slice(1)
  return new Map(
    lines.map((line) => {
      const [action = "", ...cells] = line.trim().split(/\s+/)
      return [action, cells]
    }),
  )
}

describe("who may ask the server for what", () => {
  test("is written here for every action there is, and for no other", () => {
    expect([...readGrid().keys()].sort()).toEqual([...actions].sort())
  })

  test.each(actions)("%s", (action) => {
    const cells = askers.map((asker) => {
      const may = owners.filter((whose) => mayAsk(asker, action, whose))
      return { "": ".", own: "own", "own other": "any" }[may.join(" ")]
    })
    expect(cells).toEqual(readGrid().get(action))
  })

  test("without saying whose is to ask whether there is anything at all", () => {
    expect(mayAsk("head", "sight")).toBe(true)
    expect(mayAsk("navigator", "devices")).toBe(true)
    expect(mayAsk("navigator", "sight")).toBe(false)
  })
})

describe("partners and coordinators", () => {
  const site: Person = { id: "site", role: "partner", classes: [] }
  const slot = (more: Partial<Subject> = {}): Subject =>
    subject({ kind: "register", leader: "site", cells: ["m:1"], isInOpenSlot: true, ...more })

  test.each([
    ["mark the register of an open slot of their own", slot(), "yes"],
    ["begin it, too", slot({ isNew: true, cells: ["activity", "list", "m:1"] }), "yes"],
    ["not somebody else's", slot({ leader: "anna" }), "lesson-of-another"],
    ["not one that is over", slot({ isInOpenSlot: false }), "lesson-of-another"],
    ["say that it was held", slot({ kind: "activity", cells: ["status"] }), "yes"],
    ["write no note of it", slot({ kind: "activity", cells: ["note"] }), "lesson-of-another"],
    ["plan none", slot({ kind: "activity", cells: ["status"], isNew: true }), "lesson-of-another"],
    ["keep no checklist", slot({ kind: "checklist", cells: ["t:1"] }), "not-for-this-role"],
  ] as const)("partners %s", (_, what, verdict) => {
    expect(mayWrite(site, what)).toBe(verdict)
  })

  test.each(recordKindNames)("coordinators write no %s", (kind) => {
    for (const role of ["municipal", "region"] as const) {
      const verdict = mayWrite({ id: "kim", role, classes: ["7b"] }, subject({ kind }))
      expect(verdict).toBe(kind === "person" ? "server-only" : "not-for-this-role")
    }
  })
})

/**
 * Who may write what of a diagnostic, once more and by hand. Whose it is: the class is one's own, one leads the activity in
 * another's class, or neither. Written `ok` where it may be.
 */
const ofDiagnostics = `
                 head      navigator leader    partner   municipal region
sitting own      ok        ok        lesson    role      role      role
sitting led      ok        ok        ok        role      role      role
sitting other    class     class     lesson    role      role      role
recommendation own   ok    ok        role      role      role      role
recommendation led   class class     role      role      role      role
recommendation other class class     role      role      role      role
instrument own   ok        ok        role      role      role      role
instrument led   ok        ok        role      role      role      role
instrument other ok        ok        role      role      role      role
`

const verdictNamed = {
  ok: "yes",
  class: "class-of-another",
  lesson: "lesson-of-another",
  role: "not-for-this-role",
} as const

describe("who may write what of a diagnostic", () => {
  const lines = ofDiagnostics.trim().split("\n").slice(1)
  const cells = lines.flatMap((line) => {
    const [kind = "", whose = "", ...told] = line.trim().split(/\s+/)
    return roles.map((role, at) => ({ kind, whose, role, told: told[at] ?? "" }))
  })

  test("is written here for three kinds, three ownerships and every role", () => {
    expect(cells).toHaveLength(3 * 3 * roles.length)
    expect(cells.filter(({ told }) => !Object.hasOwn(verdictNamed, told))).toEqual([])
  })

  test.each(cells)("$role, $kind, $whose: $told", ({ kind, whose, role, told }) => {
    // A leader has no classes, even should the record name some.
    const person: Person = { id: "me", role, classes: role === "leader" ? [] : ["7b"] }
    const of = kind === "instrument" ? [] : [whose === "own" ? "7b" : "8a"]
    const leader = whose === "led" ? "me" : "another"
    const what = recordKindNames.find((known) => known === kind) ?? "person"
    const named = subject({ kind: what, classes: of, leader, isNew: true, cells: ["pupil"] })
    expect(mayWrite(person, named)).toBe(
      Object.entries(verdictNamed).find(([name]) => name === told)?.[1],
    )
  })
})

describe("what stands in the rail", () => {
  test("is what somebody can use", () => {
    expect(sectionsFor("partner")).toEqual(["today", "more"])
    expect(sectionsFor("municipal")).toEqual(["area", "more"])
    expect(sectionsFor("head")).toContain("report")
    expect(sectionsFor(null)).toEqual(["today", "classes", "season", "more"])
  })

  test("only who keeps lists may plan and load them", () => {
    expect(roles.filter(mayKeepLists)).toEqual(["head", "navigator"])
    expect(mayKeepLists(null)).toBe(true)
  })
})
