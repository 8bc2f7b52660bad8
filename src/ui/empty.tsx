import type { ReactNode } from "react"

import { Icon, type IconName } from "./icon.tsx"

import "./empty.css"

type Props = {
  readonly icon?: IconName
  /** One sentence. «Нет», «ещё не загружено» and «не найдено» are three different ones. */
  readonly children: string
  /** One button. */
  readonly action?: ReactNode
  /** One link to an example. */
  readonly example?: ReactNode
}

export function Empty({ icon = "log", children, action, example }: Props) {
  return (
    <div className="empty">
      <Icon name={icon} />
      <p>{children}</p>
      {action}
      {example}
    </div>
  )
}
