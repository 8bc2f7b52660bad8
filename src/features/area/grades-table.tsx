import type { AreaPart } from "#/sync/area-api.ts"
import { areaWords } from "#/text/area.ts"
import { Table } from "#/ui/table.tsx"
import { useWords } from "#/ui/words.tsx"

import { useStepName } from "./step-name.ts"
import type { StepColumn } from "./summary-columns.ts"
import { CountCells } from "./summary-table.tsx"

type Props = { readonly part: AreaPart; readonly columns: readonly StepColumn[] }

/** One school, or one city, by grades. */
export function GradesTable({ part, columns }: Props) {
  const words = useWords(areaWords)
  const stepName = useStepName()
  return (
    <Table label={part.name} className="area-table">
      <thead>
        <tr>
          <th scope="col">{words.grade}</th>
          <th scope="col">{words.consents}</th>
          {columns.map((column) => (
            <th key={column.key} scope="col">
              {stepName(column)}
            </th>
          ))}
          <th scope="col">{words.pupils}</th>
          <th scope="col">{words.held}</th>
        </tr>
      </thead>
      <tbody>
        {part.grades.map(({ grade, counts }) => (
          <tr key={grade}>
            <th scope="row">{words.gradeName(grade)}</th>
            <CountCells counts={counts} columns={columns} />
          </tr>
        ))}
      </tbody>
      <tfoot>
        <tr>
          <th scope="row">{words.total}</th>
          <CountCells counts={part.counts} columns={columns} />
        </tr>
      </tfoot>
    </Table>
  )
}
