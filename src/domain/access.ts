export const roles = ["head", "navigator", "leader", "partner", "municipal", "region"] as const
/**
 * head: школьный директор; navigator: педагог-навигатор; leader: ведущий урока; partner: площадка-партнёр.
 * municipal and region are the coordinators of an area: they belong to no school and see counts.
 */
export type Role = (typeof roles)[number]

/** The signed-in person, as far as rights are concerned. */
export interface Person {
  readonly id: string
  readonly role: Role
  /** Classes appointed to the person. The head needs none. */
  readonly classes: readonly string[]
}

/** Who asks: a role, somebody without a session, or somebody whose access was taken away. */
export type Asker = Role | "nobody" | "revoked"

/**
 * Whose the thing is that is asked for: the asker's own (what stands in the own feeds, too), somebody else's of the
 * same school or area, or another school's or area's.
 */
export type Whose = "own" | "other" | "foreign"

type Rule = (asker: Asker, whose: Whose) => boolean

/** Needs no session: what opens it is a secret in the request. */
const anyone: Rule = (_asker, whose) => whose === "own"
const signedIn: Rule = (asker, whose) => isRole(asker) && whose === "own"
/** A revoked one, too: this is how such a tablet learns that it has to forget the school. */
const signedInEver: Rule = (asker, whose) => asker !== "nobody" && whose === "own"
const headOfSchool: Rule = (asker, whose) => asker === "head" && whose !== "foreign"
const headOrOwn: Rule = (asker, whose) => headOfSchool(asker, whose) || signedIn(asker, whose)
const coordinator: Rule = (asker, whose) =>
  (asker === "municipal" || asker === "region") && whose === "own"
/** Of the own area everybody in it, for there is nobody above them there. */
const coordinatorOfArea: Rule = (asker, whose) =>
  (asker === "municipal" || asker === "region") && whose !== "foreign"
const coordinatorOfSchools: Rule = (asker, whose) => asker === "municipal" && whose === "own"
/**
 * Of what stands in the own feeds, for a head too: what pupils answered is not the head's. Not a partner: the past of a
 * record tells more than the partner is told of its present.
 */
const readerOfPast: Rule = (asker, whose) =>
  (asker === "head" || asker === "navigator" || asker === "leader") && whose === "own"

/**
 * Who may ask the server for what, whatever else the endpoint then checks: an action for each of its addresses. One
 * without a row here is served to nobody (tests/server/access.test.ts goes through every cell).
 */
const rules = {
  setup: anyone,
  session: signedIn,
  endSession: anyone,
  invite: headOfSchool,
  people: headOfSchool,
  changePerson: headOfSchool,
  retention: headOfSchool,
  depersonalise: headOfSchool,
  erasePupil: headOfSchool,
  lookAtInvitation: anyone,
  acceptInvitation: anyone,
  signIn: anyone,
  setPassphrase: signedIn,
  keepKey: signedIn,
  takeKey: signedIn,
  factor: signedIn,
  factorBegin: signedIn,
  factorConfirm: signedIn,
  stepUp: signedIn,
  history: readerOfPast,
  // A revoked one, too: what a tablet has not sent must not go with the access.
  rescueKey: signedInEver,
  rescue: signedInEver,
  rescues: headOfSchool,
  decideRescue: headOfSchool,
  devices: headOrOwn,
  changeDevice: headOrOwn,
  sight: headOfSchool,
  audit: headOfSchool,
  noteExports: signedIn,
  health: anyone,
  sync: signedInEver,
  live: signedIn,
  areaSummary: coordinator,
  areaCode: coordinatorOfSchools,
  newSchool: coordinatorOfSchools,
  removeSchool: coordinatorOfSchools,
  colleagues: coordinator,
  inviteColleague: coordinator,
  inviteAgain: coordinatorOfArea,
  schoolArea: headOfSchool,
  lookAtArea: headOfSchool,
  joinArea: headOfSchool,
  leaveArea: headOfSchool,
} as const satisfies Readonly<Record<string, Rule>>

export type Action = keyof typeof rules

/** Every action there is a rule for. */
export const actions = Object.keys(rules).filter(isAction)

export function isAction(name: string): name is Action {
  return Object.hasOwn(rules, name)
}

/** Whether this asker may do it with a thing that is whose. Without `whose`: with anything at all. */
export function mayAsk(asker: Asker, action: Action, whose?: Whose): boolean {
  const rule = rules[action]
  return whose === undefined ? rule(asker, "own") || rule(asker, "other") : rule(asker, whose)
}

function isRole(asker: Asker): boolean {
  return asker !== "nobody" && asker !== "revoked"
}

/** Roles whose rights reach beyond the own classes: what they can let in, shut out or destroy asks for a second factor. */
export function isGuarded(role: Role): boolean {
  return role === "head" || role === "municipal" || role === "region"
}

/** Whether classes are appointed to people of this role. Everybody else sees all of the school, or what they lead. */
export function takesClasses(role: Role): boolean {
  return role === "navigator"
}

/** Whether the head ends the access of such a person. Nobody takes the head's own away: the school would have none. */
export function canBeRevoked(role: Role): boolean {
  return role !== "head"
}

/** As what a head may invite somebody. The head's own role is given by the founding of a school alone. */
export const invitedRoles = ["navigator", "leader", "partner"] as const
export type InvitedRole = (typeof invitedRoles)[number]
