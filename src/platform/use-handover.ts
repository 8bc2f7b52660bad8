import { Dexie } from "dexie"
import { useCallback, useEffect, useRef, useState } from "react"

import { handoverName } from "#/data/handover-name.ts"

import type { HandoverLook } from "./handover-look.ts"
import type { readAsideSittings } from "./handover.ts"
import { useServices } from "./services.tsx"

export interface HandoverHere {
  /** Undefined for none, and until it is known. */
  readonly look: HandoverLook | undefined
  /** Kept sealed and no record, because the consent does not hold. */
  readonly aside: Awaited<ReturnType<typeof readAsideSittings>>
  /** Answers that are still only in the hand-over: the disk is full. */
  readonly waiting: number
  readonly again: () => void
}

const nothing: Pick<HandoverHere, "look" | "aside" | "waiting"> = {
  look: undefined,
  aside: [],
  waiting: 0,
}

/**
 * The hand-over of this tablet as it stands, looked at again whenever a document changes it. What pupils of this teacher
 * have finished is taken in on the way. Nothing is asked while `isAsked` is false.
 */
export function useHandover(isAsked: boolean): HandoverHere {
  const services = useServices()
  const [found, setFound] = useState(nothing)
  const turns = useRef(0)
  const ask = useCallback(async (): Promise<void> => {
    turns.current += 1
    const turn = turns.current
    // Most lessons have none of it: it comes when it is asked for.
    const [{ lookAtHandover }, { readAsideSittings, takeInSittings }] = await Promise.all([
      import("./handover-look.ts"),
      import("./handover.ts"),
    ])
    const before = await lookAtHandover()
    const isOurs = before?.owner === services.place.id && !before.isWithPupils
    const waiting = isOurs ? (await takeInSittings(services)).waiting : 0
    const aside = await readAsideSittings(services)
    const look = isOurs ? await lookAtHandover() : before
    // The latest answer is the true one, and nobody waits for one after the screen has gone.
    if (turn === turns.current) setFound({ look, aside, waiting })
  }, [services])
  useEffect(() => {
    if (!isAsked) return
    void ask()
    const stop = onHandoverChanged(() => void ask())
    return () => {
      turns.current += 1
      stop()
    }
  }, [isAsked, ask])
  const again = useCallback(() => void ask(), [ask])
  return { ...found, again }
}

/** Another tab hands over or pupils go on in it; a document that was left comes back as it was. */
function onHandoverChanged(changed: () => void): () => void {
  const start = `idb://${handoverName}/`
  const onStorage = (parts: object): void => {
    if (Object.keys(parts).some((part) => part.startsWith(start))) changed()
  }
  const onShow = (): void => {
    if (document.visibilityState === "visible") changed()
  }
  Dexie.on("storagemutated", onStorage)
  document.addEventListener("visibilitychange", onShow)
  addEventListener("pageshow", onShow)
  return () => {
    Dexie.on.storagemutated.unsubscribe(onStorage)
    document.removeEventListener("visibilitychange", onShow)
    removeEventListener("pageshow", onShow)
  }
}
