import { mayWrite } from "#/domain/access.ts"
import { useServices } from "#/platform/services.tsx"

/** Whether the person makes classes and changes lists. A lesson leader does neither: such actions are not shown. */
export function useMayKeepLists(): boolean {
  const { person } = useServices().place
  if (person === null) return true
  const subject = { kind: "class", classes: [], isNew: true } as const
  return mayWrite({ id: person.id, role: person.role, classes: [] }, subject) === "yes"
}
