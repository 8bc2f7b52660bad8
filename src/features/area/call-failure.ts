import type { Called } from "#/platform/api-client.ts"

/** Why the server did not do it; each has a sentence in `text/area.ts`. */
export type AreaFailure =
  | "offline"
  | "unreachable"
  | "portal"
  | "signed-out"
  | "forbidden"
  | "step-up"
  | "broken"

const awayCodes: ReadonlySet<string> = new Set(["busy", "storage", "too-slow"])

export function failureOf(called: Exclude<Called<unknown>, { kind: "answer" }>): AreaFailure {
  if (called.kind !== "refused") return called.kind
  if (called.code === "signed-out" || called.code === "step-up") return called.code
  if (called.code === "not-found") return "forbidden"
  return awayCodes.has(called.code) ? "unreachable" : "broken"
}
