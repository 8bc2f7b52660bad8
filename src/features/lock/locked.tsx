import { startTransition, useEffect, useState } from "react"
import { useNavigate } from "react-router"

import type { Trouble } from "#/data/database.ts"
import { paths } from "#/features/paths.ts"
import { listPlaces } from "#/platform/places-here.ts"
import type { Services } from "#/platform/services.tsx"
import type { PlaceLook } from "#/platform/unlocking.ts"

import { LockScreen } from "./lock-screen.tsx"
import { renewing } from "./protect-screen.tsx"
import { TeachersScreen } from "./teachers-screen.tsx"
import type { Attempt, OnOpen } from "./use-unlocking.ts"

type Props = {
  readonly database: string
  readonly onOpen: (services: Services) => void
  readonly onTrouble: (trouble: Trouble) => void
}

export const forgottenPin: ReadonlySet<Attempt> = new Set([
  "passphrase",
  "sign-in",
  "recovery",
  "invitation",
])

/** The lock of a place. One that has gone meanwhile, as after a removal in another tab, leaves the choice of the others. */
export function Locked({ database, onOpen, onTrouble }: Props) {
  const navigate = useNavigate()
  const [place, setPlace] = useState<PlaceLook | "gone">()
  useEffect(() => {
    let isOver = false
    void (async () => {
      const places = await listPlaces()
      if (!isOver) setPlace(places.find((one) => one.database === database) ?? "gone")
    })()
    return () => {
      isOver = true
    }
  }, [database])
  if (place === undefined) return null
  if (place === "gone") return <TeachersScreen />
  const open: OnOpen = (services, by) => {
    // Whoever could not open by PIN needs a new one, and the key is at hand only now. First the address and then, in one
    // drawing with it, what is open: «/» would lead on to the day by itself.
    if (forgottenPin.has(by)) void navigate(`${paths.protect}?${renewing}`, { replace: true })
    startTransition(() => onOpen(services))
  }
  return <LockScreen place={place} onOpen={open} onTrouble={onTrouble} />
}
