const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
const places = new Map([...alphabet].map((sign, place) => [sign, place]))

/** Bytes as text of letters, digits, `-` and `_` (RFC 4648 §5, without padding). */
export function toBase64url(bytes: Uint8Array): string {
  const signs: string[] = []
  for (let start = 0; start < bytes.length; start += 3) {
    const rest = Math.min(3, bytes.length - start)
    const [first = 0, second = 0, third = 0] = bytes.subarray(start, start + 3)
    const four = (first << 16) | (second << 8) | third
    for (let sign = 0; sign <= rest; sign += 1) {
      signs.push(alphabet[(four >> (18 - 6 * sign)) & 63] ?? "")
    }
  }
  return signs.join("")
}

/** The bytes; undefined when the text is no such writing, or says the same bytes in another way. */
export function fromBase64url(text: string): Uint8Array<ArrayBuffer> | undefined {
  const bytes = new Uint8Array(Math.floor((text.length * 3) / 4))
  let [held, bits, at] = [0, 0, 0]
  for (const sign of text) {
    const place = places.get(sign)
    if (place === undefined) return undefined
    held = ((held << 6) | place) & 0xffffff
    bits += 6
    if (bits >= 8) {
      bits -= 8
      bytes[at] = (held >> bits) & 0xff
      at += 1
    }
  }
  const isWhole = bits < 6 && (held & ((1 << bits) - 1)) === 0
  return isWhole ? bytes : undefined
}
