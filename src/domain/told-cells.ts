import { personFeed } from "./feeds.ts"
import { isPersonal } from "./record-schema.ts"

/**
 * Whether a cell is told in a feed at all. Who leads a diagnostic as a guest has the consents in the own feed to open the
 * gate by, and neither the guardian's name nor the number of the sheet: those are for whoever holds the class.
 */
export function isToldIn(feed: string, kind: string, cell: string): boolean {
  return kind !== "consent" || !feed.startsWith(personFeed("")) || !isPersonal("consent", cell)
}
