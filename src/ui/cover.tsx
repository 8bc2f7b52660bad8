import type { ReactNode } from "react"

import { commonWords } from "#/text/common.ts"

import { classNames } from "./class-names.ts"
import { Icon } from "./icon.tsx"
import { useWords } from "./words.tsx"

import "./cover.css"

type Props = {
  readonly title: string
  readonly sub?: string | undefined
  /** The name in the tab; a cover with a person's name on it must not put the person there. */
  readonly tabTitle?: string
  /** One card: the cover is as narrow as it. */
  readonly narrow?: boolean
  readonly children: ReactNode
}

/** The frame of the screens that stand before the journal is open: no rail yet, only the cover of the log. */
export function Cover({ title, sub, tabTitle = title, narrow = false, children }: Props) {
  const { appName } = useWords(commonWords)
  return (
    <main className={classNames("cover", narrow && "cover-narrow")} id="main">
      <title>{tabTitle === appName ? appName : `${tabTitle} · ${appName}`}</title>
      <header className="cover-head">
        <div className="cover-width">
          <Icon name="log" />
          <div>
            <h1 className="cover-title">{title}</h1>
            {sub !== undefined && <p>{sub}</p>}
          </div>
        </div>
      </header>
      <div className="cover-width cover-body stack">{children}</div>
    </main>
  )
}
