import type { ReactNode } from "react"
import { Link } from "react-router"

import { classNames } from "./class-names.ts"
import { stateClass, type State } from "./state.ts"

import "./entries.css"

type EntriesProps = {
  /** A time in the margin takes more room than a count or an icon. */
  readonly margin?: "count" | "time"
  readonly ordered?: boolean
  readonly label?: string
  readonly children: ReactNode
}

/** A list written as in a log: a margin, the text, what can be done. */
export function Entries({ margin = "count", ordered = false, label, children }: EntriesProps) {
  const List = ordered ? "ol" : "ul"
  return (
    <List className={classNames("entries", margin === "time" && "entries-time")} aria-label={label}>
      {children}
    </List>
  )
}

type EntryProps = {
  readonly margin?: ReactNode
  readonly state?: State
  readonly title: ReactNode
  readonly detail?: ReactNode
  /** The whole row leads there. */
  readonly to?: string
  /** The brass mark: this entry is now. */
  readonly now?: boolean
  /** A small silent sign at the right, such as a tick or an arrow. */
  readonly sign?: ReactNode
  /** Buttons and chips at the right; below the text on a phone. */
  readonly action?: ReactNode
}

export function Entry({ margin, state, title, detail, to, now, sign, action }: EntryProps) {
  return (
    <li
      className={classNames(now === true && "now")}
      aria-current={now === true ? "true" : undefined}
    >
      <span className={classNames("margin", stateClass(state))}>{margin}</span>
      <div className="body">
        {to === undefined ? <b>{title}</b> : <Link to={to}>{title}</Link>}
        {detail !== undefined && <span>{detail}</span>}
      </div>
      {sign !== undefined && <span className={classNames("sign", stateClass(state))}>{sign}</span>}
      {action !== undefined && <div className="act">{action}</div>}
    </li>
  )
}
