import type { Role } from "#/domain/access.ts"

import { useServices } from "./services.tsx"

/** As what the person works here; null without a server. What follows from it is the domain's to say. */
export function useRole(): Role | null {
  return useServices().place.person?.role ?? null
}
