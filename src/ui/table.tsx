import type { ReactNode } from "react"

import { classNames } from "./class-names.ts"

import "./table.css"

type Props = {
  readonly label: string
  /** The first column is a margin: a number with the log's line beside it. */
  readonly margin?: boolean
  readonly className?: string
  /** `thead` and `tbody`; a row may be `data-row="doubt"` or `data-row="stop"`. */
  readonly children: ReactNode
}

/** A table that scrolls inside itself when it is too wide, by keyboard too. */
export function Table({ label, margin = false, className, children }: Props) {
  return (
    // A place that scrolls must be reachable without a mouse.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <div className="table-wrap" role="region" aria-label={label} tabIndex={0}>
      <table
        className={classNames("table", margin && "table-margin", className)}
        aria-label={label}
      >
        {children}
      </table>
    </div>
  )
}
