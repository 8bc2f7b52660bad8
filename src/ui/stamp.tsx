import type { ReactNode } from "react"
import { Link } from "react-router"

import { classNames } from "./class-names.ts"
import { Icon } from "./icon.tsx"
import { stateClass } from "./state.ts"

import "./stamp.css"

type Props = {
  /** Everything is here, or something is missing. */
  readonly complete: boolean
  readonly children: ReactNode
  /** Leads to the list of what is missing. */
  readonly to?: string
}

/** Says how complete a figure is; stands beside it on the screen and on paper. */
export function Stamp({ complete, children, to }: Props) {
  const classes = classNames("stamp", stateClass(complete ? "sent" : "late"))
  const inside = (
    <>
      <Icon name="tablet" large />
      <span>{children}</span>
    </>
  )
  return to === undefined ? (
    <p className={classes}>{inside}</p>
  ) : (
    <Link className={classes} to={to}>
      {inside}
    </Link>
  )
}
