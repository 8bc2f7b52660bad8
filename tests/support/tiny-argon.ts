import { vi } from "vitest"

import { argon2Bytes, type Stretchable } from "#/platform/argon2.ts"

/** As long as one pass of 46 MiB takes on a middling tablet. */
const passMs = 300

/**
 * In place of the browser's workers one that stretches with the same Argon2id over next to no memory: a test types
 * dozens of PINs. It answers later, as a worker does.
 */
class TinyWorker extends EventTarget {
  postMessage(asked: Stretchable): void {
    void (async () => {
      const { bytes } = await argon2Bytes({ ...asked, memoryKiB: 16, passes: 1 })
      const data = { bytes, tookMs: passMs * asked.passes }
      this.dispatchEvent(new MessageEvent("message", { data }))
    })()
  }

  terminate(): void {
    // Nothing runs on after the answer.
  }
}

export function useTinyArgon(): void {
  vi.stubGlobal("Worker", TinyWorker)
}
