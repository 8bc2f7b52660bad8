import { markHeader, markValue } from "#/sync/headers.ts"
import type { Reply, Transport } from "#/sync/ports.ts"
import { syncPath, type SyncRequest } from "#/sync/protocol.ts"
import { readAnswer, writeRequest } from "#/sync/wire.ts"

import { credentialHeaders } from "./credentials.ts"

/** Below this a request is not worth compressing. */
const gzipFromBytes = 1_024
const timeoutMs = 30_000

type Headers = Readonly<Record<string, string>>
type Ask = (path: string, init: RequestInit) => Promise<Response>

/**
 * Sync over HTTP. An answer counts only with status 200, as JSON, not redirected, with our header and our
 * marker: a school filter or a captive portal answers 200 with a page of its own.
 */
export function transportOver(ask: Ask, headers: () => Headers = credentialHeaders): Transport {
  return {
    async post(request) {
      let response: Response
      try {
        response = await ask(syncPath, await told(request, headers()))
      } catch {
        // A dead network, a dead server and a time-out look alike to fetch.
        return { kind: navigator.onLine ? "stranger" : "offline" }
      }
      return readReply(response, request.marker)
    },
  }
}

export const httpTransport = transportOver((path, init) => fetch(path, init))

/** The same in the name of the place of this database. */
export function httpTransportOf(database: string): Transport {
  return transportOver(
    (path, init) => fetch(path, init),
    () => credentialHeaders(database),
  )
}

async function told(request: SyncRequest, own: Headers): Promise<RequestInit> {
  const body = writeRequest(request)
  const headers = { ...own, "content-type": "application/json" }
  const init = { method: "POST", redirect: "error", cache: "no-store" } as const
  const signal = AbortSignal.timeout?.(timeoutMs) ?? null
  // An old tablet without CompressionStream sends plainly.
  if (body.length < gzipFromBytes || typeof CompressionStream === "undefined") {
    return { ...init, signal, headers, body }
  }
  const packed = { ...headers, "content-encoding": "gzip" }
  return { ...init, signal, headers: packed, body: await gzip(body) }
}

/** All in one piece: the stream of a Blob would fetch it from the browser's own process bit by bit. */
async function gzip(text: string): Promise<ArrayBuffer> {
  const { readable, writable } = new CompressionStream("gzip")
  const writer = writable.getWriter()
  const written = Promise.all([writer.write(new TextEncoder().encode(text)), writer.close()])
  const [packed] = await Promise.all([new Response(readable).arrayBuffer(), written])
  return packed
}

async function readReply(response: Response, marker: string): Promise<Reply> {
  const isOurs =
    !response.redirected &&
    response.headers.get(markHeader) === markValue &&
    (response.headers.get("content-type") ?? "").startsWith("application/json")
  if (!isOurs) return { kind: "stranger" }
  if (response.status === 401) return { kind: "signed-out" }
  if (response.status !== 200) {
    const seconds = Number(response.headers.get("retry-after") ?? "")
    return seconds > 0 ? { kind: "busy", retryAfterMs: seconds * 1_000 } : { kind: "busy" }
  }
  try {
    const answer = readAnswer(await response.json())
    // A cut or doubled body, or an answer to another request, is as good as none.
    return answer?.marker === marker ? { kind: "answer", answer } : { kind: "stranger" }
  } catch {
    return { kind: "stranger" }
  }
}
