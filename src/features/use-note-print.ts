import { useEffect, useRef } from "react"

import type { ExportNote } from "#/domain/export-note.ts"
import { useServices, type Services } from "#/platform/services.tsx"

/** Notes that this screen goes on paper, by its button or from the browser's own menu; undefined while it is none. */
export function useNotePrint(note: Omit<ExportNote, "how"> | undefined): void {
  const services = useServices()
  const latest = useRef({ services, note })
  useEffect(() => {
    latest.current = { services, note }
  })
  useEffect(() => {
    const write = (): void => {
      const now = latest.current
      if (now.note !== undefined) void noteLater(now.services, { ...now.note, how: "print" })
    }
    addEventListener("beforeprint", write)
    return () => removeEventListener("beforeprint", write)
  }, [])
}

/** Loaded when it is needed: most days nothing is printed. */
export async function noteLater(services: Services, note: ExportNote): Promise<void> {
  const { noteExport } = await import("#/platform/note-export.ts")
  noteExport(services, note)
}
