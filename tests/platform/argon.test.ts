import { afterEach, describe, expect, test, vi } from "vitest"

import { effortFor, stretchInWorker } from "#/platform/argon.ts"
import { argon2Bytes } from "#/platform/argon2.ts"

const secret = new TextEncoder().encode("482916")
const salt = new Uint8Array(16).fill(7)
const tiny = { salt, memoryKiB: 64, passes: 2 }

afterEach(() => {
  vi.unstubAllGlobals()
})

describe("stretching", () => {
  test("gives the same bytes by WebAssembly, by script, and in a page without workers", async () => {
    const { bytes } = await argon2Bytes({ ...tiny, secret })
    expect(bytes).toHaveLength(32)
    // Node has no workers of the browser's kind: it is done in the page.
    expect(await stretchInWorker(secret, tiny)).toEqual(bytes)
    vi.stubGlobal("WebAssembly", undefined)
    expect((await argon2Bytes({ ...tiny, secret })).bytes).toEqual(bytes)
  })

  test("depends on the secret, the salt and the work", async () => {
    const asked = [
      { ...tiny, secret },
      { ...tiny, secret: new TextEncoder().encode("482917") },
      { ...tiny, secret, salt: new Uint8Array(16).fill(8) },
      { ...tiny, secret, passes: 3 },
      { ...tiny, secret, memoryKiB: 72 },
    ]
    const made = await Promise.all(asked.map((each) => argon2Bytes(each)))
    expect(new Set(made.map(({ bytes }) => bytes.join())).size).toBe(asked.length)
  })

  test.each([
    [4_000, 1, 4_000],
    [700, 1, 700],
    [400, 3, 1_200],
    [250, 4, 1_000],
    [20, 6, 120],
  ])("with %i ms a pass takes %i passes", (tookMs, passes, whole) => {
    expect(effortFor(tookMs)).toEqual({ memoryKiB: 47_104, passes, tookMs: whole })
  })
})
