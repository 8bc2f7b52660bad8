import { mayAsk, type Action, type Whose } from "#/domain/access.ts"

import { useServices } from "./services.tsx"

/** Whether the server would do this for the person: what it would not is not offered. Nothing, without a server. */
export function useMayAsk(action: Action, whose?: Whose): boolean {
  const { person } = useServices().place
  return person !== null && mayAsk(person.role, action, whose)
}
