import type { StorageTrouble } from "./storage-trouble.ts"

/**
 * One line per request. Never a name, a token, a query, a body or an address as it was typed: the route is the
 * pattern the router matched, the device only the end of its id (the start is a time).
 */
export interface LogLine {
  readonly at: string
  readonly method: string
  readonly route: string
  readonly status: number
  readonly ms: number
  readonly device?: string
  readonly ops?: number
  readonly entries?: number
  /** The kind of a fault of ours, never its message: that may quote what somebody wrote. */
  readonly fault?: string
  /** What kept the database from being read or written. */
  readonly storage?: StorageTrouble
}

export type LogNote = Partial<Pick<LogLine, "device" | "ops" | "entries" | "fault" | "storage">>

export function writeLog(line: LogLine): void {
  process.stdout.write(`${JSON.stringify(line)}\n`)
}

export function deviceEnding(device: string): string {
  return device.slice(-6)
}
