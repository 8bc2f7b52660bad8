import { startWorker } from "#/platform/trusted.ts"

import { fileBytesMax, readTimeoutMs } from "./limits.ts"
import { refusedFile, type SpreadsheetOutcome } from "./outcome.ts"
import workerUrl from "./spreadsheet-worker.ts?worker&url"

/** Makes the worker that reads; a test gives one of its own. */
export type StartReader = () => Worker

/**
 * Reads a class list out of a file or a pasted text. A file is read in a worker that is ended after ten seconds; a
 * pasted text here, so that pasting works even where no worker does. Works offline, stores and sends nothing;
 * every fault is an outcome.
 */
export async function readSpreadsheet(
  brought: File | { readonly pasted: string },
  startReader: StartReader = () => startWorker(workerUrl),
): Promise<SpreadsheetOutcome> {
  if ("pasted" in brought) {
    const { readPasted } = await import("./read-text.ts")
    return readPasted(brought.pasted)
  }
  if (brought.size > fileBytesMax) {
    return refusedFile({ why: "too-big", bytes: brought.size, max: fileBytesMax })
  }
  const bytes = await bytesOf(brought)
  return bytes === undefined ? refusedFile({ why: "broken" }) : await inWorker(bytes, startReader)
}

/** Undefined when the file went away: a flash drive pulled out, a cloud file that is not here. */
async function bytesOf(file: File): Promise<Uint8Array | undefined> {
  try {
    return new Uint8Array(await file.arrayBuffer())
  } catch {
    return undefined
  }
}

function inWorker(bytes: Uint8Array, startReader: StartReader): Promise<SpreadsheetOutcome> {
  return new Promise((resolve) => {
    let worker: Worker
    try {
      worker = startReader()
    } catch {
      resolve(refusedFile({ why: "reader-failed" }))
      return
    }
    const finish = (outcome: SpreadsheetOutcome): void => {
      clearTimeout(timer)
      worker.terminate()
      resolve(outcome)
    }
    const timer = setTimeout(() => finish(refusedFile({ why: "too-slow" })), readTimeoutMs)
    worker.addEventListener("message", (event: MessageEvent<SpreadsheetOutcome>) =>
      finish(event.data),
    )
    worker.addEventListener("error", () => finish(refusedFile({ why: "reader-failed" })))
    worker.addEventListener("messageerror", () => finish(refusedFile({ why: "reader-failed" })))
    worker.postMessage(bytes)
  })
}
