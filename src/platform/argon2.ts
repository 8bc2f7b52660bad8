import type { Stretching } from "#/data/rows.ts"

export interface Stretched {
  readonly bytes: Uint8Array<ArrayBuffer>
  readonly tookMs: number
}

export interface Stretchable extends Omit<Stretching, "tookMs"> {
  readonly secret: Uint8Array<ArrayBuffer>
}

/**
 * Argon2id, 32 bytes. By WebAssembly where the browser lets us: one before Chrome 97 or Safari 16 knows no policy that
 * allows it without allowing `eval`, and gets the same bytes from plain JavaScript, more slowly.
 */
export async function argon2Bytes(asked: Stretchable): Promise<Stretched> {
  try {
    return await byWasm(asked)
  } catch (error) {
    if (!isForbidden(error)) throw error
    return byScript(asked)
  }
}

/** What browsers throw where the content security policy, or an operator of the tablet, forbids WebAssembly. */
function isForbidden(error: unknown): boolean {
  const isMissing = typeof WebAssembly === "undefined"
  return isMissing || (error instanceof Error && /CompileError|EvalError/.test(error.name))
}

async function byWasm(asked: Stretchable): Promise<Stretched> {
  const { argon2id } = await import("hash-wasm")
  const hash = (memorySize: number, iterations: number): Promise<Uint8Array> =>
    argon2id({
      password: asked.secret,
      salt: asked.salt,
      memorySize,
      iterations,
      parallelism: 1,
      hashLength: 32,
      outputType: "binary",
    })
  // What is compiled and made ready once must not count as work.
  await hash(8, 1)
  const begunAt = performance.now()
  const bytes = await hash(asked.memoryKiB, asked.passes)
  return { bytes: new Uint8Array(bytes), tookMs: performance.now() - begunAt }
}

/** Also for a page whose browser has no module workers: it breathes every few milliseconds. */
export async function byScript({
  secret,
  salt,
  memoryKiB,
  passes,
}: Stretchable): Promise<Stretched> {
  const { argon2idAsync } = await import("@noble/hashes/argon2.js")
  const begunAt = performance.now()
  const bytes = await argon2idAsync(secret, salt, { m: memoryKiB, t: passes, p: 1, dkLen: 32 })
  return { bytes: new Uint8Array(bytes), tookMs: performance.now() - begunAt }
}
