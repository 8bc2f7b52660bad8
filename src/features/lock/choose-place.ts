import { enter } from "#/platform/open-place.ts"
import { placeIn } from "#/platform/place-names.ts"

/** Goes to the journal of a database by a fresh document, so that nothing of the one before stays in memory. */
export function choosePlace(database: string): void {
  enter(placeIn(database))
}
