import { readClassNames } from "#/data/read-class.ts"
import { readPeople } from "#/data/read-people.ts"
import { withInitials } from "#/domain/initials.ts"
import { useDevices } from "#/platform/use-devices.ts"
import { useLive } from "#/platform/use-live.ts"
import { auditWords } from "#/text/audit.ts"
import { deviceWords } from "#/text/devices.ts"
import { useWords } from "#/ui/words.tsx"

/** Names for the ids of the journal: the journal has none, this tablet knows them. */
export interface AuditNames {
  readonly person: (id: string) => string
  readonly device: (id: string) => string
  readonly schoolClass: (id: string) => string
  /** «7Б», «общие данные школы» */
  readonly feed: (feed: string) => string
}

/** Undefined until the tablet has read them: a name must not first be said to be unknown. */
export function useAuditNames(): AuditNames | undefined {
  const words = useWords(auditWords)
  const devices = useWords(deviceWords)
  const people = useLive("people", readPeople)
  const classes = useLive("class names", readClassNames)
  const known = useDevices()
  if (people === undefined || classes === undefined || known.kind === "loading") return undefined
  const person = (id: string): string => {
    if (id === "server") return words.server
    const name = people.get(id) ?? ""
    return name === "" ? words.someone : withInitials(name)
  }
  const schoolClass = (id: string): string => classes.get(id) ?? words.feed.unknownClass
  return {
    person,
    schoolClass,
    device: (id) => {
      const found =
        known.kind === "known" ? known.list.devices.find((one) => one.id === id) : undefined
      return found?.label ?? devices.unnamed(id.slice(-6).toUpperCase())
    },
    feed: (feed) => {
      if (feed === "*") return words.feed.every
      if (feed === "school") return words.feed.school
      const [kind, id = ""] = feed.split(":")
      if (kind === "person") return words.feed.person
      return kind === "results" ? words.feed.results(schoolClass(id)) : schoolClass(id)
    },
  }
}
