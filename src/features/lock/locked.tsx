import { useEffect, useState } from "react"

import type { Trouble } from "#/data/database.ts"
import { listPlaces } from "#/platform/places-here.ts"
import type { Services } from "#/platform/services.tsx"
import type { PlaceLook } from "#/platform/unlocking.ts"

import { LockScreen } from "./lock-screen.tsx"
import { TeachersScreen } from "./teachers-screen.tsx"

type Props = {
  readonly database: string
  readonly onOpen: (services: Services) => void
  readonly onTrouble: (trouble: Trouble) => void
}

/** The lock of a place. One that has gone meanwhile, as after a removal in another tab, leaves the choice of the others. */
export function Locked({ database, onOpen, onTrouble }: Props) {
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
  return <LockScreen place={place} onOpen={onOpen} onTrouble={onTrouble} />
}
