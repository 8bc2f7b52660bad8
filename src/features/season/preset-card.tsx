import { recordIds } from "#/domain/record-ids.ts"
import { seasonPresets } from "#/domain/season-presets.ts"
import { useSave } from "#/features/use-save.ts"
import { activityWords, seasonName } from "#/text/activities.ts"
import { dateWords } from "#/text/dates.ts"
import { seasonWords } from "#/text/season.ts"
import { Button } from "#/ui/button.tsx"
import { Card } from "#/ui/card.tsx"
import { ChoiceField } from "#/ui/choice-field.tsx"
import { useWords } from "#/ui/words.tsx"

import { DatePair } from "./date-pair.tsx"
import type { SeasonBoard } from "./read-season-board.ts"
import { resetDatesEdit, seasonDatesEdit } from "./season-edit.ts"

/** Which season the school works by, and from when to when. */
export function PresetCard({ board }: { readonly board: SeasonBoard }) {
  const words = useWords(seasonWords)
  const kinds = useWords(activityWords)
  const dates = useWords(dateWords)
  const save = useSave()
  const { season, record } = board
  const name = seasonName(kinds, season.code)
  const reset = resetDatesEdit(season, record)
  const details: Readonly<Record<string, string>> = words.presetDetail
  return (
    <Card title={words.title}>
      <div className="stack">
        <ChoiceField
          label={words.preset}
          value={season.code}
          options={seasonPresets.map(({ code }) => ({
            value: code,
            label: seasonName(kinds, code),
            detail: details[code] ?? "",
          }))}
          onChange={(code) => {
            const edit = {
              id: recordIds.school(),
              kind: "school",
              cells: { season: code },
            } as const
            void save([edit], words.chosen(seasonName(kinds, code)))
          }}
        />
        <DatePair
          labels={[words.start, words.end]}
          from={season.start}
          until={season.end}
          faultOf={(from, until) => (until < from ? words.fault["ends-before-start"] : undefined)}
          onChange={(start, end) => {
            const told = words.datesSaved(name, dates.range(start, end))
            void save([seasonDatesEdit(season, { start, end })], told)
          }}
        />
        {reset !== undefined && (
          <Button icon="undo" onClick={() => void save([reset], words.resetDone)}>
            {words.resetAll}
          </Button>
        )}
      </div>
    </Card>
  )
}
