import type { Fate, ImportPlan } from "#/domain/class-list/plan.ts"
import { importWords, type ImportCounts } from "#/text/import.ts"
import { Button } from "#/ui/button.tsx"
import { ToastDock } from "#/ui/toast.tsx"
import { useWords } from "#/ui/words.tsx"

import type { CheckedList } from "./use-checked-list.ts"

type Props = {
  readonly checked: CheckedList
  readonly isSaving: boolean
  readonly save: () => void
  readonly leave: () => void
}

/** What the button will do, in numbers that follow the choices. */
export function CheckFoot({ checked: { plan, makes }, isSaving, save, leave }: Props) {
  const words = useWords(importWords).foot
  const counts = countsOf(plan)
  const { added, changed, same, aside, refused } = counts
  const isIdle = added + changed === 0
  const isAllSame = isIdle && same > 0 && aside + refused === 0
  return (
    <footer className="import-foot">
      <p>
        <b role="status">{isAllSame ? words.allSame(same) : words.counts(counts)}</b>{" "}
        {makes.length > 0 && `${words.makes(makes)} `}
        <span className="muted">{words.promise}</span>
      </p>
      <ToastDock />
      <div className="line">
        {isAllSame ? (
          <Button look="main" big onClick={leave}>
            {words.ready}
          </Button>
        ) : (
          <>
            <Button disabled={isSaving} onClick={leave}>
              {words.drop}
            </Button>
            <Button look="main" big disabled={isSaving || isIdle} onClick={save}>
              {isSaving ? words.saving : loadLabel(counts, words)}
            </Button>
          </>
        )}
      </div>
    </footer>
  )
}

function loadLabel(
  { added, changed }: ImportCounts,
  words: (typeof importWords)["ru"]["foot"],
): string {
  if (added === 0 && changed === 0) return words.nothing
  if (changed === 0) return words.load(added)
  return added === 0 ? words.change(changed) : words.both(added, changed)
}

function countsOf({ fates }: ImportPlan): ImportCounts {
  const count = (wanted: Fate): number => fates.filter(({ fate }) => fate === wanted).length
  return {
    added: count("added"),
    changed: count("changed"),
    same: count("same"),
    merged: count("merged"),
    aside: count("set-aside"),
    refused: count("refused"),
  }
}
