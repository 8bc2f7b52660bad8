import { promisify } from "node:util"
import { gzip } from "node:zlib"

import { markHeader, markValue } from "#/sync/headers.ts"

import { statusOf, type Refused } from "./refusal.ts"

const compress = promisify(gzip)

/** Below this, packing costs more than it saves. */
const gzipFromBytes = 1_024

export interface Said {
  readonly status: number
  readonly text: string
  readonly headers: Readonly<Record<string, string>>
}

/** An answer of the API: JSON, marked as ours, never stored on the way, packed when it is worth it. */
export async function apiResponse(request: Request, said: Said): Promise<Response> {
  const headers = new Headers({
    "content-type": "application/json",
    "cache-control": "no-store",
    vary: "accept-encoding",
    [markHeader]: markValue,
    ...said.headers,
  })
  const isPacked = said.text.length > gzipFromBytes && takesGzip(request)
  if (isPacked) headers.set("content-encoding", "gzip")
  const body = isPacked ? new Uint8Array(await compress(said.text)) : said.text
  return new Response(body, { status: said.status, headers })
}

export function refusalResponse(request: Request, refused: Refused): Promise<Response> {
  const { code, reason, retryAfterSeconds } = refused
  const headers =
    retryAfterSeconds === undefined ? {} : { "retry-after": String(retryAfterSeconds) }
  return apiResponse(request, {
    status: statusOf(code),
    text: JSON.stringify({ error: code, reason }),
    headers,
  })
}

export function takesGzip(request: Request): boolean {
  return /\bgzip\b/.test(request.headers.get("accept-encoding") ?? "")
}
