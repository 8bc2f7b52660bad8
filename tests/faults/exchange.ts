/** Whole HTTP/1.1 messages in a stream of bytes: as much of the protocol as a line needs to know what to spoil. */

const headEnd = Buffer.from("\r\n\r\n")

/** How many bytes the first message takes, or undefined as long as it is not complete. */
export function messageLength(bytes: Buffer): number | undefined {
  const end = bytes.indexOf(headEnd)
  if (end === -1) return undefined
  const bodyAt = end + headEnd.length
  const head = bytes.toString("latin1", 0, end).toLowerCase()
  if (/\r\ntransfer-encoding:\s*chunked/.test(head)) return chunkedEnd(bytes, bodyAt)
  const length = Number(/\r\ncontent-length:\s*(\d+)/.exec(head)?.[1] ?? 0)
  return bytes.length >= bodyAt + length ? bodyAt + length : undefined
}

function chunkedEnd(bytes: Buffer, bodyAt: number): number | undefined {
  let at = bodyAt
  for (;;) {
    const lineEnd = bytes.indexOf("\r\n", at)
    if (lineEnd === -1) return undefined
    const size = Number.parseInt(bytes.toString("latin1", at, lineEnd), 16)
    at = lineEnd + 2 + size + 2
    if (at > bytes.length) return undefined
    if (size === 0) return at
  }
}
