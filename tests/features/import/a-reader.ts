import { readBytes } from "#/platform/spreadsheet/read-bytes.ts"

/** Stands where the browser's worker would: jsdom has none. What it runs is the worker's own reading. */
class ReaderInPlace extends EventTarget implements Worker {
  onmessage = null
  onmessageerror = null
  onerror = null

  postMessage(bytes: Uint8Array): void {
    void readBytes(new Uint8Array(bytes)).then((data) =>
      this.dispatchEvent(new MessageEvent("message", { data })),
    )
  }

  terminate(): void {
    this.dispatchEvent(new Event("ended"))
  }
}

export const startReader = (): Worker => new ReaderInPlace()
