import type { Completeness, MissingDevice } from "#/domain/completeness.ts"
import type { DeviceList } from "#/sync/device-api.ts"

import type { HeadBoard } from "./read-head-board.ts"

/** A tablet whose data is not all here, as the screen names it. */
export interface MissingTablet extends MissingDevice {
  readonly name: string
  /** Since when its oldest unsent change waits, milliseconds; null when none does, or nobody knows. */
  readonly oldestAt: number | null
  /** «8В», «8Г»: whose marks may be incomplete, for it is the tablet of whoever holds them. */
  readonly classes: readonly string[]
}

/** @param nameOf how a tablet without a name of its own is called, by its id */
export function missingTablets(
  { missing }: Completeness,
  { devices }: DeviceList,
  { board, nameOf }: { readonly board: HeadBoard; readonly nameOf: (id: string) => string },
): readonly MissingTablet[] {
  const byId = new Map(devices.map((device) => [device.id, device]))
  return missing.map((one) => {
    const device = byId.get(one.id)
    return {
      ...one,
      name: device?.label ?? nameOf(one.id),
      oldestAt: device?.told?.oldestAt ?? null,
      classes: classesOf(one.person, board),
    }
  })
}

/** 7А before 10А. */
const byNumber = new Intl.Collator("ru", { numeric: true })

/** The appointed classes; of somebody who holds none, those in which the person leads something. */
function classesOf(person: string, { people, classNames, classes }: HeadBoard): readonly string[] {
  const appointed = people.get(person)?.classes ?? []
  const led = classes
    .filter(({ activities }) => activities.some(({ activity }) => activity.leader === person))
    .map(({ schoolClass }) => schoolClass.id)
  const ids = appointed.length > 0 ? appointed : led
  return ids.flatMap((id) => classNames.get(id) ?? []).sort(byNumber.compare)
}
