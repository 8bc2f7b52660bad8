import { useEffect } from "react"
import { useNavigate } from "react-router"

import { paths } from "#/features/paths.ts"
import { keepLocking } from "#/platform/lock.ts"
import { listPlaces } from "#/platform/places-here.ts"
import { useServices } from "#/platform/services.tsx"
import { useOpensByItself } from "#/platform/use-opens-by-itself.ts"

import { useTakeIn } from "./use-take-in.ts"

/** Takes in what pupils sealed meanwhile. Locks a place that has a PIN when nobody works with it; where several teachers share the tablet, asks for the PIN. */
export function LockKeeper() {
  const services = useServices()
  const navigate = useNavigate()
  const opensByItself = useOpensByItself()
  useTakeIn()
  useEffect(
    () => (opensByItself === false ? keepLocking(services) : undefined),
    [services, opensByItself],
  )
  useEffect(() => {
    // Once at each opening: a lesson that is going on is not interrupted by the second teacher's arrival.
    if (opensByItself !== true) return
    void (async () => {
      const places = await listPlaces()
      if (places.length > 1) void navigate(paths.protect, { replace: true })
    })()
  }, [opensByItself, navigate])
  return null
}
