import type { SessionState } from "#/domain/diagnostic-session.ts"
import type { IconName } from "#/ui/icon.tsx"
import type { State } from "#/ui/state.ts"

interface Look {
  readonly state: State
  readonly icon: IconName
}

const looks: Readonly<Record<SessionState["kind"], Look>> = {
  finished: { state: "present", icon: "check" },
  "in-progress": { state: "waiting", icon: "tablet" },
  unfinished: { state: "late", icon: "pause" },
  "not-started": { state: "unmarked", icon: "clock" },
  absent: { state: "absent", icon: "cross" },
  // A missing paper is nobody's fault: it is as quiet as what has not begun.
  "no-consent": { state: "unmarked", icon: "lock" },
}

export function sessionLook(kind: SessionState["kind"]): Look {
  return looks[kind]
}
