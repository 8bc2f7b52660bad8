/**
 * What a tab knows about newer releases.
 * `ready`: stored and waiting for a tap. `failed`: could not be stored whole, the present one goes on working.
 * `replaced`: another tab brought the new release in, this one still runs the old. `part-missing`: a part of the app
 * could not be loaded, most often because the server has moved on.
 */
export type UpdateState =
  | { readonly kind: "none" }
  | { readonly kind: "ready" }
  | { readonly kind: "applying" }
  | { readonly kind: "failed" }
  | { readonly kind: "replaced" }
  | { readonly kind: "part-missing" }

export type UpdateEvent =
  | "release-stored"
  | "release-not-stored"
  | "worker-changed"
  | "part-not-loaded"
  | "tapped"

/** What follows. Nothing here reloads by itself: a reload follows only a tap in this very tab. */
export function nextUpdateState(state: UpdateState, event: UpdateEvent): UpdateState {
  // A tab of the old release can only be reloaded; news about further releases would just move its button.
  if (state.kind === "replaced") return state
  switch (event) {
    case "release-stored":
      return state.kind === "applying" ? state : { kind: "ready" }
    case "release-not-stored":
      return offers(state) ? state : { kind: "failed" }
    case "worker-changed":
      return state.kind === "applying" ? state : { kind: "replaced" }
    case "part-not-loaded":
      return offers(state) ? state : { kind: "part-missing" }
    case "tapped":
      return state.kind === "ready" ? { kind: "applying" } : state
  }
}

/** True while there is already something to tap that would help. */
function offers(state: UpdateState): boolean {
  return state.kind === "ready" || state.kind === "applying" || state.kind === "part-missing"
}
