import { Hono, type Context } from "hono"

import { api, livePath } from "#/sync/api.ts"
import { areaApi } from "#/sync/area-api.ts"
import { exportApi } from "#/sync/export-api.ts"
import { syncPath } from "#/sync/protocol.ts"
import { readRequest, writeAnswer } from "#/sync/wire.ts"

import { announcing } from "./announcing.ts"
import { refusalResponse } from "./api-response.ts"
import { acceptInvitation } from "./endpoints/accept-invitation.ts"
import { makeAreaCode, makeSchool, showAreaSummary } from "./endpoints/area.ts"
import { beginFactorHere } from "./endpoints/begin-factor.ts"
import { changeDevice } from "./endpoints/change-device.ts"
import { changePerson } from "./endpoints/change-person.ts"
import { inviteAgain, inviteColleague, listColleagues } from "./endpoints/colleagues.ts"
import { confirmFactorHere } from "./endpoints/confirm-factor.ts"
import { decideRescue } from "./endpoints/decide-rescue.ts"
import { depersonaliseYear } from "./endpoints/depersonalise-year.ts"
import { endSession } from "./endpoints/end-session.ts"
import { eraseOnePupil } from "./endpoints/erase-one-pupil.ts"
import { invite } from "./endpoints/invite.ts"
import { keepKey } from "./endpoints/keep-key.ts"
import { listDevices } from "./endpoints/list-devices.ts"
import { listPeople } from "./endpoints/list-people.ts"
import { listRescues } from "./endpoints/list-rescues.ts"
import { live } from "./endpoints/live.ts"
import { lookAtInvitation } from "./endpoints/look-at-invitation.ts"
import { noteExports } from "./endpoints/note-exports.ts"
import { takeSchoolOut } from "./endpoints/remove-school.ts"
import { rescue } from "./endpoints/rescue.ts"
import { joinArea, leaveArea, lookAtArea, showSchoolArea } from "./endpoints/school-area.ts"
import { setPassphrase } from "./endpoints/set-passphrase.ts"
import { setUp } from "./endpoints/set-up.ts"
import { showAudit } from "./endpoints/show-audit.ts"
import { showFactor } from "./endpoints/show-factor.ts"
import { showHealth } from "./endpoints/show-health.ts"
import { showHistory } from "./endpoints/show-history.ts"
import { showRescueKey } from "./endpoints/show-rescue-key.ts"
import { showRetention } from "./endpoints/show-retention.ts"
import { showSession } from "./endpoints/show-session.ts"
import { showSight } from "./endpoints/show-sight.ts"
import { signIn } from "./endpoints/sign-in.ts"
import { stepUp } from "./endpoints/step-up.ts"
import { sync } from "./endpoints/sync.ts"
import { takeKey } from "./endpoints/take-key.ts"
import { policyOf, securityHeaders } from "./headers.ts"
import { LiveStreams, liveLimits, type LiveLimits } from "./live-streams.ts"
import type { LogNote } from "./log.ts"
import { createNudges } from "./nudges.ts"
import { createRateLimits } from "./rate-limits.ts"
import { refuse, type Refused } from "./refusal.ts"
import { answerTo, routeOf, type Arrival, type Route, type Serving } from "./route.ts"
import type { Services } from "./services.ts"
import { stillStands } from "./session.ts"
import { storageTrouble, type StorageTrouble } from "./storage-trouble.ts"
import { StoreUnavailable } from "./store-unavailable.ts"

/** The whole server as a function of a request. Needs no socket: tests and the simulation call `fetch`. */
export interface App {
  /** `address` is where the request came from: requests without a session are counted by it. */
  fetch(request: Request, address?: string): Promise<Response>
  /** Ends the answers that would go on for ever and begins no new ones: before a stop. */
  endStreams(): void
}

interface Surroundings {
  readonly Bindings: { readonly address: string }
  readonly Variables: { readonly route: string; readonly note: LogNote }
}

export function createApp(given: Services, limits: LiveLimits = liveLimits): App {
  const nudges = given.nudges ?? createNudges()
  const services = { ...given, store: announcing(given.store, nudges) }
  const serving = { services, limits: createRateLimits(services.nowMs) }
  const mayListen = stillStands(given.store)
  const streams = new LiveStreams({ nudges, mayListen, limits })
  const hono = new Hono<Surroundings>()
  watch(hono, services)
  routes(hono, serving)
  hono.get(livePath, (context) => {
    context.set("route", livePath)
    return live(serving, streams, arrivalOf(context))
  })
  hono.all("/api/*", (context) => {
    context.set("route", "unknown")
    return refusalResponse(context.req.raw, refuse("not-found"))
  })
  hono.all("*", async (context) => {
    const found = await services.assets?.respond(context.req.raw)
    context.set("route", found === undefined ? "unknown" : "file")
    return found ?? new Response("", { status: 404 })
  })
  hono.onError((fault, context) => {
    const storage = storageTrouble(fault)
    const trouble = storage === undefined ? {} : { storage }
    context.set("note", { ...context.get("note"), fault: faultName(fault), ...trouble })
    if (storage !== undefined) return refusalResponse(context.req.raw, refuseStorage(storage))
    return refusalResponse(context.req.raw, refuse(isBusy(fault) ? "busy" : "broken"))
  })
  return {
    fetch: async (request, address = "") => hono.fetch(request, { address }),
    endStreams: () => streams.stop(),
  }
}

