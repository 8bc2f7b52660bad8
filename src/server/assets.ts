import { createHash } from "node:crypto"
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  utimesSync,
} from "node:fs"
import { join, relative, sep } from "node:path"
import { gzipSync } from "node:zlib"

import { takesGzip } from "./api-response.ts"

/** The built screens, and what is left of the release before: tabs opened before an update still ask for it. */
export interface AssetFiles {
  /** Undefined when there is no such file: the caller answers 404. */
  respond(request: Request): Promise<Response | undefined>
}

export interface AssetFolders {
  readonly built: string
  /** Where hashed files of former releases are kept. */
  readonly kept: string
  readonly now: number
  /** Serves the worker that removes itself, see docs/operating.md. */
  readonly workerOff: boolean
}

export const keptDays = 60

const types: Readonly<Record<string, string>> = {
  css: "text/css; charset=utf-8",
  html: "text/html; charset=utf-8",
  ico: "image/x-icon",
  js: "text/javascript; charset=utf-8",
  json: "application/json",
  png: "image/png",
  svg: "image/svg+xml",
  txt: "text/plain; charset=utf-8",
  wasm: "application/wasm",
  webmanifest: "application/manifest+json",
  webp: "image/webp",
  woff2: "font/woff2",
}

interface File {
  readonly bytes: Uint8Array<ArrayBuffer>
  readonly packed: Uint8Array<ArrayBuffer> | undefined
  readonly tag: string
  readonly type: string
}

/** Reads the build into memory, once: it is about a megabyte and does not change while the server runs. */
export function openAssets(folders: AssetFolders): AssetFiles {
  const files = readAll(folders.built)
  keep(folders)
  if (folders.workerOff) switchWorkerOff(files)
  return {
    respond: async (request) => {
      if (request.method !== "GET" && request.method !== "HEAD") return undefined
      const path = pathOf(request)
      if (path === undefined) return undefined
      const file = files.get(path) ?? keptFile(folders, path) ?? screenFor(files, request, path)
      return file === undefined ? undefined : respond(request, file, path)
    },
  }
}

function pathOf(request: Request): string | undefined {
  try {
    return decodeURIComponent(new URL(request.url).pathname)
  } catch {
    // Not a sequence of UTF-8: nobody's link.
    return undefined
  }
}

function readAll(folder: string): Map<string, File> {
  const files = new Map<string, File>()
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue
    const path = join(entry.parentPath, entry.name)
    files.set(`/${relative(folder, path).split(sep).join("/")}`, readFile(path))
  }
  return files
}

function readFile(path: string): File {
  const bytes = new Uint8Array(readFileSync(path))
  const type = types[path.slice(path.lastIndexOf(".") + 1)] ?? "application/octet-stream"
  const isText = /^text|json|javascript|svg|wasm/.test(type)
  const packed = isText ? new Uint8Array(gzipSync(bytes, { level: 9 })) : undefined
  const isSmaller = packed !== undefined && packed.length < bytes.length
  const tag = `"${createHash("sha256").update(bytes).digest("base64url").slice(0, 22)}"`
  return { bytes, packed: isSmaller ? packed : undefined, tag, type }
}

/** A tab of the release before asks for parts by names that this build does not have. */
function keptFile({ kept }: AssetFolders, path: string): File | undefined {
  const name = /^\/assets\/([\w.-]+)$/.exec(path)?.[1]
  if (name === undefined || name.startsWith(".")) return undefined
  const place = join(kept, name)
  return existsSync(place) ? readFile(place) : undefined
}

/**
 * An address of a screen is answered with the page of that name, as `/pupil`, every other one with the app's. Never a
 * file's: a page stored under a script's name is a white screen for good.
 */
function screenFor(
  files: ReadonlyMap<string, File>,
  request: Request,
  path: string,
): File | undefined {
  const isFile = path.startsWith("/assets/") || /\.\w+$/.test(path)
  const mode = request.headers.get("sec-fetch-mode")
  const isNavigation = mode === null || mode === "navigate"
  return isFile || !isNavigation
    ? undefined
    : (files.get(`${path}.html`) ?? files.get("/index.html"))
}

function respond(request: Request, file: File, path: string): Response {
  const isHashed = path.startsWith("/assets/")
  const headers = new Headers({
    "content-type": file.type,
    "cache-control": isHashed ? "public, max-age=31536000, immutable" : "no-cache",
    etag: file.tag,
    vary: "accept-encoding",
  })
  if (request.headers.get("if-none-match")?.includes(file.tag) === true) {
    return new Response(null, { status: 304, headers })
  }
  const packed = takesGzip(request) ? file.packed : undefined
  if (packed !== undefined) headers.set("content-encoding", "gzip")
  const body = packed ?? file.bytes
  headers.set("content-length", String(body.length))
  return new Response(request.method === "HEAD" ? null : body, { status: 200, headers })
}

/** Puts this release's hashed files aside for the next one, and forgets those that no release had for long. */
function keep({ built, kept, now }: AssetFolders): void {
  mkdirSync(kept, { recursive: true })
  const current = join(built, "assets")
  for (const name of existsSync(current) ? readdirSync(current) : []) {
    const place = join(kept, name)
    if (!existsSync(place)) copyFileSync(join(current, name), place)
    // The days count from the last start at which the file was part of the release.
    utimesSync(place, now / 1_000, now / 1_000)
  }
  for (const name of readdirSync(kept)) {
    const place = join(kept, name)
    if (now - statSync(place).mtimeMs > keptDays * 86_400_000) rmSync(place)
  }
}

function switchWorkerOff(files: Map<string, File>): void {
  const removing = files.get("/kill-sw.js")
  if (removing !== undefined) files.set("/sw.js", removing)
  const text = JSON.stringify({ app: "bortzhurnal", serviceWorker: "off" })
  const bytes = new TextEncoder().encode(text)
  files.set("/sw-switch.json", { bytes, packed: undefined, tag: '"off"', type: "application/json" })
}
