import type { ReactNode } from "react"

import { commonWords } from "#/text/common.ts"

import { IconLink } from "./button.tsx"
import { classNames } from "./class-names.ts"
import { StatusSlot } from "./status-slot.tsx"
import { useWords } from "./words.tsx"

import "./page.css"

export type Back = { readonly to: string; readonly label: string }

type HeadProps = {
  readonly title: string
  readonly sub?: ReactNode
  /** Where «Назад» leads; on a wide screen it stands there only if the page is not in the rail. */
  readonly back?: Back
  readonly actions?: ReactNode
  /** What stands in the place of the sync indicator: a stamp in a report; `null` for nothing. */
  readonly status?: ReactNode
}

type PageProps = HeadProps & {
  /** The name in the tab and in the browser's history; a page about a person must not put the person there. */
  readonly tabTitle?: string
  /** The page has the height of the window when wide, and what is inside scrolls by itself. */
  readonly fill?: boolean
  readonly className?: string
  readonly children: ReactNode
}

export function Page({ tabTitle, fill = false, className, children, ...head }: PageProps) {
  const { appName } = useWords(commonWords)
  return (
    <div className={classNames("page", fill && "page-fill", className)}>
      <title>{`${tabTitle ?? head.title} · ${appName}`}</title>
      <PageHead {...head} />
      {children}
    </div>
  )
}

export function PageHead({ title, sub, back, actions, status }: HeadProps) {
  const words = useWords(commonWords)
  return (
    <header className="page-head">
      {back && (
        <IconLink className="page-back" icon="back" label={words.backTo(back.label)} to={back.to} />
      )}
      <div className="page-name">
        <h1 className="page-title" tabIndex={-1}>
          {title}
        </h1>
        {sub !== undefined && <p className="page-sub num">{sub}</p>}
      </div>
      {actions !== undefined && <div className="page-acts">{actions}</div>}
      {status !== null && <div className="page-status">{status ?? <StatusSlot />}</div>}
    </header>
  )
}
