import type { Stretch } from "#/data/slot-keys.ts"
import type { Effort } from "#/data/slots.ts"

import workerUrl from "./argon-worker.ts?worker&url"
import { byScript, type Stretched, type Stretchable } from "./argon2.ts"
import { startWorker } from "./trusted.ts"

/** OWASP's first choice for Argon2id: 46 MiB, one pass, one lane. More passes where the device is quick. */
const memoryKiB = 46 * 1_024
const passesMax = 6
/** What a try may take: nobody minds a second once a day, and a guesser minds it a million times. */
const aimMs = 1_000

/** Argon2id in a worker of its own. */
export const stretchInWorker: Stretch = async (secret, { salt, memoryKiB: memory, passes }) => {
  const { bytes } = await run({ secret, salt, memoryKiB: memory, passes })
  return bytes
}

/** How many passes take about a second here. Measured once, when the first secret is set; one pass takes what it takes. */
export async function measureEffort(): Promise<Effort> {
  const salt = crypto.getRandomValues(new Uint8Array(16))
  const { tookMs } = await run({ secret: salt, salt, memoryKiB, passes: 1 })
  return effortFor(tookMs)
}

/** @param tookMs one pass */
export function effortFor(tookMs: number): Effort {
  const passes = Math.min(passesMax, Math.max(1, Math.round(aimMs / Math.max(1, tookMs))))
  return { memoryKiB, passes, tookMs: Math.round(tookMs * passes) }
}

/** In the page itself only where the worker does not start: a browser without module workers. */
async function run(asked: Stretchable): Promise<Stretched> {
  return (await inWorker(asked)) ?? byScript(asked)
}

function inWorker(asked: Stretchable): Promise<Stretched | undefined> {
  return new Promise((resolve) => {
    let worker: Worker
    try {
      worker = startWorker(workerUrl)
    } catch {
      resolve(undefined)
      return
    }
    const finish = (stretched: Stretched | undefined): void => {
      worker.terminate()
      resolve(stretched)
    }
    worker.addEventListener("message", (event: MessageEvent<Stretched | undefined>) => {
      finish(event.data)
    })
    worker.addEventListener("error", () => finish(undefined))
    worker.addEventListener("messageerror", () => finish(undefined))
    worker.postMessage(asked)
  })
}
