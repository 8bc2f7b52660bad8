import { paths } from "#/features/paths.ts"
import { dateWords } from "#/text/dates.ts"
import { moreWords } from "#/text/more.ts"
import { proofWords } from "#/text/proof.ts"
import { Card } from "#/ui/card.tsx"
import { Chip } from "#/ui/chip.tsx"
import { Page } from "#/ui/page.tsx"
import { Table } from "#/ui/table.tsx"
import { useWords } from "#/ui/words.tsx"

import { recordedProofs, runLines, type Proofs, type RunLine } from "./proof-runs.ts"

import "./how-we-test.css"
import "./more.css"

/** «Как мы проверяем»: what was tried on purpose, how often and with which result, and what that does not prove. */
export function HowWeTest({ proofs = recordedProofs }: { readonly proofs?: Proofs }) {
  const words = useWords(proofWords)
  const more = useWords(moreWords)
  const lines = runLines(proofs)
  return (
    <Page title={words.title} back={{ to: paths.more, label: more.title }}>
      <div className="stack">
        <p className="proof-lead">{words.lead}</p>
        <Card title={words.table} flush>
          <RunsTable lines={lines} />
        </Card>
        <div className="more">
          <Card title={words.limits}>
            <ul className="more-points">
              {words.limitList.map((limit) => (
                <li key={limit}>{limit}</li>
              ))}
            </ul>
          </Card>
          <Card title={words.rerun}>
            <div className="stack stack-close">
              <p>{words.rerunHow}</p>
              <dl className="proof-commands">
                <Command what={words.quick} command="npm test" />
                {lines.map(({ name, command }) => (
                  <Command key={name} what={words.runs[name].danger} command={command} />
                ))}
              </dl>
            </div>
          </Card>
        </div>
      </div>
    </Page>
  )
}

/** Each run in two rows: the figures, and below them over the whole width what was done. */
function RunsTable({ lines }: { readonly lines: readonly RunLine[] }) {
  const words = useWords(proofWords)
  return (
    <Table label={words.table} className="proof-table">
      <thead>
        <tr>
          <th scope="col">{words.columns.danger}</th>
          <th scope="col">{words.columns.tried}</th>
          <th scope="col">{words.columns.result}</th>
        </tr>
      </thead>
      {lines.map((line) => (
        <Run key={line.name} line={line} />
      ))}
    </Table>
  )
}

function Run({ line: { name, result } }: { readonly line: RunLine }) {
  const words = useWords(proofWords)
  const dates = useWords(dateWords)
  const run = words.runs[name]
  return (
    <tbody>
      <tr>
        <th scope="row">{run.danger}</th>
        {result.kind === "not-yet" ? (
          <td colSpan={2} className="muted">
            {words.notYet}
          </td>
        ) : (
          <>
            <td>{run.times(result.times)}</td>
            <td>
              {result.broken === 0 ? (
                <Chip state="sent" icon="check">
                  {words.nothingBroken}
                </Chip>
              ) : (
                <Chip state="refused" icon="warning">
                  {words.broken(result.broken)}
                </Chip>
              )}
            </td>
          </>
        )}
      </tr>
      <tr>
        <td colSpan={3} className="muted">
          {run.how}
          {result.kind === "tried" && ` ${words.testedOn(dates.dayWithYear(result.on))}`}
        </td>
      </tr>
    </tbody>
  )
}

function Command({ what, command }: { readonly what: string; readonly command: string }) {
  return (
    <div>
      <dt>{what}</dt>
      <dd>
        <code>{command}</code>
      </dd>
    </div>
  )
}
