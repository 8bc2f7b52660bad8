import { useEffect, useReducer, useRef, useState } from "react"

import { closeCamera, openCamera, type CameraOpened } from "#/platform/camera.ts"
import { readCodes } from "#/platform/qr-reader.ts"
import {
  bytesOfRun,
  missingFrames,
  readFrame,
  takeFrame,
  type RunSoFar,
} from "#/sync/rescue-frames.ts"
import { rescueWords } from "#/text/rescue.ts"
import { Banner } from "#/ui/banner.tsx"
import { Button } from "#/ui/button.tsx"
import { Card } from "#/ui/card.tsx"
import { Meter } from "#/ui/meter.tsx"
import { Wait } from "#/ui/wait.tsx"
import { useWords } from "#/ui/words.tsx"

type Props = {
  readonly onEnd: () => void
  readonly onRead: (bytes: Uint8Array<ArrayBuffer>) => void
}

/** The camera before another tablet's run: says what it has and what is missing, so that the other can be stopped there. */
export function QrReceiver({ onEnd, onRead }: Props) {
  const { camera: words } = useWords(rescueWords)
  const video = useRef<HTMLVideoElement>(null)
  const opened = useCamera()
  const [reading, see] = useReducer(readOn, nothingRead)
  useEffect(() => {
    const screen = video.current
    if (opened?.kind !== "open" || screen === null) return undefined
    screen.srcObject = opened.stream
    return readCodes(screen, (text) => see({ kind: "text", text }))
  }, [opened])
  const { soFar } = reading
  useEffect(() => {
    const bytes = soFar && bytesOfRun(soFar)
    if (bytes !== undefined) onRead(bytes)
  }, [soFar, onRead])
  return (
    <Card title={words.title}>
      <div className="stack">
        <p>{words.aim}</p>
        {opened === undefined && <Wait text={words.opening} />}
        {opened !== undefined && opened.kind !== "open" && (
          <div role="alert">
            <Banner state="late" icon="warning">
              {words[opened.kind]}
            </Banner>
          </div>
        )}
        <video
          ref={video}
          className="rescue-video"
          hidden={opened?.kind !== "open"}
          aria-label={words.video}
          autoPlay
          muted
          playsInline
        />
        <Progress reading={reading} onRestart={() => see({ kind: "restart" })} />
        <Button wide onClick={onEnd}>
          {words.close}
        </Button>
      </div>
    </Card>
  )
}

/** More numbers than this nobody looks up. */
const missingShownMax = 12

type ProgressProps = { readonly reading: Reading; readonly onRestart: () => void }

function Progress({ reading, onRestart }: ProgressProps) {
  const { camera: words } = useWords(rescueWords)
  const { soFar, odd } = reading
  const missing = soFar === undefined ? [] : missingFrames(soFar)
  const named = missing.slice(0, missingShownMax).map((index) => index + 1)
  const rest = missing.length - named.length
  const list = [...named, ...(rest > 0 ? [words.andMore(rest)] : [])].join(", ")
  const said = soFar === undefined ? "" : words.progress(soFar.parts.size, soFar.total)
  return (
    <>
      <div role="status">
        {said !== "" && <p className="title">{said}</p>}
        {odd === "not-ours" && <p>{words.notOurs}</p>}
      </div>
      {soFar && <Meter label={said} value={soFar.parts.size} of={soFar.total} />}
      {missing.length > 0 && <p>{words.missing(list)}</p>}
      {odd === "other-run" && (
        <Banner
          state="late"
          icon="warning"
          action={<Button onClick={onRestart}>{words.restart}</Button>}
        >
          {words.otherRun}
        </Banner>
      )}
    </>
  )
}

/** Open as long as the screen shows it. */
function useCamera(): CameraOpened | undefined {
  const [opened, setOpened] = useState<CameraOpened>()
  useEffect(() => {
    const opening = openCamera()
    let isOver = false
    void (async () => {
      const camera = await opening
      if (isOver && camera.kind === "open") closeCamera(camera.stream)
      else if (!isOver) setOpened(camera)
    })()
    return () => {
      isOver = true
      void (async () => {
        const camera = await opening
        if (camera.kind === "open") closeCamera(camera.stream)
      })()
    }
  }, [])
  return opened
}

interface Reading {
  readonly soFar: RunSoFar | undefined
  /** What was seen last, when it does not belong here. */
  readonly odd: "not-ours" | "other-run" | undefined
}

const nothingRead: Reading = { soFar: undefined, odd: undefined }

type Seen = { readonly kind: "text"; readonly text: string } | { readonly kind: "restart" }

function readOn(reading: Reading, seen: Seen): Reading {
  if (seen.kind === "restart") return nothingRead
  const frame = readFrame(seen.text)
  if (frame === undefined) return { ...reading, odd: "not-ours" }
  const taken = takeFrame(reading.soFar, frame)
  if (taken.kind === "new") return { soFar: taken.soFar, odd: undefined }
  return { ...reading, odd: taken.kind === "known" ? undefined : "other-run" }
}
