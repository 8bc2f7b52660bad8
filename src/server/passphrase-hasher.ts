import { argon2 } from "node:crypto"
import { availableParallelism } from "node:os"

/** OWASP's first choice for Argon2id: 46 MiB, one pass, one lane. */
const cost = { memory: 47_104, passes: 1, parallelism: 1, tagLength: 32 } as const

/**
 * 46 MiB and a processor each: a storm of sign-ins must not take what sync needs. Two at a time, but one processor is
 * always left to the thread that serves requests (`npm run bench:sync -- logins`).
 */
const atOnceMax = 2

export function atOnceHere(processors: number = availableParallelism()): number {
  return Math.max(1, Math.min(atOnceMax, processors - 1))
}

/** Some three seconds of work on a slow machine; who comes later is sent away at once. */
export const waitingMax = 32

export interface PassphraseHasher {
  /** Undefined when too many wait already. A promise otherwise: about a tenth of a second once it is its turn. */
  hash(passphrase: string, salt: Uint8Array): Promise<Uint8Array> | undefined
  /** Whether too many wait: then not even the database need be asked who it is. */
  isFull(): boolean
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
export function createHasher(run: Run, atOnce: number = atOnceHere()): PassphraseHasher {
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
    isFull: () => waiting.length >= waitingMax,
    hash: (passphrase, salt) => {
      if (running < atOnce && waiting.length === 0) return hashNow(passphrase, salt)
      if (waiting.length >= waitingMax) return undefined
      return new Promise((resolve) => {
        waiting.push(() => resolve(hashNow(passphrase, salt)))
      })
    },
  }
}
