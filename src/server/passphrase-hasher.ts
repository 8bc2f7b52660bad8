import { argon2 } from "node:crypto"

/** OWASP's first choice for Argon2id: 46 MiB, one pass, one lane. */
const cost = { memory: 47_104, passes: 1, parallelism: 1, tagLength: 32 } as const

/** 46 MiB and a core each: a storm of sign-ins must not take what sync needs. */
export const atOnceMax = 2
/** Some three seconds of work on a slow machine; who comes later is sent away at once. */
export const waitingMax = 32

export interface PassphraseHasher {
  /** Undefined when too many wait already. A promise otherwise: about a tenth of a second once it is its turn. */
  hash(passphrase: string, salt: Uint8Array): Promise<Uint8Array> | undefined
}

type Run = (passphrase: string, salt: Uint8Array) => Promise<Uint8Array>

/** Argon2id on the thread pool: the thread that serves requests goes on meanwhile. */
export function argon2id(pepper: Uint8Array): Run {
  return (passphrase, nonce) =>
    new Promise((resolve, reject) => {
      const message = Buffer.from(passphrase, "utf8")
      argon2("argon2id", { ...cost, message, nonce, secret: pepper }, (fault, hash) => {
        if (fault === null) resolve(hash)
        else reject(fault)
      })
    })
}

/** So many at once, so many more in order of coming, and nobody beyond. */
export function createHasher(run: Run): PassphraseHasher {
  const waiting: (() => void)[] = []
  let running = 0
  const hashNow: Run = async (passphrase, salt) => {
    running += 1
    try {
      return await run(passphrase, salt)
    } finally {
      running -= 1
      waiting.shift()?.()
    }
  }
  return {
    hash: (passphrase, salt) => {
      if (running < atOnceMax && waiting.length === 0) return hashNow(passphrase, salt)
      if (waiting.length >= waitingMax) return undefined
      return new Promise((resolve) => {
        waiting.push(() => resolve(hashNow(passphrase, salt)))
      })
    },
  }
}
