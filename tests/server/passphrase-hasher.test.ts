import { describe, expect, test } from "vitest"

import { must } from "#/base/assert.ts"
import { argon2id, atOnceHere, createHasher, waitingMax } from "#/server/passphrase-hasher.ts"

const atOnceMax = 2
const salt = Buffer.alloc(16, 3)

/** Hashes that end when they are told to. */
function byHand() {
  const running: { readonly passphrase: string; readonly end: (fault?: Error) => void }[] = []
  let most = 0
  let now = 0
  const run = (passphrase: string): Promise<Uint8Array> =>
    new Promise((resolve, reject) => {
      now += 1
      most = Math.max(most, now)
      const end = (fault?: Error): void => {
        now -= 1
        if (fault === undefined) resolve(Buffer.from(passphrase))
        else reject(fault)
      }
      running.push({ passphrase, end })
    })
  return { hasher: createHasher(run, atOnceMax), running, most: () => most }
}

const turn = () => new Promise((resolve) => setImmediate(resolve))

describe("the hashing of passphrases", () => {
  test("takes two at a time and the others in order of coming", async () => {
    const { hasher, running, most } = byHand()
    const asked = Array.from({ length: 6 }, (_, index) => must(hasher.hash(String(index), salt)))
    expect(running).toHaveLength(atOnceMax)
    for (let ended = 0; ended < 6; ended += 1) {
      running[ended]?.end()
      await turn()
    }
    expect(running.map(({ passphrase }) => passphrase)).toEqual(["0", "1", "2", "3", "4", "5"])
    expect(most()).toBe(atOnceMax)
    const hashes = await Promise.all(asked)
    expect(hashes.map((hash) => Buffer.from(hash).toString())).toEqual([
      "0",
      "1",
      "2",
      "3",
      "4",
      "5",
    ])
  })

  test("sends away who would be too far behind, and takes again when there is room", async () => {
    const { hasher, running } = byHand()
    const room = atOnceMax + waitingMax
    for (let index = 0; index < room; index += 1) {
      expect(hasher.hash(String(index), salt)).toBeDefined()
    }
    expect(hasher.hash("one too many", salt)).toBeUndefined()
    running[0]?.end()
    await turn()
    expect(hasher.hash("room again", salt)).toBeDefined()
    expect(hasher.hash("one too many", salt)).toBeUndefined()
  })

  test("one that fails keeps nobody behind it", async () => {
    const { hasher, running } = byHand()
    const [failing] = Array.from({ length: 3 }, () => hasher.hash("x", salt))
    running[0]?.end(new Error("no memory"))
    await expect(failing).rejects.toThrow("no memory")
    await turn()
    expect(running).toHaveLength(3)
  })

  test("leaves a processor to the thread that serves requests, where there are two or more", () => {
    expect([1, 2, 3, 64].map(atOnceHere)).toEqual([1, 1, 2, 2])
  })

  test("is Argon2id, and needs passphrase, salt and the server's pepper alike", async () => {
    const hash = async (passphrase: string, by: Buffer, pepper: number): Promise<string> =>
      Buffer.from(await argon2id(Buffer.alloc(32, pepper))(passphrase, by)).toString("hex")
    const one = await hash("зелёный чайник", salt, 1)
    expect(one).toMatch(/^[0-9a-f]{64}$/)
    expect(await hash("зелёный чайник", salt, 1)).toBe(one)
    expect(await hash("зеленый чайник", salt, 1)).not.toBe(one)
    expect(await hash("зелёный чайник", Buffer.alloc(16, 4), 1)).not.toBe(one)
    expect(await hash("зелёный чайник", salt, 2)).not.toBe(one)
  })
})
