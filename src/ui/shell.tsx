import { useEffect, useRef, type ReactNode, type RefObject } from "react"
import { Link, NavigationType, useLocation, useNavigationType } from "react-router"

import { commonWords } from "#/text/common.ts"

import { Icon, type IconName } from "./icon.tsx"
import { useWords } from "./words.tsx"

import "./shell.css"

export type ShellItem = {
  readonly to: string
  readonly label: string
  readonly icon: IconName
  /** Current only at this very address, not at those below it. */
  readonly end?: boolean
  /** Addresses elsewhere that belong to this section, with all below them. */
  readonly also?: readonly string[]
}

type Lock = { readonly label: string; readonly run: () => void }

type Props = {
  readonly items: readonly ShellItem[]
  /** Stands at the foot of the rail. A narrow screen has no room for it: offer it on the last section too. */
  readonly lock?: Lock
  readonly children: ReactNode
}

/** The frame of the app: a rail when wide, a bottom bar when narrow, and the screen. */
export function Shell({ items, lock, children }: Props) {
  const words = useWords(commonWords)
  const main = useRef<HTMLElement>(null)
  useFreshStart(main)
  return (
    <div className="app">
      <a className="skip" href="#main">
        {words.toContent}
      </a>
      <nav className="rail" aria-label={words.sections}>
        <span className="rail-brand">
          <Icon name="log" />
        </span>
        {items.map((item) => (
          <RailLink key={item.to} {...item} />
        ))}
        {lock && (
          <button type="button" className="rail-item rail-lock" onClick={lock.run}>
            <Icon name="lock" large />
            <span>{lock.label}</span>
          </button>
        )}
      </nav>
      <main className="main" id="main" tabIndex={-1} ref={main}>
        {children}
      </main>
    </div>
  )
}

const nowhere: readonly string[] = []

function RailLink({ to, label, icon, end = false, also = nowhere }: ShellItem) {
  const { pathname } = useLocation()
  const isBelow = (place: string) => pathname.startsWith(`${place}/`)
  const isCurrent =
    pathname === to ||
    (!end && isBelow(to)) ||
    also.some((place) => pathname === place || isBelow(place))
  return (
    <Link className="rail-item" to={to} aria-current={isCurrent ? "page" : undefined}>
      <Icon name={icon} large />
      <span>{label}</span>
    </Link>
  )
}

/**
 * A new address starts at its top. Reading goes on from the screen when the pressed link went away with the old one
 * or stands in the rail; a link that is still there, as in a list beside its detail, keeps the focus.
 */
function useFreshStart(main: RefObject<HTMLElement | null>): void {
  const { pathname } = useLocation()
  const navigation = useNavigationType()
  const last = useRef(pathname)
  useEffect(() => {
    if (last.current === pathname) return
    last.current = pathname
    const focused = document.activeElement
    if (main.current?.contains(focused) === true) return
    main.current?.focus({ preventScroll: true })
    if (navigation === NavigationType.Push) window.scrollTo(0, 0)
  }, [main, navigation, pathname])
}
