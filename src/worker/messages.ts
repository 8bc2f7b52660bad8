/** What the page and its service worker say to each other. Workbox fixes the first one's spelling. */
export type ToWorker = { readonly type: "SKIP_WAITING" }
export type FromWorker = { readonly type: "sync-nudge" }

export const syncNudge: FromWorker = { type: "sync-nudge" }

/** The tag under which a page asks the browser for a nudge once there is a network. */
export const syncTag = "outbox"

export function isSkipWaiting(data: unknown): data is ToWorker {
  return typed(data) === "SKIP_WAITING"
}

function typed(data: unknown): unknown {
  return typeof data === "object" && data !== null && "type" in data ? data.type : undefined
}
