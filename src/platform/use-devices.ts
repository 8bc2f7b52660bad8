import { useCallback, useEffect, useState } from "react"

import { isClosed } from "#/data/fault-of-disk.ts"
import { keepDevices, readDevices } from "#/data/known-devices.ts"
import { api } from "#/sync/api.ts"
import type { Device, DeviceChange, DeviceList } from "#/sync/device-api.ts"

import { callApi, type Called } from "./api-client.ts"
import { useServices, type Services } from "./services.tsx"
import { useLive } from "./use-live.ts"

export type KnownDevices =
  | { readonly kind: "loading" }
  /** There is no server that could know of other tablets. */
  | { readonly kind: "alone" }
  /** The server has never told; `isAsked` is false as long as it may still answer. */
  | { readonly kind: "unknown"; readonly isAsked: boolean }
  | { readonly kind: "known"; readonly list: DeviceList }

/** Several parts of a screen ask at once; the server is asked once. */
const askAgainMs = 20_000

interface Asking {
  readonly at: number
  readonly answer: Promise<void>
}

const asked = new WeakMap<Services["journal"], Asking>()

/** What is known of the school's tablets: at once as it was last told, and anew as soon as the server answers. */
export function useDevices(): KnownDevices {
  const services = useServices()
  const { place } = services
  const isJoined = place.mode === "joined"
  const kept = useLive("devices", readDevices, ["drafts"])
  const [isAsked, setAsked] = useState(false)
  useEffect(() => {
    if (!isJoined) return
    let isOver = false
    void (async () => {
      await askForDevices(services)
      if (!isOver) setAsked(true)
    })()
    return () => {
      isOver = true
    }
  }, [isJoined, services])
  if (!isJoined) return { kind: "alone" }
  if (kept === undefined) return { kind: "loading" }
  return kept === null ? { kind: "unknown", isAsked } : { kind: "known", list: kept }
}

/** Asks unless it was asked a moment ago. Without an answer the former list stays as it is. */
async function askForDevices({ journal, nowMs }: Services): Promise<void> {
  const last = asked.get(journal)
  if (last !== undefined && Math.abs(nowMs() - last.at) < askAgainMs) return last.answer
  const asking = { at: nowMs(), answer: ask(journal) }
  asked.set(journal, asking)
  return asking.answer
}

async function ask(journal: Services["journal"]): Promise<void> {
  const called = await callApi({ endpoint: api.devices, request: {} })
  try {
    if (called.kind === "answer") await keepDevices(journal, called.answer)
  } catch (error) {
    // A closed database is told in a line of its own.
    if (!isClosed(error)) throw error
  }
}

export type ChangeDevice = (
  id: string,
  change: DeviceChange,
) => Promise<Called<{ readonly device: Device }>>

/** Names a tablet or orders it to forget the school; the kept list changes with it. */
export function useChangeDevice(): ChangeDevice {
  const { journal } = useServices()
  return useCallback(
    async (id, request) => {
      const called = await callApi({ endpoint: api.changeDevice, request, id })
      const list = called.kind === "answer" ? await readDevices(journal) : null
      if (called.kind === "answer" && list !== null) {
        const devices = list.devices.map((one) => (one.id === id ? called.answer.device : one))
        await keepDevices(journal, { ...list, devices })
      }
      return called
    },
    [journal],
  )
}
