import { mayKeepLists } from "#/domain/screen-access.ts"

import { useServices } from "./services.tsx"

/** Whether the person makes classes, plans and changes lists. A lesson leader does not: such actions are not shown. */
export function useMayKeepLists(): boolean {
  const { person } = useServices().place
  return mayKeepLists(person?.role ?? null)
}
