import type { KeyboardEvent, ReactNode } from "react"

import { classNames } from "./class-names.ts"

import "./tabs.css"

export type Tab<Id extends string> = { readonly id: Id; readonly label: string }

export type TabsProps<Id extends string> = {
  /** Unique on the page: ties the tabs to their panels. */
  readonly name: string
  readonly label: string
  readonly tabs: readonly Tab<Id>[]
  readonly current: Id
  readonly onChange: (id: Id) => void
  readonly className?: string
}

const tabId = (name: string, id: string): string => `${name}-tab-${id}`
const panelId = (name: string, id: string): string => `${name}-panel-${id}`

/** One line of tabs: it scrolls sideways rather than wraps. Arrows, Home and End move, and moving opens. */
export function Tabs<Id extends string>(props: TabsProps<Id>) {
  const { name, label, tabs, current, onChange, className } = props
  const move = (event: KeyboardEvent) => {
    const to = neighbour(event.key, tabs, current)
    if (to === undefined) return
    event.preventDefault()
    onChange(to)
    const tab = document.getElementById(tabId(name, to))
    tab?.focus()
  }
  return (
    // The focus is on one of the tabs.
    // oxlint-disable-next-line jsx-a11y/interactive-supports-focus
    <div
      className={classNames("tabs", className)}
      role="tablist"
      aria-label={label}
      onKeyDown={move}
    >
      {tabs.map((tab) => (
        <button
          key={tab.id}
          type="button"
          className="tab"
          role="tab"
          id={tabId(name, tab.id)}
          aria-selected={tab.id === current}
          aria-controls={tab.id === current ? panelId(name, tab.id) : undefined}
          tabIndex={tab.id === current ? 0 : -1}
          onClick={() => {
            onChange(tab.id)
          }}
        >
          {tab.label}
        </button>
      ))}
    </div>
  )
}

type PanelProps = {
  readonly name: string
  readonly id: string
  readonly className?: string
  readonly children: ReactNode
}

/** What the current tab shows; render it for the current tab only. */
export function TabPanel({ name, id, className, children }: PanelProps) {
  return (
    <div
      className={className}
      role="tabpanel"
      id={panelId(name, id)}
      aria-labelledby={tabId(name, id)}
    >
      {children}
    </div>
  )
}

function neighbour<Id extends string>(
  key: string,
  tabs: readonly Tab<Id>[],
  current: Id,
): Id | undefined {
  const at = tabs.findIndex((tab) => tab.id === current)
  const count = tabs.length
  if (key === "ArrowRight") return tabs[(at + 1) % count]?.id
  if (key === "ArrowLeft") return tabs[(at - 1 + count) % count]?.id
  if (key === "Home") return tabs[0]?.id
  return key === "End" ? tabs[count - 1]?.id : undefined
}
