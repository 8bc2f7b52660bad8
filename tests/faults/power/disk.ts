import type { DiskEvent } from "./recording.ts"

/** What of the writes not yet brought to disk a power cut has left. */
export const leavings = ["all", "nothing", "some-sectors", "some-pages", "torn"] as const
export type Leaving = (typeof leavings)[number]

type Change =
  | { readonly kind: "write"; readonly at: number; readonly data: Buffer }
  | { readonly kind: "truncate"; readonly length: number }

interface FileState {
  durable: Buffer
  pending: Change[]
  /** Removed, but the folder was not brought to disk since. */
  isUnlinked: boolean
}

const sectorBytes = 512
const pageBytes = 4_096

/** A disk that keeps what it was told to bring to disk, and of the rest whatever it likes. */
export class Disk {
  readonly #files = new Map<string, FileState>()

  apply(event: DiskEvent): void {
    switch (event.kind) {
      case "write":
      case "truncate":
        this.#file(event.file).pending.push(event)
        return
      case "sync": {
        const file = this.#file(event.file)
        if (file.pending.length > 0) file.durable = changed(file.durable, file.pending)
        file.pending = []
        return
      }
      case "unlink":
        this.#file(event.file).isUnlinked = true
        return
      case "sync-folder":
        for (const [name, { isUnlinked }] of this.#files) if (isUnlinked) this.#files.delete(name)
        return
      case "promise":
    }
  }

  #file(name: string): FileState {
    const known = this.#files.get(name)
    if (known !== undefined && !known.isUnlinked) return known
    const fresh: FileState = { durable: Buffer.alloc(0), pending: [], isUnlinked: false }
    this.#files.set(name, fresh)
    return fresh
  }

  /** The files as the next start finds them, by the end of their names. */
  afterCut(leaving: Leaving, draw: (below: number) => number): ReadonlyMap<string, Buffer> {
    const left = new Map<string, Buffer>()
    for (const [name, { durable, pending, isUnlinked }] of this.#files) {
      if (isUnlinked && (leaving === "all" || draw(2) === 0)) continue
      left.set(name, changed(durable, remaining(pending, { leaving, draw })))
    }
    return left
  }
}

function remaining(
  pending: readonly Change[],
  { leaving, draw }: { leaving: Leaving; draw: (below: number) => number },
): readonly Change[] {
  switch (leaving) {
    case "all":
      return pending
    case "nothing":
      return []
    case "some-sectors":
      return pending.flatMap((change) => partsOf(change, sectorBytes)).filter(() => draw(2) === 0)
    case "some-pages":
      return pending.flatMap((change) => partsOf(change, pageBytes)).filter(() => draw(2) === 0)
    case "torn": {
      // The last write reached the disk in part, in whole sectors from its beginning.
      const last = pending.at(-1)
      if (last === undefined) return pending
      const parts = partsOf(last, sectorBytes)
      return [...pending.slice(0, -1), ...parts.slice(0, draw(parts.length + 1))]
    }
  }
}

/** A write as the disk sees it: parts that begin at multiples of what it writes at once. */
function partsOf(change: Change, bytes: number): readonly Change[] {
  if (change.kind === "truncate") return [change]
  const parts: Change[] = []
  for (let from = 0; from < change.data.length;) {
    const at = change.at + from
    const length = Math.min(bytes - (at % bytes), change.data.length - from)
    parts.push({ kind: "write", at, data: change.data.subarray(from, from + length) })
    from += length
  }
  return parts
}

/** The file after these changes, in a buffer of its own. */
function changed(before: Buffer, changes: readonly Change[]): Buffer {
  const ends = changes.map((one) => (one.kind === "write" ? one.at + one.data.length : one.length))
  const after = Buffer.alloc(Math.max(before.length, ...ends))
  before.copy(after)
  let size = before.length
  for (const change of changes) {
    if (change.kind === "write") {
      change.data.copy(after, change.at)
      size = Math.max(size, change.at + change.data.length)
    } else {
      if (change.length < size) after.fill(0, change.length, size)
      size = change.length
    }
  }
  return after.subarray(0, size)
}
