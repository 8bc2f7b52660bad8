import { livePath } from "#/sync/api.ts"
import { markHeader, markValue } from "#/sync/headers.ts"

import { credentialHeaders } from "./credentials.ts"
import type { LineEars, LineEnd } from "./live-line.ts"

/** The server says something every 25 s; a line silent for longer is dead, though nobody may have told this end. */
const silentMsMax = 60_000
/** Longer than any line of ours: whoever sends it is not our server. */
const lineLengthMax = 1_000

type Ask = (path: string, init: RequestInit) => Promise<Response>

/**
 * Listens to the server's events through fetch and not through an EventSource: that one tells neither a 401 from a
 * dead network nor when to come again, takes any page's stream for ours and does not notice a line that fell silent.
 */
export function liveStreamOver(ask: Ask) {
  return async (ears: LineEars, signal: AbortSignal): Promise<LineEnd> => {
    const ending = new AbortController()
    const end = (): void => ending.abort()
    signal.addEventListener("abort", end)
    let silence = setTimeout(end, silentMsMax)
    const heard = (): void => {
      clearTimeout(silence)
      silence = setTimeout(end, silentMsMax)
    }
    try {
      const response = await ask(livePath, {
        cache: "no-store",
        redirect: "error",
        headers: { ...credentialHeaders(), accept: "text/event-stream" },
        signal: ending.signal,
      })
      const refused = refusalIn(response)
      if (refused !== undefined) return refused
      ears.opened()
      await readEvents(response, { heard, nudged: ears.nudged })
    } catch {
      // A dead network, a dead server, silence and our own leaving: all of them are just the end.
    } finally {
      clearTimeout(silence)
      signal.removeEventListener("abort", end)
      // What was not read to its end would go on coming.
      end()
    }
    return { kind: "over" }
  }
}

function refusalIn(response: Response): LineEnd | undefined {
  // A portal's page says nothing about our session.
  if (response.headers.get(markHeader) !== markValue) return { kind: "over" }
  if (response.status === 401) return { kind: "signed-out" }
  const seconds = Number(response.headers.get("retry-after") ?? "")
  if (seconds > 0) return { kind: "busy", retryAfterMs: seconds * 1_000 }
  const type = response.headers.get("content-type") ?? ""
  return response.status === 200 && type.startsWith("text/event-stream")
    ? undefined
    : { kind: "over" }
}

interface Reading {
  readonly heard: () => void
  readonly nudged: () => void
}

/** Every event means the same, so its lines need not be put together: a `data:` is one. */
async function readEvents(response: Response, { heard, nudged }: Reading): Promise<void> {
  const reader = response.body?.getReader()
  const decoder = new TextDecoder()
  let rest = ""
  for (;;) {
    const part = await reader?.read()
    if (part === undefined || part.done) return
    heard()
    const lines = (rest + decoder.decode(part.value, { stream: true })).split("\n")
    rest = lines.pop() ?? ""
    if (lines.some((line) => line.startsWith("data:"))) nudged()
    if (rest.length > lineLengthMax) return
  }
}
