const encoder = new TextEncoder()
const decoder = new TextDecoder()
const nonceAndFormat = 13
const tagLength = 8

class Key {
  readonly id: number
  constructor(id: number) {
    this.id = id
  }
}

interface Sealing {
  readonly iv: Uint8Array
  readonly additionalData?: Uint8Array
}

/**
 * WebCrypto's place in the simulation: seals at once and by the seed. Nothing is hidden, but what AES-GCM refuses is
 * refused: another key, another seat, a changed byte.
 */
export function webCrypto(bytes: (length: number) => Uint8Array) {
  let keys = 0
  const seal = (how: Sealing, key: Key, text: Uint8Array): Uint8Array => {
    const whole = new Uint8Array(tagLength + text.length)
    whole.set(tagOf(key, how, text))
    whole.set(text, tagLength)
    return whole
  }
  const open = (how: Sealing, key: Key, whole: Uint8Array): Uint8Array => {
    const text = whole.subarray(tagLength)
    const tag = tagOf(key, how, text)
    if (tag.some((byte, place) => byte !== whole[place])) {
      throw new DOMException("sealed elsewhere", "OperationError")
    }
    return text
  }
  const subtle = {
    generateKey: async () => new Key((keys += 1)),
    wrapKey: async (_format: string, key: Key, wrapping: Key, how: Sealing) =>
      seal(how, wrapping, encoder.encode(String(key.id))).buffer,
    unwrapKey: async (_format: string, wrapped: ArrayBuffer, wrapping: Key, how: Sealing) =>
      new Key(Number(decoder.decode(open(how, wrapping, new Uint8Array(wrapped))))),
    encrypt: async (how: Sealing, key: Key, text: Uint8Array) => seal(how, key, text).buffer,
    decrypt: async (how: Sealing, key: Key, sealed: ArrayBuffer) =>
      open(how, key, new Uint8Array(sealed)).slice().buffer,
  }
  return {
    subtle,
    getRandomValues: <Bytes extends Uint8Array>(into: Bytes): Bytes => {
      into.set(bytes(into.length))
      return into
    },
    randomUUID: () => "00000000-0000-4000-8000-000000000000",
  }
}

/** What a row of the tablet's disk holds sealed, for checks that must not trust the code under test. */
export function contentOf(sealed: ArrayBuffer): unknown {
  return JSON.parse(decoder.decode(new Uint8Array(sealed, nonceAndFormat + tagLength)))
}

function tagOf(key: Key, how: Sealing, text: Uint8Array): Uint8Array {
  let [one, other] = [0x811c9dc5 ^ key.id, 0x9747b28c ^ key.id]
  const take = (from: Uint8Array): void => {
    for (const byte of from) {
      one = Math.imul(one ^ byte, 0x01000193)
      other = Math.imul(other ^ byte, 0x5bd1e995) ^ (other >>> 15)
    }
  }
  take(how.iv)
  if (how.additionalData !== undefined) take(how.additionalData)
  take(text)
  const tag = new Uint8Array(tagLength)
  new DataView(tag.buffer).setInt32(0, one)
  new DataView(tag.buffer).setInt32(4, other)
  return tag
}
