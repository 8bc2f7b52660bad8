import * as v from "valibot"

import type { Action } from "#/domain/access.ts"
import type { Endpoint } from "#/sync/api.ts"

import { apiResponse, refusalResponse } from "./api-response.ts"
import { actionOf, refusalOf } from "./asker.ts"
import { readBody } from "./body.ts"
import type { Handler, Outcome } from "./call.ts"
import { isOwnOrigin } from "./csrf.ts"
import type { LogNote } from "./log.ts"
import type { Counted, RateLimits } from "./rate-limits.ts"
import { refuse, type Refused } from "./refusal.ts"
import type { Services } from "./services.ts"
import {
  credentialsIn,
  identify,
  sessionCookie,
  type Credentials,
  type Identity,
} from "./session.ts"
import { lacksStepUp } from "./step-up.ts"

/** An endpoint as the server serves it: what it takes and says as JSON, and who answers. */
export interface Route<Request, Answer> {
  readonly method: "GET" | "POST"
  readonly path: string
  /** What the table of rights calls it (src/domain/access.ts). */
  readonly action: Action
  /** Undefined when the value is not what the endpoint takes. */
  readonly decode: (value: unknown) => Request | undefined
  readonly encode: (answer: Answer) => string
  readonly handle: Handler<Request, Answer>
  /** What requests without a session are counted as. */
  readonly counted: Counted
}

export function routeOf<Request, Answer>(
  endpoint: Endpoint<Request, Answer>,
  handle: Handler<Request, Answer>,
  counted: Counted = "address",
): Route<Request, Answer> {
  const { method, path, request } = endpoint
  const action = actionOf(endpoint)
  const decode = (value: unknown): Request | undefined => {
    const parsed = v.safeParse(request, value)
    return parsed.success ? parsed.output : undefined
  }
  const encode = (answer: Answer): string => JSON.stringify(answer)
  return { method, path, action, decode, encode, handle, counted }
}

/** One request as it arrived. */
export interface Arrival {
  readonly raw: Request
  readonly id: string
  readonly address: string
  readonly note: (more: LogNote) => void
}

export interface Serving {
  readonly services: Services
  readonly limits: RateLimits
}

/** Cheapest checks first: whose page asks, who asks, how often, by what right; only then is the body read and decoded. */
export async function answerTo<Req, Answer>(
  serving: Serving,
  route: Route<Req, Answer>,
  arrival: Arrival,
): Promise<Response> {
  const { raw } = arrival
  const admitted = await admit(serving, route.counted, arrival)
  if (admitted.kind === "refused") return refusalResponse(raw, admitted)
  const { identity, credentials, cookie } = admitted
  const forbidden = refusalOf(identity, route.action)
  if (forbidden !== undefined) return refusalResponse(raw, forbidden)
  const outcome = await outcomeOf(serving, { route, arrival, identity, proof: credentials.proof })
  if (outcome.kind === "refused") return refusalResponse(raw, outcome)
  return apiResponse(raw, {
    status: 200,
    text: route.encode(outcome.body),
    headers: outcome.token === undefined ? cookie : cookieOf(serving, outcome.token, credentials),
  })
}

interface Admitted {
  readonly kind: "admitted"
  readonly identity: Identity
  readonly credentials: Credentials
  /** Sets the renewed token, when it was time for one. */
  readonly cookie: Readonly<Record<string, string>>
}

/** Whose page asks, who asks, how often. */
export async function admit(
  serving: Serving,
  counted: Counted,
  { raw, address }: Arrival,
): Promise<Admitted | Refused> {
  const { services, limits } = serving
  const { behindTls } = services
  if (!mayAsk(raw, behindTls)) return refuse("foreign-origin")
  const credentials = credentialsIn(raw, behindTls)
  const identity = await identify(services, credentials)
  const wait =
    identity.kind === "nobody"
      ? limits.take(counted, address)
      : limits.take("account", `${identity.scope.school} ${identity.scope.person}`)
  if (wait !== undefined) return { kind: "refused", code: "too-many", retryAfterSeconds: wait }
  const renewed = identity.kind === "member" ? identity.renewed : undefined
  const cookie = renewed === undefined ? {} : cookieOf(serving, renewed, credentials)
  return { kind: "admitted", identity, credentials, cookie }
}

function cookieOf(
  { services }: Serving,
  token: string,
  { place }: Credentials,
): Readonly<Record<string, string>> {
  return { "set-cookie": sessionCookie(token, { behindTls: services.behindTls, place }) }
}

/** Reading is told to any page of ours and to a typed address; another site's page is told nothing. */
function mayAsk(request: Request, behindTls: boolean): boolean {
  if (request.method !== "GET") return isOwnOrigin(request, behindTls)
  const site = request.headers.get("sec-fetch-site")
  return site === null || site === "same-origin" || site === "none"
}

interface Admission<Req, Answer> {
  readonly route: Route<Req, Answer>
  readonly arrival: Arrival
  readonly identity: Identity
  readonly proof: string | undefined
}

async function outcomeOf<Req, Answer>(
  { services, limits }: Serving,
  { route, arrival, identity, proof }: Admission<Req, Answer>,
): Promise<Outcome<Answer>> {
  const { raw, id, address, note } = arrival
  const read = await valueOf(raw)
  if (read.kind === "refused") return read
  const request = route.decode(read.value)
  if (request === undefined) return refuse("bad-request")
  if (await lacksStepUp(services, { identity, action: route.action, request })) {
    return refuse("step-up")
  }
  return route.handle({ services, limits, identity, request, id, proof, address, note })
}

function valueOf(raw: Request): Promise<{ kind: "json"; value: unknown } | Refused> {
  if (raw.method !== "GET") return readBody(raw)
  const value = Object.fromEntries(new URL(raw.url).searchParams)
  return Promise.resolve({ kind: "json", value })
}
