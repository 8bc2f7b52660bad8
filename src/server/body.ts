import { promisify } from "node:util"
import { gunzip } from "node:zlib"

import { bodyBytesMax, inflatedBytesMax } from "#/sync/limits.ts"

import { refuse, type Refused } from "./refusal.ts"

const inflate = promisify(gunzip)

/** A tablet on a bad line sends 1 MiB in this time or tries again. */
export const bodyMsMax = 10_000

export type ReadBody = { readonly kind: "json"; readonly value: unknown } | Refused

/** The JSON of a request, read no further than the limits. */
export async function readBody(request: Request): Promise<ReadBody> {
  const type = request.headers.get("content-type") ?? ""
  if (!/^application\/json\s*(;|$)/i.test(type)) return refuse("not-json")
  const encoding = request.headers.get("content-encoding")
  if (encoding !== null && encoding !== "gzip") return refuse("not-json")
  const sent = await readBytes(request)
  if (!(sent instanceof Uint8Array)) return sent
  const bytes = encoding === null ? sent : await inflated(sent)
  if (!(bytes instanceof Uint8Array)) return bytes
  try {
    const written = new TextDecoder("utf-8", { fatal: true }).decode(bytes)
    const value: unknown = JSON.parse(written)
    return isObject(value) ? { kind: "json", value } : refuse("bad-request")
  } catch {
    return refuse("bad-request")
  }
}

/** To valibot an empty list is an object without keys. */
function isObject(value: unknown): boolean {
  return typeof value === "object" && value !== null && !Array.isArray(value)
}

async function readBytes(request: Request): Promise<Uint8Array | Refused> {
  if (Number(request.headers.get("content-length") ?? 0) > bodyBytesMax) return refuse("too-large")
  if (request.body === null) return refuse("bad-request")
  const reader = request.body.getReader()
  let isLate = false
  const timer = setTimeout(() => {
    isLate = true
    void reader.cancel()
  }, bodyMsMax)
  try {
    const chunks: Uint8Array[] = []
    let size = 0
    for (;;) {
      const { done, value } = await reader.read()
      if (isLate) return refuse("too-slow")
      if (done) return Buffer.concat(chunks)
      size += value.length
      if (size > bodyBytesMax) {
        void reader.cancel()
        return refuse("too-large")
      }
      chunks.push(value)
    }
  } catch {
    // The line broke while the body was coming: nobody is left to read an answer.
    return refuse("bad-request")
  } finally {
    clearTimeout(timer)
  }
}

/** A few kilobytes can unfold to gigabytes: zlib is told where to stop. */
async function inflated(bytes: Uint8Array): Promise<Uint8Array | Refused> {
  try {
    return await inflate(bytes, { maxOutputLength: inflatedBytesMax })
  } catch (fault) {
    const isBomb = fault instanceof RangeError
    return refuse(isBomb ? "too-large" : "bad-request")
  }
}
