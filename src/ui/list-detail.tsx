import type { ReactNode } from "react"

import { classNames } from "./class-names.ts"

import "./list-detail.css"

type Props = {
  readonly list: ReactNode
  readonly detail: ReactNode
  /** Which of the two a narrow screen shows. */
  readonly showing: "list" | "detail"
  /** Which of the two takes what is left when wide. */
  readonly wide?: "list" | "detail"
  readonly className?: string
}

/** Side by side when wide, one pane when narrow. */
export function ListDetail({ list, detail, showing, wide = "detail", className }: Props) {
  return (
    <div className={classNames("list-detail", className)} data-showing={showing} data-wide={wide}>
      <div className="list-pane">{list}</div>
      <div className="detail-pane">{detail}</div>
    </div>
  )
}
