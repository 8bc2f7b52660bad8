// A telephone draws the rows as blocks, and older Safari then forgets that they are a table unless it is told.
// oxlint-disable jsx-a11y/no-redundant-roles, jsx-a11y/no-interactive-element-to-noninteractive-role
import { memo, useMemo, type ReactNode } from "react"
import { Link } from "react-router"

import type { ClassSeason, StepColumn } from "#/domain/participation.ts"
import { grammarGender, shortName, type GrammarGender, type Pupil } from "#/domain/pupil.ts"
import { paths } from "#/features/paths.ts"
import { activityWords, stepShortName } from "#/text/activities.ts"
import { classWords } from "#/text/classes.ts"
import { classNames } from "#/ui/class-names.ts"
import { Meter } from "#/ui/meter.tsx"
import { useWords } from "#/ui/words.tsx"

import { drawConsentCell, type ConsentKind } from "./consent-cell.tsx"
import { cellKindOf, cellKinds, drawCell, type CellKind } from "./matrix-cell.tsx"

import "./season-matrix.css"

type Props = {
  readonly classId: string
  readonly pupils: readonly Pupil[]
  readonly glance: ClassSeason
  readonly consents: ReadonlyMap<string, ConsentKind>
  readonly picked: string | undefined
  /** What scrolls along below the rows. */
  readonly children?: ReactNode
}

/** The season at a glance: a row for each pupil, a column for each step. The whole row opens the pupil. */
export function SeasonMatrix({ classId, pupils, glance, consents, picked, children }: Props) {
  const { season: words } = useWords(classWords)
  const names = useMemo(
    () => new Map(pupils.map((one) => [one.id, shortName(one, pupils)])),
    [pupils],
  )
  return (
    <div className="matrix-wrap">
      <table className="matrix" role="table" aria-label={words.matrix}>
        <MatrixHead glance={glance} consents={consents} toConsents={paths.consents(classId)} />
        <tbody role="rowgroup">
          {pupils.map((pupil) => (
            <PupilRow
              key={pupil.id}
              to={paths.pupil(classId, pupil.id)}
              name={names.get(pupil.id) ?? ""}
              gender={grammarGender(pupil)}
              cells={codesOf(glance, pupil.id)}
              consent={consents.get(pupil.id) ?? "missing"}
              toConsents={paths.consents(classId)}
              diagnostics={diagnosticsOf(glance)}
              toResults={paths.results(classId, pupil.id)}
              picked={pupil.id === picked}
            />
          ))}
        </tbody>
      </table>
      {children}
    </div>
  )
}

/** Cells as one string, so that a row is drawn again only when one of its own has changed. */
function codesOf(glance: ClassSeason, pupil: string): string {
  return (glance.states.get(pupil) ?? []).map(cellKindOf).join(" ")
}

function diagnosticsOf({ columns }: ClassSeason): string {
  return columns.flatMap(({ step }, index) => (step.kind === "diagnostic" ? [index] : [])).join(" ")
}

/** Somebody has sat, and there may be something to look at. */
function hasResults(kind: CellKind): boolean {
  return kind === "done" || kind === "wait" || kind === "begun"
}

function kindsOf(codes: string): readonly CellKind[] {
  return codes.split(" ").flatMap((code) => cellKinds.find((kind) => kind === code) ?? [])
}

type RowProps = {
  readonly to: string
  readonly name: string
  readonly gender: GrammarGender
  readonly cells: string
  readonly consent: ConsentKind
  readonly toConsents: string
  /** Which columns are diagnostics, as one string. */
  readonly diagnostics: string
  readonly toResults: string
  readonly picked: boolean
}

const PupilRow = memo(function PupilRow({ to, name, gender, cells, picked, ...row }: RowProps) {
  const { cell, consent, results } = useWords(classWords).season
  return (
    <tr role="row" className={classNames(picked && "picked")}>
      <th scope="row" role="rowheader">
        <Link className="who" to={to} replace={picked} aria-current={picked ? "true" : undefined}>
          {name}
        </Link>
      </th>
      <td role="cell">{drawConsentCell(row.consent, consent.cell[row.consent], row.toConsents)}</td>
      {kindsOf(cells).map((kind, index) => (
        // Cells are places: the third is the third step whatever it shows.
        // oxlint-disable-next-line react/no-array-index-key
        <td key={index} role="cell">
          {hasResults(kind) && row.diagnostics.split(" ").includes(String(index)) ? (
            <Link className="cell-link" to={row.toResults}>
              {drawCell(kind, cell[kind][gender])}
              <span className="unseen">{results}</span>
            </Link>
          ) : (
            drawCell(kind, cell[kind][gender])
          )}
        </td>
      ))}
    </tr>
  )
})

type MatrixHeadProps = Pick<Props, "glance" | "consents"> & { readonly toConsents: string }

function MatrixHead({ glance, consents, toConsents }: MatrixHeadProps) {
  const { season: words } = useWords(classWords)
  return (
    <thead role="rowgroup">
      <tr role="row">
        <th scope="col" role="columnheader">
          <b>{words.pupil}</b> <span className="muted">{words.steps}</span>
        </th>
        <ConsentHead consents={consents} to={toConsents} />
        {glance.columns.map((column, index) => (
          <StepHead
            key={`${column.step.code} ${column.time}`}
            column={column}
            {...(glance.progress[index] ?? { done: 0, of: 0 })}
          />
        ))}
      </tr>
    </thead>
  )
}

function ConsentHead({ consents, to }: Pick<Props, "consents"> & { readonly to: string }) {
  const { season: words } = useWords(classWords)
  const given = [...consents.values()].filter((kind) => kind === "given").length
  return (
    <th scope="col" role="columnheader">
      <Link className="matrix-head-link" to={to}>
        <b>
          <span className="full">{words.consent.title}</span>
          <span className="brief">{words.consent.brief}</span>
        </b>{" "}
        <span className="num">
          {given} <span className="of">{words.of(consents.size)}</span>
        </span>
        <span className="matrix-meter" aria-hidden="true">
          <Meter label={words.progress(given, consents.size)} value={given} of={consents.size} />
        </span>
      </Link>
    </th>
  )
}

type HeadProps = { readonly column: StepColumn; readonly done: number; readonly of: number }

function StepHead({ column, done, of }: HeadProps) {
  const { season: words } = useWords(classWords)
  const name = useColumnName()
  return (
    <th scope="col" role="columnheader">
      <b>
        <span className="full">{name(column, "full")}</span>
        <span className="brief">{name(column, "brief")}</span>
      </b>{" "}
      <span className="num">
        {done}
        <span className="of"> {words.of(of)}</span>
      </span>
      <span className="matrix-meter" aria-hidden="true">
        <Meter label={words.progress(done, of)} value={done} of={of} />
      </span>
    </th>
  )
}

/** «Проба 2», and «Пр. 2» where a telephone has no more room. */
function useColumnName(): (column: StepColumn, length: "full" | "brief") => string {
  const words = useWords(classWords).season
  const activities = useWords(activityWords)
  return ({ step, time }, length) => {
    const full = stepShortName(activities, step.code)
    const briefs: Readonly<Record<string, string>> = words.brief
    const name = length === "full" ? full : (briefs[step.code] ?? full)
    return step.times > 1 ? words.time(name, time) : name
  }
}
