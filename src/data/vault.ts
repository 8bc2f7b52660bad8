/** Where a sealed value belongs. It opens in no other place: a row copied over another does not pass for it. */
export interface Seat {
  readonly table: string
  readonly id: string
  readonly version: number
}

/**
 * Seals and opens personal fields with the data key. Never inside an IndexedDB transaction: while
 * WebCrypto works the browser would close it.
 */
export interface Vault {
  seal(seat: Seat, value: unknown): Promise<ArrayBuffer>
  /** What was sealed in this very seat: nobody else can have made it, so its type is taken on trust. */
  open<Value>(seat: Seat, sealed: ArrayBuffer): Promise<Value>
  /**
   * From now on this key seals. What was sealed by the keys before still opens, until the document ends: somebody may
   * have read a row just before it was sealed anew.
   * @returns how to go back to the key before
   */
  turnTo(key: CryptoKey): () => void
}

/** The seat of the secret that goes with a place's session (see `SessionMark`). */
export function proofSeat(version: number): Seat {
  return { table: "meta", id: "proof", version }
}

/** The seat of the secret by which a place signs its bundles (see `RescueNoteRow`). */
export function signingSeat(version: number): Seat {
  return { table: "meta", id: "rescue", version }
}

/** Layout of a sealed value: one byte of format, twelve of nonce, then AES-256-GCM. */
const formatByte = 1
const nonceLength = 12

/** @param owner stands in the authenticated data of every row, so that one teacher's rows do not open as another's. */
export function vaultOf(first: CryptoKey, owner: string): Vault {
  let key = first
  let keys = [first]
  const encoder = new TextEncoder()
  const decoder = new TextDecoder()
  const bound = (seat: Seat): Uint8Array<ArrayBuffer> =>
    encoder.encode(`${owner}|${seat.table}|${seat.id}|${seat.version}`)
  return {
    async seal(seat, value) {
      const nonce = crypto.getRandomValues(new Uint8Array(nonceLength))
      const algorithm = { name: "AES-GCM", iv: nonce, additionalData: bound(seat) }
      const text = encoder.encode(JSON.stringify(value))
      const sealed = new Uint8Array(await crypto.subtle.encrypt(algorithm, key, text))
      const whole = new Uint8Array(1 + nonceLength + sealed.length)
      whole[0] = formatByte
      whole.set(nonce, 1)
      whole.set(sealed, 1 + nonceLength)
      return whole.buffer
    },
    async open(seat, sealed) {
      const nonce = new Uint8Array(sealed, 1, nonceLength)
      const algorithm = { name: "AES-GCM", iv: nonce, additionalData: bound(seat) }
      const bytes = sealed.slice(1 + nonceLength)
      const opened = keys.map((each) => crypto.subtle.decrypt(algorithm, each, bytes))
      return JSON.parse(decoder.decode(await Promise.any(opened)))
    },
    turnTo(next) {
      const before = key
      key = next
      keys = [next, ...keys]
      return () => {
        key = before
      }
    },
  }
}
