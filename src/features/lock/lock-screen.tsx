import { useEffect, useRef, useState, type ReactNode } from "react"

import type { Trouble } from "#/data/database.ts"
import { paths } from "#/features/paths.ts"
import { enter } from "#/platform/open-place.ts"
import { unlockByItself, unlockWithPasskey, unlockWithPin } from "#/platform/unlock-place.ts"
import type { PlaceLook } from "#/platform/unlocking.ts"
import { lockWords } from "#/text/lock.ts"
import { shellWords } from "#/text/shell.ts"
import { Banner } from "#/ui/banner.tsx"
import { Button } from "#/ui/button.tsx"
import { Card } from "#/ui/card.tsx"
import { Cover } from "#/ui/cover.tsx"
import { Wait } from "#/ui/wait.tsx"
import { useWords } from "#/ui/words.tsx"

import { LeaseCard } from "./lease-card.tsx"
import { notOpenSentence } from "./not-open-sentence.ts"
import { OtherWays } from "./other-ways.tsx"
import { PasskeyCard } from "./passkey-card.tsx"
import { PinPad } from "./pin-pad.tsx"
import { SavedLine } from "./saved-line.tsx"
import { useUnlocking, type OnOpen, type Unlocking } from "./use-unlocking.ts"
import { useWay } from "./use-way.ts"

import "./lock.css"

type Props = {
  readonly place: PlaceLook
  readonly onOpen: OnOpen
  readonly onTrouble: (trouble: Trouble) => void
  /** Why it is closed just now. */
  readonly notice?: ReactNode
  /** What else leads on from here, instead of the other teachers and the practice class. */
  readonly links?: ReactNode
}

/** Whose journal it is, that nothing in it is lost, and the ways in. */
export function LockScreen({ place, onOpen, onTrouble, notice, links }: Props) {
  const words = useWords(lockWords)
  const unlocking = useUnlocking(onOpen)
  const way = useWay(unlocking)
  const [isForgotten, setForgotten] = useState(false)
  const isGone = useGone(unlocking) || (!place.isOpen && !place.ways.includes("pin"))
  const leaseOver = unlocking.last?.result.kind === "lease-over" ? unlocking.last.result : undefined
  return (
    <Cover
      title={place.person ?? words.alone}
      sub={place.mode === "local" ? words.aloneSub : place.schoolName}
      tabTitle={words.tab}
    >
      <div className="lock">
        <div className="lock-saved stack stack-close">
          {notice}
          <SavedLine place={place} />
        </div>
        <div className="lock-way stack">
          {leaseOver && <LeaseCard sinceMs={leaseOver.sinceMs} />}
          {isGone && <Gone />}
          {place.isOpen && (
            <Connect
              unlocking={unlocking}
              onConnect={() =>
                void unlocking.run("connect", () => unlockByItself(place.database, onTrouble))
              }
            />
          )}
          {!place.isOpen && !isGone && !isForgotten && (
            <PinCard
              unlocking={unlocking}
              onPin={(pin) =>
                void unlocking.run("pin", () => unlockWithPin(place.database, pin, onTrouble))
              }
            />
          )}
          {place.ways.includes("passkey") && (
            <PasskeyCard
              {...way("passkey")}
              onOpen={() =>
                void unlocking.run("passkey", () => unlockWithPasskey(place.database, onTrouble))
              }
            />
          )}
          {(isGone || isForgotten || leaseOver !== undefined) && (
            <>
              {isForgotten && <p>{words.forgotten.safe}</p>}
              <OtherWays place={place} unlocking={unlocking} onTrouble={onTrouble} />
            </>
          )}
        </div>
        <div className="lock-links">
          {!isGone && !place.isOpen && (
            <Button
              look="quiet"
              icon={isForgotten ? "back" : "key"}
              onClick={() => setForgotten(!isForgotten)}
            >
              {isForgotten ? words.forgotten.back : words.pin.forgot}
            </Button>
          )}
          {links ?? (
            <>
              <a className="btn btn-quiet" href={paths.teachers}>
                {words.other.teacher}
              </a>
              <Button look="quiet" onClick={() => enter("demo")}>
                {words.other.practice}
              </Button>
            </>
          )}
        </div>
      </div>
    </Cover>
  )
}

/** Once the fifth try was wrong there is nothing to type, whatever is tried after. */
function useGone({ last }: Unlocking): boolean {
  const [isGone, setGone] = useState(false)
  if (last?.result.kind === "pin-gone" && !isGone) setGone(true)
  return isGone
}

function Gone() {
  const { gone } = useWords(lockWords)
  return (
    <div role="alert">
      <Banner state="late" icon="warning">
        <b>{gone.title}.</b> {gone.why}
      </Banner>
    </div>
  )
}

type ConnectProps = { readonly unlocking: Unlocking; readonly onConnect: () => void }

/** A place without a PIN is locked only because it was away from its server: it opens once that answers. */
function Connect({ unlocking, onConnect }: ConnectProps) {
  const lock = useWords(lockWords)
  const shell = useWords(shellWords)
  const { busy, last } = unlocking
  const begun = useRef(false)
  useEffect(() => {
    if (begun.current) return
    begun.current = true
    onConnect()
  })
  const fault =
    last?.attempt === "connect"
      ? notOpenSentence("connect", last.result, { lock, shell })
      : undefined
  return (
    <Card label={lock.lease.title} next>
      <div className="stack stack-close">
        {fault !== undefined && <p role="alert">{fault}</p>}
        <Button look="main" big disabled={busy === "connect"} onClick={onConnect}>
          {lock.lease.connect}
        </Button>
        {busy === "connect" && <Wait text={lock.opening} />}
      </div>
    </Card>
  )
}

type PinProps = { readonly unlocking: Unlocking; readonly onPin: (pin: string) => void }

function PinCard({ unlocking, onPin }: PinProps) {
  const lock = useWords(lockWords)
  const shell = useWords(shellWords)
  const [pin, setPin] = useState("")
  const [isEmpty, setEmpty] = useState(false)
  const { last, waitSeconds } = unlocking
  const fault = (): string | undefined => {
    if (isEmpty) return lock.pin.empty
    if (waitSeconds > 0) return lock.wait(waitSeconds)
    return last?.attempt === "pin"
      ? notOpenSentence("pin", last.result, { lock, shell })
      : undefined
  }
  return (
    <Card label={lock.pin.title} next>
      <PinPad
        label={lock.pin.title}
        value={pin}
        onChange={(typed) => {
          setEmpty(false)
          setPin(typed)
        }}
        onSubmit={() => {
          setEmpty(pin === "")
          if (pin === "" || waitSeconds > 0) return
          setPin("")
          onPin(pin)
        }}
        submitLabel={lock.pin.open}
        fault={fault()}
        busy={unlocking.busy === "pin" ? lock.opening : undefined}
      />
    </Card>
  )
}
