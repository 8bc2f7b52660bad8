import { lazy, useEffect, useState, type ComponentType } from "react"

import { atLeisure } from "#/platform/at-leisure.ts"
import { useAppStored } from "#/platform/use-app-stored.ts"

/** Where most taps on the first screen lead. */
export const ActivityScreen = nextScreen(
  async () => (await import("./activity-route.tsx")).ActivityRoute,
)
export const ClassScreen = nextScreen(async () => (await import("./class-route.tsx")).ClassRoute)

/** Has them at hand before the tap. Not before the app is stored: on a first visit's line they would be in the way. */
export function useNextScreensAtHand(): void {
  const isStored = useAppStored()
  useEffect(() => {
    if (!isStored) return
    atLeisure(() => {
      void quietly(ActivityScreen.load)
      void quietly(ClassScreen.load)
      // A diagnostic shows nothing before its questions are read.
      void quietly(() => import("#/data/find-instrument.ts"))
    })
  }, [isStored])
}

/** Nobody has asked for it yet: whoever taps asks again, and is told what is the matter. */
async function quietly(load: () => Promise<unknown>): Promise<void> {
  try {
    await load()
  } catch {
    // A part of the app that is not here.
  }
}

type NextScreen = ComponentType & { readonly load: () => Promise<void> }

/** Like React's own `lazy`, which would show nothing for a moment even where the screen is at hand. */
function nextScreen(fetch: () => Promise<ComponentType>): NextScreen {
  let atHand: ComponentType | undefined
  const Fetched = lazy(async () => ({ default: await fetch() }))
  function Next() {
    // Kept for as long as it stands: another component in its place would begin anew.
    const [Screen] = useState(() => atHand ?? Fetched)
    return <Screen />
  }
  return Object.assign(Next, {
    load: async () => {
      atHand = await fetch()
    },
  })
}
