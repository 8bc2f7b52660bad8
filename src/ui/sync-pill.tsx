import { Link } from "react-router"

import { classNames } from "./class-names.ts"
import { Icon, type IconName } from "./icon.tsx"
import { LiveRegion } from "./live-region.tsx"
import { stateClass, type State } from "./state.ts"
import type { StatusLook } from "./status-slot.tsx"

import "./sync-pill.css"

type Props = {
  /** The sort of news, such as "waiting": a screen reader hears when it changes, not at every count. */
  readonly kind: string
  readonly state: State
  readonly icon: IconName
  /** Always words, a count and a time; the tint only helps. */
  readonly text: string
  readonly to: string
  readonly look?: StatusLook
}

export function SyncPill({ kind, state, icon, text, to, look = "pill" }: Props) {
  return (
    <>
      <Link
        className={classNames("sync", look === "flat" && "sync-flat", stateClass(state))}
        to={to}
      >
        <Icon name={icon} />
        <span>{text}</span>
      </Link>
      <LiveRegion kind={kind} text={text} />
    </>
  )
}
