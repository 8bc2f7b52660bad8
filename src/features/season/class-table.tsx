import { Link } from "react-router"

import { className } from "#/domain/school-class.ts"
import { paths } from "#/features/paths.ts"
import { activityWords, stepShortName } from "#/text/activities.ts"
import { seasonWords } from "#/text/season.ts"
import { Meter } from "#/ui/meter.tsx"
import { Table } from "#/ui/table.tsx"
import { useWords } from "#/ui/words.tsx"

import type { SeasonBoard } from "./read-season-board.ts"

/** How far every class is with every step, in pupils. */
export function ClassTable({ board }: { readonly board: SeasonBoard }) {
  const words = useWords(seasonWords)
  const kinds = useWords(activityWords)
  const { columns, rows } = board
  return (
    <Table label={words.byClass} className="season-table">
      <thead>
        <tr>
          <th scope="col">{words.schoolClass}</th>
          {columns.map(({ step, time }) => (
            <th key={`${step.code} ${time}`} scope="col">
              {stepShortName(kinds, step.code)}
              {step.times > 1 && ` ${time}`}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map(({ schoolClass, progress }) => (
          <tr key={schoolClass.id}>
            <th scope="row">
              <Link to={paths.schoolClass(schoolClass.id)}>{className(schoolClass)}</Link>
            </th>
            {columns.map(({ step, time }, index) => {
              const { done, of } = progress[index] ?? { done: 0, of: 0 }
              const told = words.ofPupils(done, of)
              return (
                <td key={`${step.code} ${time}`}>
                  {of === 0 ? (
                    <span className="muted">{words.notRequired}</span>
                  ) : (
                    <>
                      <span className="num nowrap">{told}</span>
                      <Meter label={told} value={done} of={of} />
                    </>
                  )}
                </td>
              )
            })}
          </tr>
        ))}
      </tbody>
    </Table>
  )
}
