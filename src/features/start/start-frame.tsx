import type { ReactNode } from "react"

import { commonWords } from "#/text/common.ts"
import { classNames } from "#/ui/class-names.ts"
import { Icon } from "#/ui/icon.tsx"
import { useWords } from "#/ui/words.tsx"

import "./start.css"

type Props = {
  readonly title: string
  readonly sub?: string | undefined
  /** One card: the cover is as narrow as it. */
  readonly narrow?: boolean
  readonly children: ReactNode
}

/** The frame of the screens that stand before the journal is open: no rail yet, only the cover of the log. */
export function StartFrame({ title, sub, narrow = false, children }: Props) {
  const { appName } = useWords(commonWords)
  return (
    <main className={classNames("start", narrow && "start-narrow")} id="main">
      <title>{title === appName ? appName : `${title} · ${appName}`}</title>
      <header className="start-cover">
        <div className="start-width">
          <Icon name="log" />
          <div>
            <h1 className="start-title">{title}</h1>
            {sub !== undefined && <p>{sub}</p>}
          </div>
        </div>
      </header>
      <div className="start-width start-body stack">{children}</div>
    </main>
  )
}
