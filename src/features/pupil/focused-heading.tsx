import { useEffect, useRef, type ReactNode } from "react"

type Props = {
  readonly className: string
  readonly id?: string
  readonly describedBy?: string
  readonly children: ReactNode
}

/** The heading of what has just come: reading goes on from it. A new one needs a new key. */
export function FocusedHeading({ className, id, describedBy, children }: Props) {
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => heading.current?.focus({ preventScroll: true }), [])
  return (
    <h1 ref={heading} tabIndex={-1} id={id} className={className} aria-describedby={describedBy}>
      {children}
    </h1>
  )
}
