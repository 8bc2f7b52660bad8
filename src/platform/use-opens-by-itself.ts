import { useServices } from "./services.tsx"
import { useLive } from "./use-live.ts"

/**
 * Whether whoever holds the tablet can open this place: no PIN is set, or none that holds. The device's own slot is
 * there exactly as long. Undefined until it is known.
 */
export function useOpensByItself(): boolean | undefined {
  const { place } = useServices()
  const hasOwnSlot = useLive(
    "opens-by-itself",
    async ({ database }) => (await database.slots.get("device")) !== undefined,
    ["slots"],
  )
  // The practice class is everybody's.
  return place.mode === "demo" ? undefined : hasOwnSlot
}
