type Voice = { readonly said: string[]; hasEnded: boolean }

/**
 * Lets those who work side by side speak one after the other, in the order of their names: the first at once, each
 * other one from when those before it have ended, with what it had to say meanwhile. Nothing is lost or mixed.
 */
export class Voices {
  readonly #waiting: Voice[]
  readonly #byName: ReadonlyMap<string, Voice>
  readonly #out: (text: string) => void

  constructor(names: readonly string[], out: (text: string) => void) {
    this.#byName = new Map(names.map((name) => [name, { said: [], hasEnded: false }]))
    this.#waiting = [...this.#byName.values()]
    this.#out = out
  }

  say(name: string, text: string): void {
    this.#byName.get(name)?.said.push(text)
    this.#letSpeak()
  }

  end(name: string): void {
    const voice = this.#byName.get(name)
    if (voice !== undefined) voice.hasEnded = true
    this.#letSpeak()
  }

  #letSpeak(): void {
    for (let first = this.#waiting[0]; first !== undefined; first = this.#waiting[0]) {
      for (const text of first.said.splice(0)) this.#out(text)
      if (!first.hasEnded) return
      this.#waiting.shift()
    }
  }
}
