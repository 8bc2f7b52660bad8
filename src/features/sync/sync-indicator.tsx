import { paths } from "#/features/paths.ts"
import type { StatusLook } from "#/ui/status-slot.tsx"
import { SyncPill } from "#/ui/sync-pill.tsx"

import { useIndication } from "./use-indication.ts"

/** The one line about sending, on every screen; a tap opens what waits. */
export function SyncIndicator({ look }: { readonly look: StatusLook }) {
  const indicated = useIndication()
  if (indicated === undefined) return null
  const { told, state, icon, text } = indicated
  return (
    <SyncPill kind={told.kind} state={state} icon={icon} text={text} to={paths.sync} look={look} />
  )
}
