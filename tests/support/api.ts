import { afterEach, vi } from "vitest"

import type { ErrorCode } from "#/sync/api.ts"
import { markHeader, markValue } from "#/sync/headers.ts"

type Answer = { readonly status?: number; readonly body: unknown }

/** What the pretended server answers at a method and a path: `"POST /api/invitations"`. */
export type Routes = Readonly<Record<string, (body: unknown) => Answer | "no network" | Response>>

export interface Asked {
  readonly what: string
  readonly body: unknown
}

afterEach(() => {
  vi.unstubAllGlobals()
})

/** Puts a pretended server where the network begins, and lists what it was asked. */
export function answerApi(routes: Routes): readonly Asked[] {
  const asked: Asked[] = []
  vi.stubGlobal("fetch", async (address: string, init: RequestInit = {}): Promise<Response> => {
    const what = `${init.method ?? "GET"} ${new URL(address).pathname}`
    const body: unknown = typeof init.body === "string" ? JSON.parse(init.body) : undefined
    asked.push({ what, body })
    const answer = routes[what]?.(body) ?? refusal("not-found", 404)
    if (answer === "no network") throw new TypeError("Failed to fetch")
    if (answer instanceof Response) return answer
    const headers = { "content-type": "application/json", [markHeader]: markValue }
    return new Response(JSON.stringify(answer.body), { status: answer.status ?? 200, headers })
  })
  return asked
}

export function refusal(code: ErrorCode, status: number): Answer {
  return { status, body: { error: code } }
}

/** What a captive portal says to every question. */
export function portalPage(): Response {
  const headers = { "content-type": "text/html" }
  return new Response("<h1>Войдите в сеть</h1>", { status: 200, headers })
}

/** A session of a navigator, as the server answers when an invitation is accepted. */
export function aSession(
  person: { readonly id: string; readonly name: string },
  school = "Школа № 12",
): Answer {
  return {
    body: {
      person: { ...person, role: "navigator", classes: [] },
      school: { id: "s1", name: school },
      epoch: 1,
      protocol: 1,
      serverNow: 1_637_240_700_000,
    },
  }
}
