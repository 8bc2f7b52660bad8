import * as v from "valibot"

import { uuidPattern } from "#/base/uuid.ts"
import { invitedRoles, roles } from "#/domain/access.ts"
import { listLengthMax, titleLengthMax } from "#/domain/record-schema.ts"

import {
  auditPage,
  auditQuery,
  changedDevice,
  deviceChange,
  deviceList,
  sight,
} from "./device-api.ts"
import { readFactorCode } from "./factor-code.ts"
import { readInvitationCode } from "./invitation-code.ts"
import { keptRescue, rescueBytesMax, rescueDecision, rescueOutcome } from "./rescue-api.ts"

/** A stream of events that only say «something has changed, ask»: GET, `text/event-stream`, for who is signed in. */
export const livePath = "/api/live"

/** Why a request outside of sync was not served; an answer with another status than 200 is `{error: code, reason?}`. */
export const errorCodes = [
  /** 401: no session, or it ended. Never touches what lies on the tablet. */
  "signed-out",
  /** 404: also what is not for this person. */
  "not-found",
  /** 400: not what the endpoint takes. */
  "bad-request",
  /** 403: the request came from another site. */
  "foreign-origin",
  /** 408, 413, 415, 429 (with Retry-After in seconds). */
  "too-slow",
  "too-large",
  "not-json",
  "too-many",
  /** 410: this invitation was accepted already, or its 7 days are over; 404 when there never was one. */
  "invitation-used",
  "invitation-expired",
  "invitation-unknown",
  /** 409: the school exists already. */
  "already-set-up",
  /** 403: the link of the first start is not the one the server printed. */
  "wrong-setup-token",
  /** 403: no such person, no passphrase, another passphrase or an access taken away; never said which. */
  "wrong-passphrase",
  /** 422: shorter than 8 signs, one of the common ones, or the person's own name; `reason` says which. */
  "weak-passphrase",
  /** 403: only within a quarter of an hour after signing in, or with the present passphrase. */
  "stale-sign-in",
  /** 404: the server keeps no key for this vault. */
  "no-key",
  /** 403: a code of the second factor comes first ({@link api.stepUp}), or the factor itself when there is none yet. */
  "step-up",
  /** 403: this code of the second factor is wrong, over, or was used before. */
  "wrong-code",
  /** 500, 503. */
  "broken",
  "busy",
  /** 503: the disk is full, read-only, failing, or the database is damaged; `reason` says which. */
  "storage",
] as const
export type ErrorCode = (typeof errorCodes)[number]

const errorAnswer = v.object({ error: v.picklist(errorCodes) })

/** The code of an answer that is not 200; undefined when the answer is none of ours. */
export function readError(body: unknown): ErrorCode | undefined {
  const parsed = v.safeParse(errorAnswer, body)
  return parsed.success ? parsed.output.error : undefined
}

/** One endpoint as both sides see it: the server decodes `request`, the app decodes `answer`. */
export interface Endpoint<Request, Answer> {
  readonly method: "GET" | "POST"
  /** As the router knows it: `:id` stands for a part given by {@link pathOf}. */
  readonly path: string
  /** The JSON body of a POST, the query of a GET. */
  readonly request: v.GenericSchema<unknown, Request>
  readonly answer: v.GenericSchema<unknown, Answer>
}

function endpoint<Request, Answer>(told: Endpoint<Request, Answer>): Endpoint<Request, Answer> {
  return told
}

/** The path of an endpoint that names one thing, e.g. a person. */
export function pathOf({ path }: { readonly path: string }, id: string): string {
  return path.replace(":id", encodeURIComponent(id))
}

const id = v.pipe(v.string(), v.regex(uuidPattern))
const ids = v.pipe(v.array(id), v.maxLength(listLengthMax))
const wholeMs = v.pipe(v.number(), v.safeInteger(), v.minValue(0))
const whole = wholeMs
const title = v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(titleLengthMax))
const token = v.pipe(v.string(), v.regex(/^[\w-]{20,64}$/))
const nothing = v.strictObject({})
const role = v.picklist(roles)
/** The head's own role is given only by the first start. */
const invitedRole = v.picklist(invitedRoles)

