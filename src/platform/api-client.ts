import * as v from "valibot"

import { pathOf, readError, type Endpoint, type ErrorCode } from "#/sync/api.ts"
import { markHeader, markValue } from "#/sync/headers.ts"

import { credentialHeaders, headersOf, type Credentials } from "./credentials.ts"

/** Longer than this nobody looks at a waiting screen. */
const timeoutMs = 20_000

/** How an endpoint was answered. Network trouble is an outcome, not an error. */
export type Called<Answer> =
  | { readonly kind: "answer"; readonly answer: Answer }
  /** Our server said no, and why. */
  | { readonly kind: "refused"; readonly code: ErrorCode }
  | Unanswered

export type Unanswered =
  /** The device has no connection. */
  | { readonly kind: "offline" }
  /** There is a connection, but the server does not answer. */
  | { readonly kind: "unreachable" }
  /** Something else answered: the page of a school filter or of a wifi that asks to sign in. */
  | { readonly kind: "portal" }

interface Call<Request, Answer> {
  readonly endpoint: Endpoint<Request, Answer>
  readonly request: Request
  /** What `:id` in the path stands for. */
  readonly id?: string
  /** In whose name, when it is not the present place's. */
  readonly as?: Credentials
}

/** Asks an endpoint outside of sync. Only an answer of our own server counts (see `platform/transport.ts`). */
export async function callApi<Request, Answer>(
  call: Call<Request, Answer>,
): Promise<Called<Answer>> {
  let response: Response
  try {
    response = await fetch(addressOf(call), initOf(call))
  } catch {
    return { kind: navigator.onLine ? "unreachable" : "offline" }
  }
  return readResponse(response, call.endpoint.answer)
}

function addressOf<Request, Answer>({ endpoint, request, id }: Call<Request, Answer>): string {
  const path = id === undefined ? endpoint.path : pathOf(endpoint, id)
  const query = endpoint.method === "GET" ? new URLSearchParams(textsOf(request)).toString() : ""
  return new URL(query === "" ? path : `${path}?${query}`, location.origin).href
}

function textsOf(request: unknown): Record<string, string> {
  const entries = typeof request === "object" && request !== null ? Object.entries(request) : []
  return Object.fromEntries(entries.map(([name, value]) => [name, String(value)]))
}

function initOf<Request, Answer>({ endpoint, request, as }: Call<Request, Answer>): RequestInit {
  // A portal redirects to its own page: that must not be followed as if it were an answer.
  const init = { method: endpoint.method, redirect: "manual", cache: "no-store" } as const
  const signal = AbortSignal.timeout?.(timeoutMs) ?? null
  const own = as === undefined ? credentialHeaders() : headersOf(as)
  if (endpoint.method === "GET") return { ...init, signal, headers: own }
  const headers = { ...own, "content-type": "application/json" }
  return { ...init, signal, headers, body: JSON.stringify(request) }
}

async function readResponse<Answer>(
  response: Response,
  schema: v.GenericSchema<unknown, Answer>,
): Promise<Called<Answer>> {
  if (!isOurs(response)) return { kind: response.status >= 500 ? "unreachable" : "portal" }
  let body: unknown
  try {
    body = await response.json()
  } catch {
    // The connection broke in the middle of the answer.
    return { kind: "unreachable" }
  }
  if (response.status !== 200) {
    return { kind: "refused", code: readError(body) ?? "broken" }
  }
  const parsed = v.safeParse(schema, body)
  return parsed.success
    ? { kind: "answer", answer: parsed.output }
    : { kind: "refused", code: "broken" }
}

function isOurs(response: Response): boolean {
  return (
    response.headers.get(markHeader) === markValue &&
    (response.headers.get("content-type") ?? "").startsWith("application/json")
  )
}
