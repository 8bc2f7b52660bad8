import { unsnappy, varint } from "./snappy.ts"

const footerLength = 48
const magic = Buffer.from("57fb808b247547db", "hex")
const logBlock = 32_768
const logHeader = 7

/** What the blocks of a LevelDB table hold, unpacked and joined. Undefined when it is no table. */
export function readTable(file: Buffer): Buffer | undefined {
  const footer = file.subarray(-footerLength)
  if (footer.length < footerLength || !footer.subarray(-8).equals(magic)) return undefined
  const skipped = handleAt(footer, 0)
  const index = skipped && handleAt(footer, skipped.next)
  const entries = index && blockOf(file, index)
  if (entries === undefined) return undefined
  return Buffer.concat(handlesOf(entries).map((handle) => blockOf(file, handle) ?? Buffer.of()))
}

/** The records of a LevelDB log without the headers that cut them in pieces. */
export function readLog(file: Buffer): Buffer {
  const pieces: Buffer[] = []
  for (let block = 0; block < file.length; block += logBlock) {
    const end = Math.min(block + logBlock, file.length)
    let at = block
    while (at + logHeader <= end) {
      const length = file.readUInt16LE(at + 4)
      pieces.push(file.subarray(at + logHeader, Math.min(at + logHeader + length, end)))
      at += logHeader + length
    }
  }
  return Buffer.concat(pieces)
}

interface Handle {
  readonly offset: number
  readonly size: number
  readonly next: number
}

function handleAt(bytes: Uint8Array, start: number): Handle | undefined {
  const offset = varint(bytes, start)
  const size = offset && varint(bytes, offset.next)
  return offset && size && { offset: offset.value, size: size.value, next: size.next }
}

function blockOf(file: Buffer, { offset, size }: Handle): Buffer | undefined {
  const packed = file.subarray(offset, offset + size)
  return file[offset + size] === 1 ? unsnappy(packed) : packed
}

/** The index has an entry for each block: shared, unshared and value's length, then the key's rest and the handle. */
function handlesOf(index: Buffer): readonly Handle[] {
  const handles: Handle[] = []
  const restarts = index.readUInt32LE(index.length - 4)
  const end = index.length - 4 - restarts * 4
  let at = 0
  while (at < end) {
    const shared = varint(index, at)
    const rest = shared && varint(index, shared.next)
    const value = rest && varint(index, rest.next)
    if (rest === undefined || value === undefined) break
    const handle = handleAt(index, value.next + rest.value)
    if (handle !== undefined) handles.push(handle)
    at = value.next + rest.value + value.value
  }
  return handles
}
