import type { ColumnUse } from "#/domain/class-list/header.ts"
import type { Mapping } from "#/domain/class-list/read-table.ts"
import { importWords } from "#/text/import.ts"
import { Button } from "#/ui/button.tsx"
import { Card } from "#/ui/card.tsx"
import { SelectField } from "#/ui/field.tsx"
import { useWords } from "#/ui/words.tsx"

import { columnUses, type Answers } from "./answers.ts"
import type { BroughtList } from "./brought-list.ts"
import type { CheckedList } from "./use-checked-list.ts"

type Props = {
  readonly checked: CheckedList
  readonly list: BroughtList
  /** The sheet that was asked for. */
  readonly sheet: string | undefined
  readonly onMapping: (mapping: NonNullable<Answers["mapping"]>) => void
  readonly onSheet: (sheet: string | undefined) => void
  readonly onClose: () => void
}

/** What every column is read as, to be put right by hand. Personal columns are shown and cannot be brought back. */
export function ColumnsPanel({ checked, list, sheet, onMapping, onSheet, onClose }: Props) {
  const words = useWords(importWords).columns
  const { mapping, columns } = checked.preview
  const places = columns.map((_, place) => place)
  const hasWholeName = columns.some(({ use }) => use === "name")
  const put = (change: Partial<Mapping>): void => {
    const { headerRows, uses, order } = { ...mapping, ...change }
    onMapping({ headerRows: [...headerRows], uses: [...uses], order })
  }
  return (
    <Card title={words.title}>
      <p className="muted">{words.hint}</p>
      <div className="import-columns">
        {list.sheets.length > 1 && (
          <SheetField checked={checked} list={list} sheet={sheet} onSheet={onSheet} />
        )}
        {places.map((place) => (
          <Column
            key={place}
            checked={checked}
            index={place}
            onUse={(use) => {
              put({ uses: withUse(checked, place, use) })
            }}
          />
        ))}
        {hasWholeName && (
          <SelectField
            label={words.order}
            value={mapping.order}
            options={[
              { value: "last-first", label: words.lastFirst },
              { value: "first-last", label: words.firstLast },
            ]}
            onChange={(order) => {
              put({ order: order === "first-last" ? "first-last" : "last-first" })
            }}
          />
        )}
      </div>
      <Button onClick={onClose}>{words.close}</Button>
    </Card>
  )
}

type SheetProps = Pick<Props, "checked" | "list" | "sheet" | "onSheet">

function SheetField({ checked, list, sheet, onSheet }: SheetProps) {
  const words = useWords(importWords).columns
  const isJoined = checked.table.parts.length > 1
  const all = { value: "", label: words.allSheets }
  const names = list.sheets.map(({ name }) => ({ value: name, label: name }))
  return (
    <SelectField
      label={words.sheet}
      value={sheet ?? (isJoined ? "" : (checked.table.parts[0]?.sheet ?? ""))}
      options={isJoined || sheet !== undefined ? [all, ...names] : names}
      onChange={(name) => {
        onSheet(name === "" ? undefined : name)
      }}
    />
  )
}

type ColumnProps = {
  readonly checked: CheckedList
  readonly index: number
  readonly onUse: (use: ColumnUse) => void
}

function Column({ checked, index, onUse }: ColumnProps) {
  const words = useWords(importWords).columns
  const { preview, table } = checked
  const column = preview.columns[index]
  const title = column?.title || words.untitled(index + 1)
  const found = table.found.find((one) => one.column === index + 1)
  const kinds = found?.kinds ?? column?.kinds ?? []
  if (found !== undefined || column?.use === "personal") {
    return (
      <div className="field">
        <b>{title}</b>
        <p className="import-personal muted">{words.personal(kinds)}</p>
      </div>
    )
  }
  const samples = samplesOf(checked, index)
  return (
    <SelectField
      label={title}
      hint={samples.length === 0 ? words.empty : samples.join(" · ")}
      value={column?.use ?? "ignored"}
      options={columnUses.flatMap((use) =>
        use === "personal" ? [] : [{ value: use, label: words.use[use] }],
      )}
      onChange={(use) => {
        onUse(columnUses.find((one) => one === use) ?? "ignored")
      }}
    />
  )
}

const samplesMax = 3
const sampleLengthMax = 30

function samplesOf({ preview, table }: CheckedList, index: number): readonly string[] {
  const from = Math.max(0, ...preview.mapping.headerRows)
  return table.rows
    .slice(from, from + 50)
    .map((row) => (row[index] ?? "").trim().slice(0, sampleLengthMax))
    .filter((cell, place, all) => cell !== "" && all.indexOf(cell) === place)
    .slice(0, samplesMax)
}

const inParts: ReadonlySet<ColumnUse> = new Set(["last", "first", "middle"])

/** Each use belongs to one column, and a name is either whole or in parts. */
function withUse({ preview }: CheckedList, at: number, use: ColumnUse): readonly ColumnUse[] {
  return preview.columns.map((column, index) => {
    if (index === at) return use
    if (use === "ignored" || column.use === "personal") return column.use
    const clashes =
      column.use === use ||
      (use === "name" && inParts.has(column.use)) ||
      (inParts.has(use) && column.use === "name")
    return clashes ? "ignored" : column.use
  })
}
