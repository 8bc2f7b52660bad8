import { writeFile } from "node:fs/promises"

import type { Browser } from "@playwright/test"

const width = 1_280
const height = 720
/** How large the tablet's screen stands in the picture, and how crooked the hand holds the camera. */
const side = 640
const tilt = 0.04

/** Flags by which Chromium takes a file for its camera, and gives it without asking. */
export function cameraFlags(file: string): readonly string[] {
  return [
    "--use-fake-device-for-media-stream",
    "--use-fake-ui-for-media-stream",
    `--use-file-for-fake-video-capture=${file}`,
  ]
}

/** Each picture stands so many frames of the film, five of which make a second. */
const framesEach = 3

/** Films pictures (PNG) as a camera would see them on another tablet's screen: aslant, a little blurred, one after another. */
export async function film(
  browser: Browser,
  file: string,
  pictures: readonly Buffer[],
): Promise<void> {
  const page = await browser.newPage()
  const parts: Buffer[] = [Buffer.from(`YUV4MPEG2 W${width} H${height} F5:1 Ip A1:1 C420jpeg\n`)]
  const colourless = Buffer.alloc((width * height) / 2, 128)
  for (const picture of pictures) {
    const png = picture.toString("base64")
    const seen = await page.evaluate(brightness, { png, width, height, side, tilt })
    const frame = [Buffer.from("FRAME\n"), Buffer.from(seen, "base64"), colourless]
    for (let time = 0; time < framesEach; time += 1) parts.push(...frame)
  }
  await writeFile(file, Buffer.concat(parts))
  await page.close()
}

type Shot = { png: string; width: number; height: number; side: number; tilt: number }

/** Runs in the browser, which is the one here that can read a PNG. */
async function brightness(shot: Shot): Promise<string> {
  const bytes = Uint8Array.from(atob(shot.png), (sign) => sign.charCodeAt(0))
  const image = await createImageBitmap(new Blob([bytes], { type: "image/png" }))
  const canvas = new OffscreenCanvas(shot.width, shot.height)
  const context = canvas.getContext("2d")
  if (context === null) throw new Error("no canvas")
  context.fillStyle = "#8a8a86"
  context.fillRect(0, 0, shot.width, shot.height)
  context.translate(shot.width / 2, shot.height / 2)
  context.rotate(shot.tilt)
  context.filter = "blur(0.7px)"
  context.drawImage(image, -shot.side / 2, -shot.side / 2, shot.side, shot.side)
  const { data } = context.getImageData(0, 0, shot.width, shot.height)
  let text = ""
  for (let at = 0; at < data.length; at += 4) text += String.fromCharCode(data[at] ?? 0)
  return btoa(text)
}
