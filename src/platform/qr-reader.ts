import type { ReadPicture } from "./qr-worker.ts"
import workerUrl from "./qr-worker.ts?worker&url"
import { startWorker } from "./trusted.ts"

/** What Chromium on Android brings along; TypeScript's DOM does not know it. */
interface Detector {
  detect(source: HTMLVideoElement): Promise<readonly { readonly rawValue: string }[]>
}

interface DetectorMaker {
  new (options: { readonly formats: readonly string[] }): Detector
  getSupportedFormats(): Promise<readonly string[]>
}

declare global {
  var BarcodeDetector: DetectorMaker | undefined
}

/** A rest between two looks, for the screen beside it. */
const restMs = 60

/** Reads what the camera sees until it is stopped: by the browser's own reader, or by ours in a worker. */
export function readCodes(video: HTMLVideoElement, onText: (text: string) => void): () => void {
  const over = new AbortController()
  void (async () => {
    const reader = (await ownReader()) ?? workerReader()
    while (!over.signal.aborted) {
      const text = video.readyState >= video.HAVE_CURRENT_DATA ? await reader.read(video) : null
      if (text !== null && !over.signal.aborted) onText(text)
      await new Promise<void>((resolve) => {
        setTimeout(resolve, restMs)
      })
    }
    reader.end()
  })()
  return () => over.abort()
}

interface Reader {
  /** Null when there is no code in sight. */
  readonly read: (video: HTMLVideoElement) => Promise<string | null>
  readonly end: () => void
}

async function ownReader(): Promise<Reader | undefined> {
  const { BarcodeDetector: Maker } = globalThis
  if (Maker === undefined) return undefined
  try {
    if (!(await Maker.getSupportedFormats()).includes("qr_code")) return undefined
    const detector = new Maker({ formats: ["qr_code"] })
    return {
      read: async (video) => {
        try {
          return (await detector.detect(video))[0]?.rawValue ?? null
        } catch {
          return null
        }
      },
      end: () => undefined,
    }
  } catch {
    // It is there in name only.
    return undefined
  }
}

function workerReader(): Reader {
  const worker = startWorker(workerUrl)
  const canvas = document.createElement("canvas")
  const context = canvas.getContext("2d", { willReadFrequently: true })
  return {
    read: async (video) => {
      const { videoWidth: width, videoHeight: height } = video
      if (context === null || width === 0) return null
      canvas.width = width
      canvas.height = height
      context.drawImage(video, 0, 0)
      const { data } = context.getImageData(0, 0, width, height)
      return asked(worker, { width, height, data })
    },
    end: () => worker.terminate(),
  }
}

/** One picture at a time: the next one is taken when the last was looked through. */
function asked(worker: Worker, picture: ReadPicture): Promise<string | null> {
  return new Promise((resolve) => {
    const finish = (text: string | null): void => {
      worker.removeEventListener("message", hear)
      worker.removeEventListener("error", fail)
      resolve(text)
    }
    const hear = (event: MessageEvent<string | null>): void => finish(event.data)
    const fail = (): void => finish(null)
    worker.addEventListener("message", hear)
    worker.addEventListener("error", fail)
    worker.postMessage(picture, [picture.data.buffer])
  })
}
