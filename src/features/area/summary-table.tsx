import { Link } from "react-router"

import { paths } from "#/features/paths.ts"
import { useServices } from "#/platform/services.tsx"
import type { AreaPart, AreaSummary } from "#/sync/area-api.ts"
import { areaWords } from "#/text/area.ts"
import { dateWords } from "#/text/dates.ts"
import { Icon } from "#/ui/icon.tsx"
import { Table } from "#/ui/table.tsx"
import { useWords } from "#/ui/words.tsx"

import { StepCell } from "./step-cell.tsx"
import { useStepName } from "./step-name.ts"
import { cellIn, consentsIn, inOrder, type Order, type StepColumn } from "./summary-columns.ts"
import { toldText } from "./summary-sheet.ts"

type Props = {
  readonly summary: AreaSummary
  readonly columns: readonly StepColumn[]
  readonly order: Order
  readonly onOrder: (order: Order) => void
}

/** School by school, or city by city: tapping a column brings those to the top who have not. */
export function SummaryTable({ summary, columns, order, onOrder }: Props) {
  const words = useWords(areaWords)
  const stepName = useStepName()
  const { parts, total, area } = summary
  const head = (key: Order, label: string) => (
    <SortHead key={key} label={label} chosen={order === key} onChoose={() => onOrder(key)} />
  )
  return (
    <Table label={area.kind === "region" ? words.cities : words.table} className="area-table">
      <thead>
        <tr>
          {head("name", area.kind === "region" ? words.city : words.school)}
          {head("consents", words.consents)}
          {columns.map((column) => head(column.key, stepName(column)))}
          {head("pupils", words.pupils)}
          {head("held", words.held)}
          {head("tablets", words.tablets)}
        </tr>
      </thead>
      <tbody>
        {inOrder(parts, order, columns).map((part) => (
          <tr key={part.id}>
            <th scope="row">
              <Link to={`${paths.area}?part=${part.id}`}>{part.name}</Link>
            </th>
            <CountCells counts={part.counts} columns={columns} />
            <TabletsCell tablets={part.tablets} />
          </tr>
        ))}
      </tbody>
      <tfoot>
        <tr>
          <th scope="row">{words.total}</th>
          <CountCells counts={total.counts} columns={columns} />
          <TabletsCell tablets={total.tablets} />
        </tr>
      </tfoot>
    </Table>
  )
}

type SortHeadProps = {
  readonly label: string
  readonly chosen: boolean
  readonly onChoose: () => void
}

function SortHead({ label, chosen, onChoose }: SortHeadProps) {
  return (
    <th className="area-sorted" scope="col" aria-sort={chosen ? "ascending" : "none"}>
      <button type="button" className="area-sort" onClick={onChoose}>
        {label}
        {chosen && <Icon name="down" />}
      </button>
    </th>
  )
}

type CountsProps = {
  readonly counts: AreaPart["counts"]
  readonly columns: readonly StepColumn[]
}

export function CountCells({ counts, columns }: CountsProps) {
  const words = useWords(areaWords)
  if (counts.classes === 0) {
    return (
      <td colSpan={columns.length + 3}>
        <span className="muted">{words.noClasses}</span>
      </td>
    )
  }
  return (
    <>
      <StepCell cell={consentsIn(counts)} />
      {columns.map((column) => (
        <StepCell key={column.key} cell={cellIn(counts, column)} />
      ))}
      <td className="num">{toldText(counts.pupils, words)}</td>
      <td className="num">{counts.held}</td>
    </>
  )
}

function TabletsCell({ tablets }: Pick<AreaPart, "tablets">) {
  const words = useWords(areaWords)
  const dates = useWords(dateWords)
  const { nowMs } = useServices()
  const { full, of, lastAt } = tablets
  return (
    <td>
      <span className="num nowrap">{words.tabletsOf(full, of)}</span>
      {lastAt !== null && (
        <span className="muted area-under">{words.lastSeen(dates.moment(lastAt, nowMs()))}</span>
      )}
    </td>
  )
}
