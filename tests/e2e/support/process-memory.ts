import { closeSync, openSync, readdirSync, readFileSync, readSync } from "node:fs"

import { markersIn } from "#tests/support/traces.ts"

const pieceBytes = 8 * 1024 * 1024
/** So much of a piece is read again with the next one: a marker may lie across their border. */
const overlapBytes = 256

export interface Holding {
  readonly pid: number
  /** `renderer`, `gpu-process`, `utility`… or `browser`. */
  readonly kind: string
  readonly markers: readonly string[]
}

/** Which processes of a browser have markers in their memory. Linux only: it reads /proc. */
export function markersInProcesses(
  profile: string,
  markers: readonly string[],
): readonly Holding[] {
  return processesOf(profile).map(({ pid, kind }) => ({
    pid,
    kind,
    markers: markersInMemory(pid, markers),
  }))
}

function processesOf(profile: string): readonly { readonly pid: number; readonly kind: string }[] {
  const all = readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => {
      try {
        const said = readFileSync(`/proc/${name}/cmdline`, "utf8")
        const stat = readFileSync(`/proc/${name}/stat`, "utf8")
        const parent = Number(/\) \S (\d+)/.exec(stat)?.[1])
        return [{ pid: Number(name), parent, said }]
      } catch {
        // It has ended meanwhile.
        return []
      }
    })
  const own = new Set(
    all.filter(({ said }) => said.includes(`--user-data-dir=${profile}`)).map(({ pid }) => pid),
  )
  for (let grown = -1; grown !== own.size;) {
    grown = own.size
    for (const { pid, parent } of all) if (own.has(parent)) own.add(pid)
  }
  return all
    .filter(({ pid }) => own.has(pid))
    .map(({ pid, said }) => ({ pid, kind: /--type=([\w-]+)/.exec(said)?.[1] ?? "browser" }))
}

function markersInMemory(pid: number, markers: readonly string[]): readonly string[] {
  const found = new Set<string>()
  const maps = read(`/proc/${pid}/maps`)
  const memory = openSync(`/proc/${pid}/mem`, "r")
  const piece = Buffer.alloc(pieceBytes)
  for (const line of maps.split("\n")) {
    const [, from, to] = /^([\da-f]+)-([\da-f]+) rw/.exec(line) ?? []
    if (from === undefined || to === undefined) continue
    const end = Number.parseInt(to, 16)
    for (let at = Number.parseInt(from, 16); at < end; at += pieceBytes - overlapBytes) {
      const length = readPiece(memory, piece.subarray(0, Math.min(pieceBytes, end - at)), at)
      for (const marker of markersIn(piece.subarray(0, length), markers)) found.add(marker)
    }
  }
  closeSync(memory)
  return [...found]
}

function readPiece(memory: number, piece: Buffer, at: number): number {
  try {
    return readSync(memory, piece, 0, piece.length, at)
  } catch {
    // Reserved and not there.
    return 0
  }
}

function read(file: string): string {
  try {
    return readFileSync(file, "utf8")
  } catch {
    return ""
  }
}
