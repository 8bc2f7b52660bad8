import { classWords } from "#/text/classes.ts"
import { useWords } from "#/ui/words.tsx"

import { consentKinds, drawConsentSign, type ConsentKind } from "./consent-cell.tsx"
import { cellKindOf, cellKinds, drawSign, type CellKind } from "./matrix-cell.tsx"
import type { ClassView } from "./read-class-view.ts"

import "./matrix-legend.css"

/** Explained always; the others only where they stand in the matrix. */
const usual: ReadonlySet<CellKind> = new Set(["done", "todo"])

/** Signs that stand in the column of consents alone. */
const apart: ReadonlySet<ConsentKind> = new Set(["refused", "withdrawn", "look"])

/** What the signs of this class's matrix mean. */
export function MatrixLegend({ glance, consents }: Pick<ClassView, "glance" | "consents">) {
  const { season: words } = useWords(classWords)
  const present = new Set([...glance.states.values()].flat().map(cellKindOf))
  const kinds = cellKinds.filter((kind) => usual.has(kind) || present.has(kind))
  const papers = consentKinds.filter(
    (kind) => apart.has(kind) && [...consents.values()].includes(kind),
  )
  return (
    <ul className="legend" aria-label={words.legend}>
      {kinds.map((kind) => (
        <li key={kind}>
          {drawSign(kind)}
          {words.sign[kind]}
        </li>
      ))}
      {papers.map((kind) => (
        <li key={kind}>
          {drawConsentSign(kind)}
          {words.consent.sign[kind]}
        </li>
      ))}
    </ul>
  )
}
