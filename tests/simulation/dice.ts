/** Chance that a seed decides: the same numbers in every run (sfc32, after splitmix32 has spread the seed). */
export class Dice {
  #a: number
  #b: number
  #c: number
  #counter = 1

  constructor(seed: number) {
    let state = seed | 0
    const spread = (): number => {
      state = (state + 0x9e3779b9) | 0
      let mixed = state ^ (state >>> 16)
      mixed = Math.imul(mixed, 0x21f0aaad)
      mixed ^= mixed >>> 15
      mixed = Math.imul(mixed, 0x735a2d97)
      return (mixed ^ (mixed >>> 15)) | 0
    }
    this.#a = spread()
    this.#b = spread()
    this.#c = spread()
    for (let turn = 0; turn < 8; turn += 1) this.word()
  }

  /** 32 bits. */
  word(): number {
    const sum = (((this.#a + this.#b) | 0) + this.#counter) | 0
    this.#counter = (this.#counter + 1) | 0
    this.#a = this.#b ^ (this.#b >>> 9)
    this.#b = (this.#c + (this.#c << 3)) | 0
    this.#c = (this.#c << 21) | (this.#c >>> 11)
    this.#c = (this.#c + sum) | 0
    return sum >>> 0
  }

  /** A whole number from 0 to below `end`. */
  below(end: number): number {
    return end <= 0 ? 0 : this.word() % end
  }

  /** From `first` to `last`, both included. */
  between(first: number, last: number): number {
    return first + this.below(last - first + 1)
  }

  chance(probability: number): boolean {
    return this.word() < probability * 0x1_0000_0000
  }

  one<const T>(items: readonly [T, ...T[]]): T
  one<const T>(items: readonly T[]): T | undefined
  one<T>(items: readonly T[]): T | undefined {
    return items[this.below(items.length)]
  }

  /** One of the names, each as often as its weight says. */
  weighed<Name extends string>(weights: Readonly<Record<Name, number>>): Name {
    const entries = Object.entries<number>(weights) as [Name, number][]
    let left = this.below(entries.reduce((sum, [, weight]) => sum + weight, 0))
    for (const [name, weight] of entries) {
      if (left < weight) return name
      left -= weight
    }
    throw new Error("no weights")
  }

  readonly bytes = (length: number): Uint8Array => {
    const bytes = new Uint8Array(length)
    for (let place = 0; place < length; place += 1) bytes[place] = this.word() & 0xff
    return bytes
  }
}
