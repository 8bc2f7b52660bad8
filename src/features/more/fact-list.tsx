import type { ReactNode } from "react"

type Fact = { readonly term: string; readonly value: ReactNode }

/** Facts one below the other: the term at the left, the value at the right. */
export function FactList({ facts }: { readonly facts: readonly Fact[] }) {
  return (
    <dl className="fact-list">
      {facts.map(({ term, value }) => (
        <div key={term}>
          <dt>{term}</dt>
          <dd className="num">{value}</dd>
        </div>
      ))}
    </dl>
  )
}
