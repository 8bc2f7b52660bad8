import type { ClassSeason } from "#/domain/participation.ts"
import { classWords } from "#/text/classes.ts"
import { useWords } from "#/ui/words.tsx"

import { cellKindOf, cellKinds, drawSign, type CellKind } from "./matrix-cell.tsx"

import "./matrix-legend.css"

/** Explained always; the others only where they stand in the matrix. */
const usual: ReadonlySet<CellKind> = new Set(["done", "todo"])

/** What the signs of this class's matrix mean. */
export function MatrixLegend({ glance }: { readonly glance: ClassSeason }) {
  const { season: words } = useWords(classWords)
  const present = new Set([...glance.states.values()].flat().map(cellKindOf))
  const kinds = cellKinds.filter((kind) => usual.has(kind) || present.has(kind))
  return (
    <ul className="legend" aria-label={words.legend}>
      {kinds.map((kind) => (
        <li key={kind}>
          {drawSign(kind)}
          {words.sign[kind]}
        </li>
      ))}
    </ul>
  )
}
