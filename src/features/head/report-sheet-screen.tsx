import { useParams } from "react-router"

import { withInitials } from "#/domain/initials.ts"
import { isMonth, monthAfter, monthReport, type MonthReport } from "#/domain/month-report.ts"
import { readsReports } from "#/domain/screen-access.ts"
import { CompletenessStamp } from "#/features/completeness-stamp.tsx"
import { paths } from "#/features/paths.ts"
import { useNotePrint } from "#/features/use-note-print.ts"
import { useServices } from "#/platform/services.tsx"
import { useLive } from "#/platform/use-live.ts"
import { useRole } from "#/platform/use-role.ts"
import { activityWords, stepShortName } from "#/text/activities.ts"
import { dateWords, dayOf } from "#/text/dates.ts"
import { headWords } from "#/text/head.ts"
import { Button, LinkButton } from "#/ui/button.tsx"
import { Empty } from "#/ui/empty.tsx"
import { Page } from "#/ui/page.tsx"
import { Table } from "#/ui/table.tsx"
import { Wait } from "#/ui/wait.tsx"
import { useWords } from "#/ui/words.tsx"

import { readHeadBoard, type HeadBoard } from "./read-head-board.ts"
import { useUndoneWords } from "./undone-words.ts"

import "./report-sheet.css"

/** One month of the school for the screen and for paper, with the stamp that says how complete it is. */
export function ReportSheetScreen() {
  const words = useWords(headWords)
  const { month = "" } = useParams()
  const role = useRole()
  const back = { to: paths.report, label: words.title }
  if (!readsReports(role)) {
    return (
      <Page title={words.title}>
        <Empty icon="report">{words.onlyHead}</Empty>
      </Page>
    )
  }
  if (!isMonth(month)) {
    return (
      <Page title={words.title} back={back}>
        <Empty icon="report">{words.sheet.wrongMonth}</Empty>
      </Page>
    )
  }
  return <ReportPage month={month} />
}

function ReportPage({ month }: { readonly month: string }) {
  const words = useWords(headWords)
  const dates = useWords(dateWords)
  const { today, place } = useServices()
  const day = today()
  const board = useLive(`report ${day}`, (journal) => readHeadBoard(journal, day))
  return (
    <Page
      className="report-page"
      title={words.reportFor(`${dates.month(month)} ${month.slice(0, 4)}`)}
      sub={place.schoolName}
      back={{ to: paths.report, label: words.title }}
      status={<CompletenessStamp />}
      actions={<Actions month={month} />}
    >
      {board === undefined ? (
        <Wait text={words.loading} />
      ) : (
        <Sheet board={board} report={monthReport(board.season, board.classes, month)} />
      )}
    </Page>
  )
}

function Actions({ month }: { readonly month: string }) {
  const words = useWords(headWords)
  const { today } = useServices()
  const isNow = month >= today().slice(0, 7)
  return (
    <>
      <LinkButton look="quiet" to={paths.reportSheet(monthAfter(month, -1))} replace>
        {words.sheet.earlier}
      </LinkButton>
      {!isNow && (
        <LinkButton look="quiet" to={paths.reportSheet(monthAfter(month, 1))} replace>
          {words.sheet.later}
        </LinkButton>
      )}
      <Button icon="print" onClick={() => window.print()}>
        {words.sheet.print}
      </Button>
    </>
  )
}

type SheetProps = { readonly board: HeadBoard; readonly report: MonthReport }

function Sheet({ board, report }: SheetProps) {
  useNotePrint({ what: "month-sheet", pupils: 0 })
  const words = useWords(headWords)
  const dates = useWords(dateWords)
  const { nowMs, place } = useServices()
  const now = nowMs()
  const made = `${dates.numbersWithYear(dayOf(now))} ${dates.time(now)}`
  return (
    <div className="stack report-sheet">
      <section className="stack stack-close">
        <h2 className="title">{words.sheet.held}</h2>
        <HeldTable board={board} report={report} />
      </section>
      <section className="stack stack-close">
        <h2 className="title">{words.sheet.progress}</h2>
        <ProgressTable board={board} report={report} />
      </section>
      <section className="stack stack-close">
        <h2 className="title">{words.sheet.undone}</h2>
        <UndoneList board={board} />
      </section>
      <footer className="report-foot">
        <p>{words.sheet.made(made)}</p>
        <p>
          {words.sheet.sign} {withInitials(place.person?.name ?? "")}
        </p>
        <p>{words.sheet.date}</p>
      </footer>
    </div>
  )
}

function HeldTable({ board, report }: SheetProps) {
  const words = useWords(headWords)
  const kinds = useWords(activityWords)
  if (report.held.length === 0) return <p className="muted">{words.sheet.nothingHeld}</p>
  return (
    <Table label={words.sheet.held}>
      <thead>
        <tr>
          <th scope="col">{words.sheet.step}</th>
          <th scope="col">{words.sheet.times}</th>
          <th scope="col">{words.sheet.took}</th>
          <th scope="col">{words.sheet.classes}</th>
        </tr>
      </thead>
      <tbody>
        {report.held.map(({ kind, times, classes, took }) => (
          <tr key={kind}>
            <th scope="row">{kinds.kindName[kind]}</th>
            <td className="num">{times}</td>
            <td className="num">{took}</td>
            <td>{classes.map((id) => board.classNames.get(id)).join(", ")}</td>
          </tr>
        ))}
      </tbody>
    </Table>
  )
}

function ProgressTable({ board, report }: SheetProps) {
  const words = useWords(headWords)
  const kinds = useWords(activityWords)
  const rows = [
    ...report.rows.map(({ id, progress }) => ({ id, name: board.classNames.get(id), progress })),
    { id: "total", name: words.sheet.total, progress: report.total },
  ]
  return (
    <Table label={words.sheet.progress}>
      <thead>
        <tr>
          <th scope="col">{words.sheet.schoolClass}</th>
          {report.columns.map(({ step, time }) => (
            <th key={`${step.code} ${time}`} scope="col">
              {stepShortName(kinds, step.code)}
              {step.times > 1 && ` ${time}`}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map(({ id, name, progress }) => (
          <tr key={id}>
            <th scope="row">{name}</th>
            {report.columns.map(({ step, time }, index) => {
              const { done, of } = progress[index] ?? { done: 0, of: 0 }
              return (
                <td key={`${step.code} ${time}`} className="num nowrap">
                  {of === 0 ? "–" : `${done} / ${of}`}
                </td>
              )
            })}
          </tr>
        ))}
      </tbody>
    </Table>
  )
}

function UndoneList({ board }: Pick<SheetProps, "board">) {
  const words = useWords(headWords)
  const { today } = useServices()
  const tell = useUndoneWords()
  const { overdue } = board.undone
  if (overdue.length === 0) return <p className="muted">{words.sheet.nothingUndone}</p>
  return (
    <ul className="report-undone">
      {overdue.map((row) => {
        const { what, detail, chip } = tell(row, today())
        const names = row.classes.map((id) => board.classNames.get(id)).join(", ")
        const person = row.person === null ? undefined : board.people.get(row.person)
        const who = person === undefined ? words.nobody : withInitials(person.name)
        return (
          <li key={`${names} ${what} ${detail} ${who}`}>
            <b>{names}</b> · {who} · {what}, {detail} ({chip})
          </li>
        )
      })}
    </ul>
  )
}