/** A random string of the tablet's own: an accept whose answer got lost may be repeated with it for ten minutes. */
const attempt = v.exactOptional(token)
const code = v.pipe(
  v.string(),
  v.maxLength(60),
  v.transform((typed) => readInvitationCode(typed) ?? ""),
  v.minLength(1),
)
/** Whose tablet it has been so far. A server put back from a copy may not know that person any more. */
const was = v.exactOptional(v.strictObject({ school: id, person: id }))
const byToken = v.strictObject({ token })
const byCode = v.strictObject({ code })
const acceptByToken = v.strictObject({ token, attempt, was })
const acceptByCode = v.strictObject({ code, attempt, was })

/** 8 signs are asked for where it is set; what is longer than this is no passphrase. */
export const passphraseLengthMax = 200
const passphrase = v.pipe(v.string(), v.minLength(1), v.maxLength(passphraseLengthMax))
/** Names a vault of the person for ever: random, the tablet's own. */
const vault = v.pipe(v.string(), v.regex(/^[\w-]{16,64}$/))
/** 256 bits, base64url: what the tablet's data key is wrapped with. */
const vaultKey = v.pipe(v.string(), v.regex(/^[\w-]{43}$/))
/** Six digits of the authenticator, or one of the ten recovery codes, however it is typed. */
const factorCode = v.pipe(
  v.string(),
  v.maxLength(60),
  v.transform((typed) => readFactorCode(typed) ?? ""),
  v.minLength(1),
)

const session = v.object({
  person: v.object({ id: v.string(), name: v.string(), role, classes: v.array(v.string()) }),
  /** `id` names the school on this server; it is not the id of the school's record. */
  school: v.object({ id: v.string(), name: v.string() }),
  /** Whether the person has a passphrase here. Older servers do not say. */
  hasPassphrase: v.exactOptional(v.boolean()),
  epoch: whole,
  protocol: whole,
  serverNow: wholeMs,
})
export type SessionAnswer = v.InferOutput<typeof session>

/** Also for the making of a school by its city (area-api.ts). */
export const invitationAnswer = v.object({
  /** For the link `/join#<token>` and its QR code. Shown once; the server keeps only a hash. */
  token: v.string(),
  /** For typing, without separators; {@link showInvitationCode} groups it. */
  code: v.string(),
  expiresAt: wholeMs,
})
export type InvitationAnswer = v.InferOutput<typeof invitationAnswer>
const invitation = invitationAnswer

const member = v.object({
  id: v.string(),
  name: v.string(),
  role,
  state: v.picklist(["invited", "active", "revoked"]),
  classes: v.array(v.string()),
  /** When the open invitation ends; null when there is none. */
  invitedUntil: v.nullable(wholeMs),
})
export type Member = v.InferOutput<typeof member>

const invitationLook = v.object({
  name: v.string(),
  role,
  schoolName: v.string(),
  expiresAt: wholeMs,
})
export type InvitationLook = v.InferOutput<typeof invitationLook>

const change = v.object({
  seq: whole,
  at: wholeMs,
  /** A person's id. */
  by: v.string(),
  device: v.string(),
  /** `superseded`: at least one of these values lost to another. */
  verdict: v.picklist(["applied", "superseded"]),
  cells: v.record(v.string(), v.unknown()),
})

const history = v.object({ changes: v.array(change), more: v.boolean() })
export type HistoryAnswer = v.InferOutput<typeof history>

/** The second factor, as its owner sees it. */
const factor = v.object({
  /** `none`: not there; `on`: confirmed by a code. */
  state: v.picklist(["none", "on"]),
  /** Whether this person has to have one for inviting, revoking, erasing and the like. */
  required: v.boolean(),
  /** Until when this session needs no other code; null when it needs one now. */
  steppedUpUntil: v.nullable(wholeMs),
  recoveryCodesLeft: whole,
})
export type FactorAnswer = v.InferOutput<typeof factor>

const day = v.string()
const erasedEntry = v.object({
  at: wholeMs,
  /** A person's id. */
  by: v.string(),
  /** The school year; null when it was one pupil's. */
  year: v.nullable(whole),
  /** `results`: of a pupil whose consent was withdrawn, what was answered and recommended; the name stays. */
  what: v.optional(v.picklist(["names", "results"]), "names"),
  pupils: whole,
  /** How many of the tablets that are in use have been in touch since: they have forgotten, too. */
  tablets: v.object({ cleared: whole, all: whole }),
})
const retention = v.object({
  keepDays: whole,
  /** School years, by the year in which they began, that still have pupils with names; the earliest first. */
  years: v.array(
    v.object({ year: whole, lastDay: day, from: day, pupils: whole, open: v.boolean() }),
  ),
  /** Whose results go on which day, since the consent was withdrawn; the earliest first. */
  withdrawn: v.optional(v.array(v.object({ pupil: v.string(), eraseOn: day })), []),
  past: v.array(erasedEntry),
})
export type RetentionAnswer = v.InferOutput<typeof retention>

