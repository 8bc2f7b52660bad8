import { useEffect, useState } from "react"

import { keepScreenLit } from "#/platform/camera.ts"
import { makeBundle, type MadeBundle } from "#/platform/rescue-bundle.ts"
import { useServices } from "#/platform/services.tsx"
import { newRescueCode, showRescueCode } from "#/sync/rescue-code.ts"
import { coarseFrameBytes, frameBytes, framesOf } from "#/sync/rescue-frames.ts"
import { rescueWords } from "#/text/rescue.ts"
import { Button, IconButton } from "#/ui/button.tsx"
import { Card } from "#/ui/card.tsx"
import { TickField } from "#/ui/choice-field.tsx"
import { CodeGroups } from "#/ui/code-groups.tsx"
import { SelectField } from "#/ui/field.tsx"
import { QrCode } from "#/ui/qr-code.tsx"
import { Wait } from "#/ui/wait.tsx"
import { useWords } from "#/ui/words.tsx"

/** How long one picture stands. Never more than three a second: faster flicker is a danger to some. */
const stayMs = { slow: 1_000, usual: 500, fast: 340 } as const
type Speed = keyof typeof stayMs
const speeds = ["slow", "usual", "fast"] as const

type Prepared = { readonly bundle: MadeBundle; readonly code: string }

/** Everything unsent as pictures that go round: for a tablet without a network, with a dying battery or a broken camera. */
export function QrRun({ onEnd }: { readonly onEnd: () => void }) {
  const { run: words } = useWords(rescueWords)
  const prepared = usePrepared(onEnd)
  const [isCoarse, setCoarse] = useState(false)
  const [speed, setSpeed] = useState<Speed>("usual")
  useEffect(() => keepScreenLit(), [])
  if (prepared === undefined) return <Wait text={words.preparing} />
  const { bundle, code } = prepared
  const size = isCoarse ? coarseFrameBytes : frameBytes
  const codeFor = bundle.isToServer ? words.codeSpare : words.code
  const frames = framesOf(bundle.bytes, runOf(bundle), size)
  return (
    <div className="rescue-run">
      <Pictures key={size} frames={frames} speed={speed} />
      <Card title={words.title}>
        <div className="stack stack-close">
          <p>{words.how}</p>
          <TickField
            label={words.coarse}
            detail={words.coarseWhy}
            checked={isCoarse}
            onChange={setCoarse}
          />
          <SelectField
            label={words.speed}
            options={speeds.map((value) => ({ value, label: words.speeds[value] }))}
            value={speed}
            onChange={(value) => setSpeed(speeds.find((known) => known === value) ?? "usual")}
          />
          <p>{codeFor}</p>
          <CodeGroups label={codeFor} groups={showRescueCode(code).split(" ")} />
          <Button wide onClick={onEnd}>
            {words.end}
          </Button>
        </div>
      </Card>
    </div>
  )
}

function usePrepared(onNothing: () => void): Prepared | undefined {
  const services = useServices()
  const [prepared, setPrepared] = useState<Prepared>()
  const [isOver, setOver] = useState(false)
  useEffect(() => {
    if (prepared !== undefined || isOver) return undefined
    let isGone = false
    void (async () => {
      const code = newRescueCode((length) => crypto.getRandomValues(new Uint8Array(length)))
      const bundle = await makeBundle(services, { code })
      if (isGone) return
      if (typeof bundle === "string") setOver(true)
      else setPrepared({ bundle, code })
    })()
    return () => {
      isGone = true
    }
  }, [services, prepared, isOver])
  // All of it was sent while the screen was being opened.
  useEffect(() => {
    if (isOver) onNothing()
  }, [isOver, onNothing])
  return prepared
}

/** The beginning of the bundle's id, in signs that the pictures have. */
function runOf({ id }: MadeBundle): string {
  return Array.from(id.slice(0, 4), (sign) => sign.charCodeAt(0).toString(16).toUpperCase()).join(
    "",
  )
}

type PicturesProps = { readonly frames: readonly string[]; readonly speed: Speed }

function Pictures({ frames, speed }: PicturesProps) {
  const { run: words } = useWords(rescueWords)
  const [index, setIndex] = useState(0)
  const [isPaused, setPaused] = useState(false)
  const total = frames.length
  const step = (by: number): void => {
    setPaused(true)
    setIndex((before) => (before + by + total) % total)
  }
  useEffect(() => {
    if (isPaused || total < 2) return undefined
    const timer = setInterval(() => setIndex((before) => (before + 1) % total), stayMs[speed])
    return () => clearInterval(timer)
  }, [isPaused, speed, total])
  const said = words.picture(index + 1, total)
  return (
    <Card label={words.title} className="rescue-pictures">
      <QrCode text={frames[index] ?? ""} label={said} correction="low" />
      <p className="rescue-place">{said}</p>
      {total > 1 && (
        <>
          <div className="line">
            <IconButton icon="back" label={words.before} onClick={() => step(-1)} />
            <Button look="main" onClick={() => setPaused(!isPaused)}>
              {isPaused ? words.go : words.pause}
            </Button>
            <IconButton icon="next" label={words.after} onClick={() => step(1)} />
          </div>
        </>
      )}
    </Card>
  )
}
