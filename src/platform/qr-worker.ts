import { decodeQR } from "qr/decode.js"

/** One picture of the camera. */
export interface ReadPicture {
  readonly width: number
  readonly height: number
  readonly data: Uint8ClampedArray<ArrayBuffer>
}

/** The text of the code in it; null when there is none. */
function textIn({ width, height, data }: ReadPicture): string | null {
  try {
    return decodeQR({ width, height, data }, { timeLimit: 120 })
  } catch {
    // Most pictures of a moving hand show no code that can be read.
    return null
  }
}

addEventListener("message", (event: MessageEvent<ReadPicture>) => {
  postMessage(textIn(event.data))
})