const depersonalised = v.variant("kind", [
  v.object({ kind: v.literal("done"), pupils: whole, activities: whole, imports: whole }),
  /** The season and the days after it are not over yet. */
  v.object({ kind: v.literal("too-early"), from: day }),
])
export type DepersonalisedAnswer = v.InferOutput<typeof depersonalised>

export const api = {
  /** The first start of an empty server: makes the school and its head, and signs the head in. */
  setup: endpoint({
    method: "POST",
    path: "/api/setup",
    request: v.strictObject({
      token,
      schoolName: title,
      city: v.exactOptional(title),
      name: title,
    }),
    answer: session,
  }),
  /** Who is signed in here; 401 `signed-out` when nobody is. */
  session: endpoint({
    method: "GET",
    path: "/api/session",
    request: nothing,
    answer: session,
  }),
  endSession: endpoint({
    method: "POST",
    path: "/api/session/end",
    request: nothing,
    answer: v.object({ ended: v.literal(true) }),
  }),
  /** The head invites a person; the answer is the only time the link and the code are shown. */
  invite: endpoint({
    method: "POST",
    path: "/api/invitations",
    request: v.strictObject({ name: title, role: invitedRole, classes: ids }),
    answer: v.object({ person: member, invitation }),
  }),
  /** Everyone of the school, for the head. */
  people: endpoint({
    method: "GET",
    path: "/api/people",
    request: nothing,
    answer: v.object({ people: v.array(member) }),
  }),
  /**
   * The head changes a person. `classes` replaces the appointed classes; `revoke: true` ends the access
   * and every session; `invite: true` gives a new invitation (and the access back to one revoked).
   */
  changePerson: endpoint({
    method: "POST",
    path: "/api/people/:id",
    request: v.strictObject({
      classes: v.exactOptional(ids),
      revoke: v.exactOptional(v.literal(true)),
      invite: v.exactOptional(v.literal(true)),
    }),
    answer: v.object({ person: member, invitation: v.nullable(invitation) }),
  }),
  /** What is kept how long, and what was taken away for good: for the head. */
  retention: endpoint({
    method: "GET",
    path: "/api/retention",
    request: nothing,
    answer: retention,
  }),
  /** Takes the names of a school year away for good; `:id` is the year in which it began. */
  depersonalise: endpoint({
    method: "POST",
    path: "/api/retention/:id",
    request: nothing,
    answer: depersonalised,
  }),
  /** Takes one pupil's name away for good. `notes` are activities in whose notes the surname stands. */
  erasePupil: endpoint({
    method: "POST",
    path: "/api/pupils/:id/erase",
    request: nothing,
    answer: v.object({ notes: v.array(v.string()) }),
  }),
  /** What an invitation says, before it is accepted. */
  lookAtInvitation: endpoint({
    method: "POST",
    path: "/api/invitation/look",
    request: v.union([byToken, byCode]),
    answer: invitationLook,
  }),
  /** Accepts an invitation and signs the person in. */
  acceptInvitation: endpoint({
    method: "POST",
    path: "/api/invitation/accept",
    request: v.union([acceptByToken, acceptByCode]),
    answer: session,
  }),
  /**
   * Signs a person in on a tablet that knows who that is. The same answer, after the same work, for an unknown school
   * or person, one without a passphrase and a wrong one. `step-up`: the passphrase is right and the person has a second
   * factor: the same once more, with `code`.
   */
  signIn: endpoint({
    method: "POST",
    path: "/api/sign-in",
    request: v.strictObject({
      school: id,
      person: id,
      passphrase,
      code: v.exactOptional(factorCode),
    }),
    answer: session,
  }),
  /**
   * Sets the first passphrase, or another one: then with the `current` one, or within a quarter of an hour after an
   * invitation was accepted (`stale-sign-in` otherwise). `weak-passphrase` when it will not do.
   */
  setPassphrase: endpoint({
    method: "POST",
    path: "/api/passphrase",
    request: v.strictObject({ passphrase, current: v.exactOptional(passphrase) }),
    answer: v.object({ set: v.literal(true) }),
  }),
  /** Has the server keep the key of this person's vault; a later one of the same vault takes its place. */
  keepKey: endpoint({
    method: "POST",
    path: "/api/escrow/keep",
    request: v.strictObject({ vault, key: vaultKey }),
    answer: v.object({ kept: v.literal(true) }),
  }),
  /** Gives it back, to the same person and within a quarter of an hour after signing in; it stays kept. */
  takeKey: endpoint({
    method: "POST",
    path: "/api/escrow/take",
    request: v.strictObject({ vault }),
    answer: v.object({ key: vaultKey }),
  }),
  factor: endpoint({
    method: "GET",
    path: "/api/factor",
    request: nothing,
    answer: factor,
  }),
  /** A new secret, not in force before {@link api.factorConfirm}. One that is on is replaced only after a step-up. */
  factorBegin: endpoint({
    method: "POST",
    path: "/api/factor/begin",
    request: nothing,
    /** `uri` is `otpauth://…` for a QR code, `secret` the same for typing (base32). */
    answer: v.object({ uri: v.string(), secret: v.string() }),
  }),
  /** Puts the new secret in force. The only time the recovery codes are shown. */
  factorConfirm: endpoint({
    method: "POST",
    path: "/api/factor/confirm",
    request: v.strictObject({ code: factorCode }),
    answer: v.object({ recoveryCodes: v.array(v.string()) }),
  }),
  /** Lets this session do for ten minutes what needs the second factor. */
  stepUp: endpoint({
    method: "POST",
    path: "/api/factor/step-up",
    request: v.strictObject({ code: factorCode }),
    answer: v.object({ until: wholeMs }),
  }),
  /** Who changed a record, when and to what, values that lost included; newest first, `before` continues. */
  history: endpoint({
    method: "GET",
    path: "/api/history",
    request: v.strictObject({
      rec: id,
      before: v.exactOptional(v.pipe(v.string(), v.digits(), v.toNumber(), v.safeInteger())),
    }),
    answer: history,
  }),
  /**
   * The key to which tablets seal what they have not sent (65 bytes, base64url), and the secret with which this
   * session signs it; null on a server without a key of its own.
   */
  rescueKey: endpoint({
    method: "GET",
    path: "/api/rescue-key",
    request: nothing,
    answer: v.object({ key: v.nullable(v.string()), signing: v.nullable(v.string()) }),
  }),
  /**
   * Brings a sealed bundle of somebody's unsent work (docs/protocol.md, "Rescue"). `aside`: for the head to decide
   * on, as from whoever has lost the access.
   */
  rescue: endpoint({
    method: "POST",
    path: "/api/rescue",
    request: v.strictObject({
      bundle: v.pipe(v.string(), v.maxLength(Math.ceil((rescueBytesMax * 4) / 3))),
      aside: v.exactOptional(v.literal(true)),
    }),
    answer: rescueOutcome,
  }),
  /** Bundles that wait for the head, and those decided on; the newest first. */
  rescues: endpoint({
    method: "GET",
    path: "/api/rescues",
    request: nothing,
    answer: v.object({ rescues: v.array(keptRescue) }),
  }),
  /** Takes a kept bundle in, or puts it away. It stays sealed either way, so that it can be taken in later. */
  decideRescue: endpoint({
    method: "POST",
    path: "/api/rescues/:id",
    request: v.strictObject({ decision: v.picklist(["take", "discard"]) }),
    answer: rescueDecision,
  }),
  /** The tablets of the school for its head, the own ones for anybody else. */
  devices: endpoint({
    method: "GET",
    path: "/api/devices",
    request: nothing,
    answer: deviceList,
  }),
  /** Names a tablet (the head, or whose it is) or orders it to forget the school (the head). */
  changeDevice: endpoint({
    method: "POST",
    path: "/api/devices/:id",
    request: deviceChange,
    answer: changedDevice,
  }),
  /** What a tablet could see and when: «whose rows were on it?». For the head; asking is written down. */
  sight: endpoint({
    method: "GET",
    path: "/api/devices/:id/sight",
    request: nothing,
    answer: sight,
  }),
  /** The journal of access, for the head. */
  audit: endpoint({
    method: "GET",
    path: "/api/audit",
    request: auditQuery,
    answer: auditPage,
  }),
  health: endpoint({
    method: "GET",
    path: "/api/health",
    request: nothing,
    answer: v.object({ ok: v.literal(true), protocol: whole, epoch: whole }),
  }),
} as const
