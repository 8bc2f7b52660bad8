import { areaWords } from "#/text/area.ts"
import { Meter } from "#/ui/meter.tsx"
import { useWords } from "#/ui/words.tsx"

import { shareOf, type StepCell as Cell } from "./summary-columns.ts"
import { toldText } from "./summary-sheet.ts"

/** «40%», under it «20 из 49» and the bar; words where a number is not told. */
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
      {share !== undefined && <b className="num">{words.percent(share)}</b>}
      <span className="muted num area-under">{told}</span>
      {share !== undefined && <Meter label={told} value={share} of={100} />}
    </td>
  )
}
