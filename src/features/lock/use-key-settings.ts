import { useEffect, useState } from "react"

import { readKeySettings } from "#/platform/key-settings.ts"
import { useServices } from "#/platform/services.tsx"
import type { KeySettings } from "#/platform/unlocking.ts"

/** How this place is kept, and a way to look again after a change. Undefined until the first answer. */
export function useKeySettings(): [settings: KeySettings | undefined, again: () => void] {
  const services = useServices()
  const [settings, setSettings] = useState<KeySettings>()
  useEffect(() => {
    let isOver = false
    void (async () => {
      const found = await readKeySettings(services)
      if (!isOver) setSettings(found)
    })()
    return () => {
      isOver = true
    }
  }, [services])
  const look = async (): Promise<void> => setSettings(await readKeySettings(services))
  return [settings, () => void look()]
}
