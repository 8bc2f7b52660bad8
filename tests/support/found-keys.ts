import { createDecipheriv } from "node:crypto"
import { readFileSync } from "node:fs"
import { join } from "node:path"

import { filesOf, readingsOf } from "./traces.ts"

const keyLength = 32
const tagLength = 16

/** Something sealed with AES-256-GCM, and what it is bound to. */
export interface SealedBytes {
  readonly iv: Buffer
  readonly box: Buffer
  readonly bound: Buffer
}

/** What it opens to under this key; undefined when it is another's. */
export function openedBy(key: Buffer, { iv, box, bound }: SealedBytes): Buffer | undefined {
  const decipher = createDecipheriv("aes-256-gcm", key, iv, { authTagLength: tagLength })
  decipher.setAAD(bound)
  decipher.setAuthTag(box.subarray(-tagLength))
  const text = decipher.update(box.subarray(0, -tagLength))
  try {
    return Buffer.concat([text, decipher.final()])
  } catch {
    return undefined
  }
}

/**
 * Every 32 bytes that lie one after another in the files of a folder, each once: among them is every key that the disk
 * keeps in clear. Runs of zeros and of plain text are left out, which no random key looks like.
 */
export function keysIn(folder: string): readonly Buffer[] {
  const seen = new Set<string>()
  const keys: Buffer[] = []
  for (const file of filesOf(folder)) {
    for (const bytes of readingsOf(readFileSync(join(folder, file)), file)) {
      for (let at = 0; at + keyLength <= bytes.length; at += 1) {
        const key = bytes.subarray(at, at + keyLength)
        if (!isRandom(key)) continue
        const name = key.toString("latin1")
        if (seen.has(name)) continue
        seen.add(name)
        keys.push(key)
      }
    }
  }
  return keys
}

/** A random key has some 30 different bytes; fewer than 20 come once in 10^14. */
function isRandom(key: Buffer): boolean {
  return new Set(key).size >= 20
}
