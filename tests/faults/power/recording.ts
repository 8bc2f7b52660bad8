import { spawnSync } from "node:child_process"
import { mkdtempSync, readFileSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"

import type { WorkloadOrder } from "./workload.ts"

/** One thing that was done to a file of the database, in the order it was done. */
export type DiskEvent =
  | { readonly kind: "write"; readonly file: string; readonly at: number; readonly data: Buffer }
  | { readonly kind: "truncate"; readonly file: string; readonly length: number }
  | { readonly kind: "sync"; readonly file: string }
  | { readonly kind: "sync-folder" }
  | { readonly kind: "unlink"; readonly file: string }
  /** A tablet was told that its ops up to `last` are saved. */
  | { readonly kind: "promise"; readonly device: string; readonly last: number }

const headBytes = 18

/** Whether this machine can build the recorder: a C compiler, and a system that knows LD_PRELOAD. */
export function canRecord(): boolean {
  return process.platform === "linux" && spawnSync("cc", ["--version"]).status === 0
}

/** Runs the workload under the recorder and returns all that it did to its files. */
export function record(order: Omit<WorkloadOrder, "file">): readonly DiskEvent[] {
  const folder = mkdtempSync(join(tmpdir(), "power-"))
  try {
    const shim = join(folder, "record.so")
    const source = new URL("./record.c", import.meta.url).pathname
    const flags = ["-shared", "-fPIC", "-O1", "-Wall", "-Wextra", "-Werror"]
    run("cc", [...flags, "-o", shim, source, "-ldl", "-lpthread"], {})
    const file = join(folder, "bortzhurnal.sqlite")
    const log = join(folder, "log")
    const workload = new URL("./workload.ts", import.meta.url).pathname
    run(process.execPath, [workload, JSON.stringify({ ...order, file } satisfies WorkloadOrder)], {
      LD_PRELOAD: shim,
      RECORD_PREFIX: file,
      RECORD_LOG: log,
    })
    return eventsIn(readFileSync(log))
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

function run(program: string, flags: readonly string[], more: Record<string, string>): void {
  const env = { ...process.env, ...more }
  const ran = spawnSync(program, flags, { env, encoding: "utf8" })
  if (ran.status !== 0) throw new Error(`${program} ended with ${ran.status}: ${ran.stderr}`)
}

function eventsIn(log: Buffer): readonly DiskEvent[] {
  const events: DiskEvent[] = []
  for (let at = 0; at < log.length;) {
    const type = String.fromCharCode(log.readUInt8(at))
    const nameBytes = log.readUInt8(at + 1)
    const place = Number(log.readBigUInt64LE(at + 2))
    const dataBytes = Number(log.readBigUInt64LE(at + 10))
    const nameAt = at + headBytes
    const file = log.toString("utf8", nameAt, nameAt + nameBytes)
    const data = log.subarray(nameAt + nameBytes, nameAt + nameBytes + dataBytes)
    at = nameAt + nameBytes + dataBytes
    events.push(...eventsOf({ type, file, place, data }))
  }
  return events
}

interface Recorded {
  readonly type: string
  readonly file: string
  readonly place: number
  readonly data: Buffer
}

function eventsOf({ type, file, place, data }: Recorded): readonly DiskEvent[] {
  if (file === ".ack") return type === "w" ? promisesIn(data.toString("utf8")) : []
  // The index of the log lies in memory and is built anew at every start.
  if (file === "-shm") return []
  switch (type) {
    case "w":
      return [{ kind: "write", file, at: place, data }]
    case "t":
      return [{ kind: "truncate", file, length: place }]
    case "s":
      return [{ kind: "sync", file }]
    case "d":
      return [{ kind: "sync-folder" }]
    case "u":
      return [{ kind: "unlink", file }]
    default:
      throw new Error(`the recorder wrote «${type}»`)
  }
}

function promisesIn(lines: string): readonly DiskEvent[] {
  return lines
    .trim()
    .split("\n")
    .map((line) => {
      const [device = "", last = ""] = line.split(" ")
      return { kind: "promise", device, last: Number(last) }
    })
}
