/**
 * Three words by chance, each as likely as any other.
 * @param random gives this many random bytes
 */
export function threeWords(
  words: readonly string[],
  random: (length: number) => Uint8Array,
): string {
  return [0, 1, 2].map(() => words[below(words.length, random)] ?? "").join(" ")
}

/** A number below `limit`; what would favour the first ones is thrown again. */
function below(limit: number, random: (length: number) => Uint8Array): number {
  const fair = 0x1_0000 - (0x1_0000 % limit)
  for (;;) {
    const [high = 0, low = 0] = random(2)
    const drawn = high * 0x100 + low
    if (drawn < fair) return drawn % limit
  }
}
