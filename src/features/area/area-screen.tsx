import { useState } from "react"
import { useNavigate, useSearchParams } from "react-router"

import { sectionsFor } from "#/domain/screen-access.ts"
import { paths } from "#/features/paths.ts"
import { useServices } from "#/platform/services.tsx"
import { useMayAsk } from "#/platform/use-may-ask.ts"
import type { AreaSummary } from "#/sync/area-api.ts"
import { areaWords } from "#/text/area.ts"
import { commonWords } from "#/text/common.ts"
import { completenessWords } from "#/text/completeness.ts"
import { dateWords } from "#/text/dates.ts"
import { Banner } from "#/ui/banner.tsx"
import { Button } from "#/ui/button.tsx"
import { Card } from "#/ui/card.tsx"
import { Empty } from "#/ui/empty.tsx"
import { Page } from "#/ui/page.tsx"
import { Stamp } from "#/ui/stamp.tsx"
import { Wait } from "#/ui/wait.tsx"
import { useWords } from "#/ui/words.tsx"

import { ColleaguesCard } from "./colleagues-card.tsx"
import { GradesTable } from "./grades-table.tsx"
import { InviteSchools } from "./invite-schools.tsx"
import { RemoveSchool } from "./remove-school.tsx"
import type { StepUp as StepUpForm } from "./step-up.ts"
import { columnsOf, type Order } from "./summary-columns.ts"
import { SummaryTable } from "./summary-table.tsx"
import { useExport } from "./use-export.ts"
import { useSummary, type Summary } from "./use-summary.ts"

import "./area.css"

type Props = { readonly StepUp: StepUpForm }

/** «Свод»: the first screen of a coordinator. Counts of schools or cities, never a name. */
export function AreaScreen({ StepUp }: Props) {
  const words = useWords(areaWords)
  const { place } = useServices()
  if (!sectionsFor(place.person?.role ?? null).includes("area")) {
    return (
      <Page title={words.title}>
        <Empty icon="report">{words.onlyCoordinator}</Empty>
      </Page>
    )
  }
  return <SummaryPage StepUp={StepUp} />
}

function SummaryPage({ StepUp }: Props) {
  const words = useWords(areaWords)
  const { place } = useServices()
  const { found, reload } = useSummary()
  if (found.kind === "here") return <Standing found={found} reload={reload} StepUp={StepUp} />
  return (
    <Page title={words.title} sub={place.schoolName}>
      {found.kind === "loading" ? (
        <Wait text={words.loading} />
      ) : (
        <Failure found={found} reload={reload} />
      )}
    </Page>
  )
}

type Here = Summary & { readonly kind: "here" }

type KeptProps = { readonly found: Here; readonly reload: () => void }

function Standing({ found, reload, StepUp }: KeptProps & Props) {
  const words = useWords(areaWords)
  const dates = useWords(dateWords)
  const { nowMs } = useServices()
  const mayRemove = useMayAsk("removeSchool", "own")
  const mayMakeSchools = useMayAsk("newSchool")
  const mayInvite = useMayAsk("inviteColleague")
  const navigate = useNavigate()
  const exportCsv = useExport()
  const [search] = useSearchParams()
  const [order, setOrder] = useState<Order>("name")
  const { summary } = found
  const columns = columnsOf(summary)
  const part = summary.parts.find(({ id }) => id === search.get("part"))
  const at = words.reckonedAt(dates.moment(summary.at, nowMs()))
  const isRegion = summary.area.kind === "region"
  return (
    <Page
      className="area"
      title={part?.name ?? summary.area.name}
      sub={`${words.schools(part?.schools ?? summary.total.schools)} · ${at}`}
      status={<TabletsStamp tablets={(part ?? summary.total).tablets} />}
      {...(part !== undefined && { back: { to: paths.area, label: words.back } })}
      actions={
        summary.parts.length > 0 && (
          <Button icon="download" onClick={() => void exportCsv({ summary, columns })}>
            {words.export}
          </Button>
        )
      }
    >
      <div className="stack">
        {found.failure !== undefined && <Kept found={found} reload={reload} />}
        {summary.parts.length === 0 && (
          <Empty icon="report">{isRegion ? words.noCities : words.noSchools}</Empty>
        )}
        {summary.parts.length > 0 && (
          <Card flush label={isRegion ? words.cities : words.table}>
            {part === undefined ? (
              <SummaryTable summary={summary} columns={columns} order={order} onOrder={setOrder} />
            ) : (
              <GradesTable part={part} columns={columns} />
            )}
          </Card>
        )}
        {summary.parts.length > 0 && (
          <div className="area-notes muted">
            {part === undefined && <p>{words.hint}</p>}
            {hasUntold(summary) && <p>{words.fewWhy}</p>}
          </div>
        )}
        {part?.kind === "school" && mayRemove && (
          <RemoveSchool
            part={part}
            StepUp={StepUp}
            onRemoved={() => {
              reload()
              void navigate(paths.area)
            }}
          />
        )}
        {part === undefined && mayMakeSchools && <InviteSchools onMade={reload} StepUp={StepUp} />}
        {part === undefined && mayInvite && <ColleaguesCard StepUp={StepUp} />}
      </div>
    </Page>
  )
}

function hasUntold(summary: AreaSummary): boolean {
  return /"(few|hidden)"/.test(JSON.stringify(summary.parts))
}

/** «данные 14 из 15 планшетов, последний — 12.11 16:40». */
function TabletsStamp({ tablets }: Pick<AreaSummary["total"], "tablets">) {
  const words = useWords(completenessWords)
  const dates = useWords(dateWords)
  const { nowMs } = useServices()
  const area = useWords(areaWords)
  const { full, of, lastAt } = tablets
  if (of === 0) return <Stamp complete={false}>{area.noTablets}</Stamp>
  const last = lastAt === null ? "" : `, ${words.last(dates.moment(lastAt, nowMs()))}`
  return <Stamp complete={full === of && of > 0}>{`${words.school(full, of)}${last}`}</Stamp>
}

/** What stands here is of another day: it says of which, and why. */
function Kept({ found, reload }: KeptProps) {
  const words = useWords(areaWords)
  const common = useWords(commonWords)
  const dates = useWords(dateWords)
  const { nowMs } = useServices()
  if (found.failure === undefined) return null
  const retry = (
    <Button look="quiet" onClick={reload}>
      {common.retry}
    </Button>
  )
  return (
    <Banner state="late" icon="off" action={retry}>
      {`${words.failure[found.failure]} ${words.keptFrom(dates.moment(found.summary.at, nowMs()))}`}
    </Banner>
  )
}

type FailureProps = {
  readonly found: Summary & { readonly kind: "failed" }
  readonly reload: () => void
}

function Failure({ found, reload }: FailureProps) {
  const words = useWords(areaWords)
  const common = useWords(commonWords)
  const retry = (
    <Button look="quiet" onClick={reload}>
      {common.retry}
    </Button>
  )
  return (
    <div role="alert">
      <Banner state="late" icon={found.failure === "offline" ? "off" : "warning"} action={retry}>
        {words.failure[found.failure]}
      </Banner>
    </div>
  )
}
