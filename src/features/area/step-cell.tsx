import { areaWords } from "#/text/area.ts"
import { Meter } from "#/ui/meter.tsx"
import { useWords } from "#/ui/words.tsx"

import { shareOf, type StepCell as Cell } from "./summary-columns.ts"
import { toldText } from "./summary-sheet.ts"

/** «20 из 49 · 40%» with its bar; a word where the number is not told. */
export function StepCell({ cell }: { readonly cell: Cell | undefined }) {
  const words = useWords(areaWords)
  if (cell === undefined || cell.of === null) {
    return (
      <td>
        <span className="muted">{words.notRequired}</span>
      </td>
    )
  }
  const share = shareOf(cell)
  const told = words.ofPupils(toldText(cell.done, words), toldText(cell.of, words))
  return (
    <td>
      <span className="num nowrap">{told}</span>
      {share !== undefined && typeof cell.done === "number" && typeof cell.of === "number" && (
        <>
          <span className="muted num nowrap">{` · ${words.percent(share)}`}</span>
          <Meter label={told} value={cell.done} of={cell.of} />
        </>
      )}
    </td>
  )
}
