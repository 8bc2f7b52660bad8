import type { ReactNode } from "react"

import { classNames } from "./class-names.ts"
import { Icon, type IconName } from "./icon.tsx"
import { stateClass, type State } from "./state.ts"

import "./banner.css"

type Props = {
  readonly state: State
  readonly icon: IconName
  /** One sentence. */
  readonly children: ReactNode
  /** One quiet button or link. */
  readonly action?: ReactNode
}

/** Says what is true of the whole screen. It cannot be closed while it is true. */
export function Banner({ state, icon, children, action }: Props) {
  return (
    <div className={classNames("banner", stateClass(state))}>
      <Icon name={icon} />
      <p>{children}</p>
      {action}
    </div>
  )
}
