/** A file inside a zip, as the central directory tells it. */
export interface ZipEntry {
  readonly name: string
  readonly method: number
  readonly encrypted: boolean
  /** Bytes packed and unpacked, as claimed. */
  readonly packed: number
  readonly size: number
  /** Where the packed bytes begin. */
  readonly start: number
}

const endSignature = 0x06054b50
const entrySignature = 0x02014b50
const localSignature = 0x04034b50
const endBytes = 22
const commentMax = 65_535

/** Reads the central directory of a zip (APPNOTE 4.3); undefined when it is damaged, split or of the 64-bit kind. */
export function readZipDirectory(bytes: Uint8Array): readonly ZipEntry[] | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const end = endOf(view)
  if (end === undefined) return undefined
  const count = view.getUint16(end + 10, true)
  const disks = view.getUint16(end + 4, true) + view.getUint16(end + 6, true)
  if (disks !== 0 || view.getUint16(end + 8, true) !== count) return undefined
  const entries: ZipEntry[] = []
  let at = view.getUint32(end + 16, true)
  for (let index = 0; index < count; index += 1) {
    const read = readEntry(view, at)
    if (read === undefined) return undefined
    entries.push(read.entry)
    at = read.next
  }
  return at <= end ? entries : undefined
}

function endOf(view: DataView): number | undefined {
  const from = Math.max(0, view.byteLength - endBytes - commentMax)
  for (let at = view.byteLength - endBytes; at >= from; at -= 1) {
    if (view.getUint32(at, true) === endSignature) return at
  }
  return undefined
}

function readEntry(
  view: DataView,
  at: number,
): { readonly entry: ZipEntry; readonly next: number } | undefined {
  if (at + 46 > view.byteLength || view.getUint32(at, true) !== entrySignature) return undefined
  const nameBytes = view.getUint16(at + 28, true)
  const next = at + 46 + nameBytes + view.getUint16(at + 30, true) + view.getUint16(at + 32, true)
  const local = view.getUint32(at + 42, true)
  if (next > view.byteLength || local + 30 > view.byteLength) return undefined
  if (view.getUint32(local, true) !== localSignature) return undefined
  const start = local + 30 + view.getUint16(local + 26, true) + view.getUint16(local + 28, true)
  const name = new TextDecoder().decode(
    new Uint8Array(view.buffer, view.byteOffset + at + 46, nameBytes),
  )
  return {
    next,
    entry: {
      name,
      method: view.getUint16(at + 10, true),
      encrypted: (view.getUint16(at + 8, true) & 1) === 1,
      packed: view.getUint32(at + 20, true),
      size: view.getUint32(at + 24, true),
      start,
    },
  }
}
