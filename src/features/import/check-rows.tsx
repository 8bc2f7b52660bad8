import { useMemo, useState } from "react"

import type { PreviewRow } from "#/domain/class-list/preview-row.ts"
import { importWords } from "#/text/import.ts"
import { Button } from "#/ui/button.tsx"
import { ChipRow, ChoiceChip } from "#/ui/chip.tsx"
import { Table } from "#/ui/table.tsx"
import { useWords } from "#/ui/words.tsx"

import type { Answers } from "./answers.ts"
import { CheckRow } from "./check-row.tsx"
import { useRowActs } from "./row-acts.ts"
import type { Telling } from "./telling.ts"
import type { CheckedList } from "./use-checked-list.ts"

type Props = {
  readonly checked: CheckedList
  readonly answers: Answers
  readonly told: Telling
  readonly onAnswer: (part: Partial<Answers>) => void
}

const filters = ["all", "doubtful", "fresh", "known", "skipped"] as const

type Filter = (typeof filters)[number]

const kindsOf: Readonly<Record<Filter, readonly PreviewRow["kind"][]>> = {
  all: ["new", "same", "changed", "doubtful", "refused"],
  doubtful: ["doubtful", "refused"],
  fresh: ["new"],
  known: ["same", "changed"],
  skipped: ["skipped"],
}

/** A school of five thousand is drawn in portions, so that a tap on an old tablet is answered at once. */
const portion = 100

/** The rows of the file that are pupils, and on demand those that were passed over. */
export function CheckRows({ checked, answers, told, onAnswer }: Props) {
  const words = useWords(importWords).check
  const [filter, setFilter] = useState<Filter>("all")
  const [limit, setLimit] = useState(portion)
  const groups = useMemo(() => groupsOf(checked.preview.rows), [checked.preview.rows])
  const rows = groups[filter]
  const { editing, ...acts } = useRowActs(answers, onAnswer)
  const moved = useMemo(
    () => new Map(checked.plan.change.map((change) => [change.row, change.changes])),
    [checked.plan],
  )
  return (
    <>
      <ChipRow label={words.filters}>
        {filters
          .filter((one) => one !== "skipped" || groups.skipped.length > 0)
          .map((one) => (
            <ChoiceChip
              key={one}
              pressed={one === filter}
              onPress={() => {
                setFilter(one)
                setLimit(portion)
              }}
            >
              {words[one](groups[one].length)}
            </ChoiceChip>
          ))}
      </ChipRow>
      <div className="card card-flush import-card">
        {rows.length === 0 ? (
          <p className="import-none muted">{words.none}</p>
        ) : (
          <Table label={words.table} margin className="import-table">
            <Head />
            <tbody>
              {rows.slice(0, limit).map((row) => (
                <CheckRow
                  key={row.row}
                  row={row}
                  told={told}
                  choice={answers.choices[row.row]}
                  correction={answers.corrections[row.row]}
                  changes={row.kind === "same" ? moved.get(row.row) : undefined}
                  isEditing={editing === row.row}
                  {...acts}
                />
              ))}
            </tbody>
          </Table>
        )}
        {rows.length > limit && (
          <p className="import-more">
            <span className="muted num">{words.shown(limit, rows.length)}</span>
            <Button
              onClick={() => {
                setLimit(limit + portion)
              }}
            >
              {words.more(Math.min(portion, rows.length - limit))}
            </Button>
          </p>
        )}
      </div>
    </>
  )
}

/** Empty rows are nobody's business. */
function groupsOf(rows: readonly PreviewRow[]): Readonly<Record<Filter, readonly PreviewRow[]>> {
  const shown = rows.filter((row) => row.kind !== "skipped" || row.skip.code !== "empty")
  const of = (filter: Filter): readonly PreviewRow[] =>
    shown.filter(({ kind }) => kindsOf[filter].includes(kind))
  return {
    all: of("all"),
    doubtful: of("doubtful"),
    fresh: of("fresh"),
    known: of("known"),
    skipped: of("skipped"),
  }
}

function Head() {
  const words = useWords(importWords).check
  const titles = [words.number, words.inFile, words.toWrite, words.class, words.born]
  return (
    <thead>
      <tr>
        {[...titles, words.doubt, words.act].map((title) => (
          <th key={title} scope="col">
            {title}
          </th>
        ))}
      </tr>
    </thead>
  )
}
