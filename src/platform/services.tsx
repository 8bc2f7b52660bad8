import { createContext, use } from "react"

import { must } from "#/base/assert.ts"
import type { Journal } from "#/data/journal.ts"
import type { PlaceRow } from "#/data/rows.ts"
import type { Written } from "#/data/write.ts"
import type { Day } from "#/domain/day.ts"
import type { Edit } from "#/domain/record.ts"

import type { PlaceName } from "./place-names.ts"
import type { SyncLoop } from "./sync-loop.ts"

/** Everything a screen may need of the world, made once by the composition root. */
export interface Services {
  readonly journal: Journal
  readonly place: PlaceRow
  readonly sync: SyncLoop
  readonly nowMs: () => number
  /** The calendar day here, by this device's clock and time zone. */
  readonly today: () => Day
  readonly newId: () => string
  /** Saves a person's changes (see `data/write.ts`), then lets sync know. */
  readonly write: (edits: readonly Edit[]) => Promise<Written>
  /** Goes to another place (a teacher's or the practice class) by loading a fresh document, «Сегодня» unless told otherwise. */
  readonly enter: (place: PlaceName, address?: string) => void
}

const ServicesContext = createContext<Services | null>(null)

export const ServicesProvider = ServicesContext

export function useServices(): Services {
  return must(use(ServicesContext), "services stand above every screen")
}
