import { useId, type ReactNode } from "react"

import { classNames } from "./class-names.ts"

import "./card.css"

type Name =
  | { readonly title: string; readonly aside?: ReactNode; readonly label?: never }
  | { readonly label?: string; readonly title?: never; readonly aside?: never }

export type CardProps = Name & {
  /** No inner margin: for lists and tables, whose rows touch the edges. */
  readonly flush?: boolean
  /** The brass edge: what comes next. At most one on a screen. */
  readonly next?: boolean
  readonly className?: string
  readonly children: ReactNode
}

export function Card({
  title,
  aside,
  label,
  flush = false,
  next = false,
  className,
  children,
}: CardProps) {
  const titleId = useId()
  const classes = classNames("card", flush && "card-flush", next && "card-next", className)
  return (
    <section
      className={classes}
      aria-labelledby={title === undefined ? undefined : titleId}
      aria-label={label}
    >
      {title !== undefined && (
        <CardHead id={titleId} title={title}>
          {aside}
        </CardHead>
      )}
      {children}
    </section>
  )
}

type HeadProps = { readonly title: string; readonly id?: string; readonly children?: ReactNode }

/** The title of a card, with what stands at its right: a count, a quiet button. */
export function CardHead({ title, id, children }: HeadProps) {
  return (
    <div className="card-head">
      <h2 className="title" id={id}>
        {title}
      </h2>
      {children}
    </div>
  )
}

export type Fact = { readonly term: string; readonly value: ReactNode }

/** Two or three facts side by side, one below the other on a phone. */
export function Facts({ facts }: { readonly facts: readonly Fact[] }) {
  return (
    <dl className="facts">
      {facts.map(({ term, value }) => (
        <div key={term}>
          <dt>{term}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  )
}
