import type { ReactNode } from "react"

import { classNames } from "./class-names.ts"

import "./icon.css"

/** Drawn in a square of 24, stroked in the colour of the text beside. */
const drawings = {
  log: (
    <>
      <circle cx="12" cy="12" r="9.5" />
      <path d="M12 1v3M12 20v3M1 12h3M20 12h3M12 6l2 6-2 6-2-6z" />
      <path d="M6 12h2.5M15.5 12H18" />
    </>
  ),
  today: (
    <path d="M2.5 17h19M5.5 21h13M6 17a6 6 0 0 1 12 0M12 4v3M4.2 8.2l1.9 1.9M19.8 8.2l-1.9 1.9" />
  ),
  class: (
    <>
      <circle cx="8.5" cy="8" r="3.2" />
      <path d="M2.5 19.5c0-3.6 2.6-5.5 6-5.5s6 1.9 6 5.5M15.5 5.2a3.2 3.2 0 0 1 0 5.7M17 14.3c2.7.6 4.5 2.4 4.5 5.2" />
    </>
  ),
  season: <path d="M5 21.5v-18M5 4.500h12.500l-2.8 4 2.8 4H5" />,
  report: <path d="M3.5 20.500h17M6.5 20v-6M11 20V9M15.5 20v-8M20 20V5" />,
  more: (
    <>
      <circle cx="5" cy="12" r="1" />
      <circle cx="12" cy="12" r="1" />
      <circle cx="19" cy="12" r="1" />
    </>
  ),
  check: <path d="M5 12.500l4.5 4.500L19 7" />,
  cross: <path d="M6.5 6.500l11 11M17.5 6.500l-11 11" />,
  clock: (
    <>
      <circle cx="12" cy="12" r="8.5" />
      <path d="M12 7v5.200l3.3 2" />
    </>
  ),
  wait: (
    <>
      <path d="M12 19V6M6.5 11L12 5.500l5.5 5.5" />
      <path d="M5 21h14" strokeDasharray="2 3" />
    </>
  ),
  sent: <path d="M3 12.500l4.5 4.500L15 8.500M12 16l1 1 8-9" />,
  refused: (
    <>
      <path d="M12 3.500l9.3 16.500H2.700z" />
      <path d="M12 10v4.500M12 17.300v.2" />
    </>
  ),
  clash: <path d="M12 21v-7M12 14L5 5M12 14l7-9M5 5v4.500M5 5h4.500M19 5v4.500M19 5h-4.5" />,
  next: <path d="M9 5l7 7-7 7" />,
  back: <path d="M15 5l-7 7 7 7" />,
  down: <path d="M5 9l7 7 7-7" />,
  lock: (
    <>
      <rect x="5" y="11" width="14" height="9.5" rx="2" />
      <path d="M8 11V8a4 4 0 0 1 8 0v3" />
    </>
  ),
  off: (
    <path d="M3 3l18 18M5 12.500a10 10 0 0 1 4.5-2.600M19 12.500a10 10 0 0 0-5-2.700M2 9a15 15 0 0 1 5-3M22 9a15 15 0 0 0-11-4M8.5 16a5 5 0 0 1 7 0M12 20v.1" />
  ),
  eye: (
    <>
      <path d="M2 12s3.7-6.5 10-6.500S22 12 22 12s-3.7 6.5-10 6.500S2 12 2 12z" />
      <circle cx="12" cy="12" r="2.8" />
    </>
  ),
  upload: <path d="M12 16V4.500M7 9l5-5 5 5M4 16v4h16v-4" />,
  download: <path d="M12 4v11.500M7 11l5 5 5-5M4 16v4h16v-4" />,
  sheet: <path d="M6 3h8.500L19 7.500V21H6zM14 3v5h5M9 13h7M9 17h7" />,
  excuse: <path d="M6 3.500h12v17H6zM9.5 8h5M9.5 12h5" />,
  pause: <path d="M8.5 5.500v13M15.5 5.500v13" />,
  tablet: (
    <>
      <rect x="4" y="3" width="16" height="18" rx="2" />
      <path d="M10.5 18h3" />
    </>
  ),
  undo: <path d="M4 9.500h10.500a5.25 5.25 0 0 1 0 10.500H8M8.5 5L4 9.5 8.5 14" />,
  plus: <path d="M12 5v14M5 12h14" />,
  trash: <path d="M4 6.500h16M9.5 6.500v-3h5v3M6 6.500l1 14h10l1-14M10 10.500v6M14 10.500v6" />,
  search: (
    <>
      <circle cx="10.5" cy="10.5" r="6.5" />
      <path d="M15.5 15.500L21 21" />
    </>
  ),
  edit: <path d="M4 20l1-4.500L16.5 4 20 7.5 8.5 19zM14 6.500l3.5 3.5" />,
  print: <path d="M7 8.500v-5h10v5M7 17H3.500V8.500h17V17H17M7 14h10v6.500H7z" />,
  people: (
    <>
      <circle cx="12" cy="7.5" r="3" />
      <path d="M6.5 20c0-4 2.2-6.5 5.5-6.500s5.5 2.5 5.5 6.500M5 6.500a2.5 2.5 0 0 0 0 5M2 18c0-2.5.8-4.2 2.5-5M19 6.500a2.5 2.5 0 0 1 0 5M22 18c0-2.5-.8-4.2-2.5-5" />
    </>
  ),
  person: (
    <>
      <circle cx="12" cy="8" r="3.8" />
      <path d="M4.5 20.500c0-4.5 3-7 7.5-7s7.5 2.5 7.5 7" />
    </>
  ),
  qr: (
    <>
      <path d="M3.5 3.500h6.500v6.500H3.500zM14 3.500h6.500v6.500H14zM3.5 14h6.500v6.500H3.500z" />
      <path d="M14 14h2.500v2.500M20.5 14v2.500M14 20.500v-1M17 20.500h3.500v-1.5" />
    </>
  ),
  info: (
    <>
      <circle cx="12" cy="12" r="8.5" />
      <path d="M12 11v5.500M12 7.700v.1" />
    </>
  ),
  warning: (
    <>
      <circle cx="12" cy="12" r="8.5" />
      <path d="M12 7.200v5.800M12 16.300v.1" />
    </>
  ),
  calendar: <path d="M4 6h16v14.500H4zM4 10.500h16M8.5 3.500V8M15.5 3.500V8" />,
  link: (
    <path d="M10 14a4 4 0 0 0 5.7 0l3.6-3.600a4 4 0 0 0-5.7-5.700L12.5 5.800M14 10a4 4 0 0 0-5.7 0l-3.6 3.600a4 4 0 0 0 5.7 5.700l1.1-1.1" />
  ),
  key: (
    <>
      <circle cx="8" cy="16" r="4.5" />
      <path d="M11.2 12.800L20 4M16.5 7.500l3 3M14 10l2 2" />
    </>
  ),
  settings: <path d="M4 7h9M17.5 7H20M4 17h2.500M11 17h9M15.25 4.750v4.500M8.75 14.750v4.5" />,
} satisfies Record<string, ReactNode>

export type IconName = keyof typeof drawings

export const iconNames = Object.keys(drawings).filter((name): name is IconName => name in drawings)

type Props = { readonly name: IconName; readonly large?: boolean }

/** Always beside a word: the icon itself is silent. */
export function Icon({ name, large = false }: Props) {
  return (
    <svg className={classNames("i", large && "i-l")} viewBox="0 0 24 24" aria-hidden="true">
      {drawings[name]}
    </svg>
  )
}
