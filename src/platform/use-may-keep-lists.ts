import { mayKeepLists } from "#/domain/access.ts"

import { useServices } from "./services.tsx"

/** Whether the person makes classes and changes lists. A lesson leader does neither: such actions are not shown. */
export function useMayKeepLists(): boolean {
  const { person } = useServices().place
  return person === null || mayKeepLists(person.role)
}