/** Every answer, whoever gave it, gets the security headers and one line in the log. */
function watch(hono: Hono<Surroundings>, services: Services): void {
  const secure = Object.entries(securityHeaders(services.behindTls))
  hono.use("*", async (context, next) => {
    const begun = services.nowMs()
    await next()
    for (const [name, value] of secure) context.header(name, value)
    context.header("content-security-policy", policyOf(context.req.path))
    services.log({
      at: new Date(begun).toISOString(),
      method: context.req.method,
      route: context.get("route"),
      status: context.res.status,
      ms: services.nowMs() - begun,
      ...context.get("note"),
    })
  })
}

function routes(hono: Hono<Surroundings>, serving: Serving): void {
  const serve = <Request, Answer>(route: Route<Request, Answer>): void => {
    hono.on(route.method, route.path, (context) => {
      context.set("route", route.path)
      return answerTo(serving, route, arrivalOf(context))
    })
  }
  serve(routeOf(api.setup, setUp, "invitations"))
  serve(routeOf(api.session, showSession))
  serve(routeOf(api.endSession, endSession))
  serve(routeOf(api.invite, invite))
  serve(routeOf(api.people, listPeople))
  serve(routeOf(api.changePerson, changePerson))
  serve(routeOf(api.retention, showRetention))
  serve(routeOf(api.depersonalise, depersonaliseYear))
  serve(routeOf(api.erasePupil, eraseOnePupil))
  serve(routeOf(api.lookAtInvitation, lookAtInvitation, "invitations"))
  serve(routeOf(api.acceptInvitation, acceptInvitation, "invitations"))
  serve(routeOf(api.signIn, signIn, "signIns"))
  serve(routeOf(api.setPassphrase, setPassphrase))
  serve(routeOf(api.keepKey, keepKey))
  serve(routeOf(api.takeKey, takeKey))
  serve(routeOf(api.factor, showFactor))
  serve(routeOf(api.factorBegin, beginFactorHere))
  serve(routeOf(api.factorConfirm, confirmFactorHere))
  serve(routeOf(api.stepUp, stepUp))
  serve(routeOf(api.history, showHistory))
  serve(routeOf(api.rescueKey, showRescueKey))
  serve(routeOf(api.rescue, rescue))
  serve(routeOf(api.rescues, listRescues))
  serve(routeOf(api.decideRescue, decideRescue))
  serve(routeOf(api.devices, listDevices))
  serve(routeOf(api.changeDevice, changeDevice))
  serve(routeOf(api.sight, showSight))
  serve(routeOf(api.audit, showAudit))
  serve(routeOf(api.health, showHealth))
  serve(routeOf(exportApi.noteExports, noteExports))
  serve(routeOf(areaApi.areaSummary, showAreaSummary()))
  serve(routeOf(areaApi.areaCode, makeAreaCode))
  serve(routeOf(areaApi.newSchool, makeSchool))
  serve(routeOf(areaApi.removeSchool, takeSchoolOut))
  serve(routeOf(areaApi.colleagues, listColleagues))
  serve(routeOf(areaApi.inviteColleague, inviteColleague))
  serve(routeOf(areaApi.inviteAgain, inviteAgain))
  serve(routeOf(areaApi.schoolArea, showSchoolArea))
  serve(routeOf(areaApi.lookAtArea, lookAtArea))
  serve(routeOf(areaApi.joinArea, joinArea))
  serve(routeOf(areaApi.leaveArea, leaveArea))
  serve({
    method: "POST",
    path: syncPath,
    action: "sync",
    decode: readRequest,
    encode: writeAnswer,
    handle: sync,
    counted: "address",
  })
}

function arrivalOf(context: Context<Surroundings>): Arrival {
  return {
    raw: context.req.raw,
    id: context.req.param("id") ?? "",
    address: context.env.address,
    note: (more) => context.set("note", { ...context.get("note"), ...more }),
  }
}

/** Somebody has to mend it: tablets need not ask every second. */
const storageRetrySeconds = 30

function refuseStorage(reason: StorageTrouble): Refused {
  return { kind: "refused", code: "storage", reason, retryAfterSeconds: storageRetrySeconds }
}

/** The kind of a fault and never its words: they may quote what somebody wrote. */
function faultName(fault: Error): string {
  return "code" in fault && typeof fault.code === "string" ? fault.code : fault.name
}

/** SQLite could not get at the file for five seconds, e.g. while a backup is put on a full disk. */
function isBusy(fault: Error): boolean {
  if (fault instanceof StoreUnavailable) return true
  return "errcode" in fault && fault.errcode === 5
}
