import { deviceRow, type Journal } from "#/data/journal.ts"
import { readClassNames } from "#/data/read-class.ts"
import { readByKey } from "#/data/read.ts"
import { recordKey } from "#/domain/record-keys.ts"
import { textOf, textsOf } from "#/domain/record.ts"

export interface Owner {
  readonly name: string
  /** «7Б», «8В» */
  readonly classes: readonly string[]
}

/** Whose tablets there can be, and which of them this one is. */
export interface DevicePlace {
  readonly own: string
  readonly owners: ReadonlyMap<string, Owner>
}

/** 7А before 10А. */
const byNumber = new Intl.Collator("ru", { numeric: true })

export async function readDevicePlace(journal: Journal): Promise<DevicePlace> {
  const [device, people, names] = await Promise.all([
    deviceRow(journal.database),
    readByKey(journal, recordKey.kind("person")),
    readClassNames(journal),
  ])
  const owners = people.map((record): readonly [string, Owner] => {
    const classes = textsOf(record, "classes").flatMap((id) => names.get(id) ?? [])
    return [record.id, { name: textOf(record, "name"), classes: classes.sort(byNumber.compare) }]
  })
  return { own: device.id, owners: new Map(owners) }
}
