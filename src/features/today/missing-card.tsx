import { useState, type ReactNode } from "react"

import { readTally } from "#/data/tally.ts"
import { hasRegister } from "#/domain/activity-kind.ts"
import type { Activity } from "#/domain/activity.ts"
import type { Missing } from "#/domain/attention.ts"
import { shortName } from "#/domain/pupil.ts"
import type { StepWay } from "#/domain/season-way.ts"
import { paths } from "#/features/paths.ts"
import { useSave } from "#/features/use-save.ts"
import { useLive } from "#/platform/use-live.ts"
import { activityWords } from "#/text/activities.ts"
import { dateWords } from "#/text/dates.ts"
import { todayWords } from "#/text/today.ts"
import { Button, LinkButton } from "#/ui/button.tsx"
import { Card } from "#/ui/card.tsx"
import { Entries, Entry } from "#/ui/entries.tsx"
import { Icon } from "#/ui/icon.tsx"
import { useWords } from "#/ui/words.tsx"

import { classesOf, joined } from "./activity-label.ts"
import { BareStep, MoreSteps } from "./bare-step.tsx"
import type { TodayView } from "./read-today.ts"

type Props = {
  readonly view: TodayView
  /** What is shown as next is being marked and misses nothing yet. */
  readonly except: string | undefined
  /** Steps of the season that nobody has planned and that are due soon. */
  readonly bare: readonly StepWay[]
}

/** So many rows are read at a glance; the rest opens with a tap. */
const rowsMax = 8

/** More steps than this are for the season's own screen. */
const bareMax = 3

/** What is missing, each with the one verb that mends it. */
export function MissingCard({ view, except, bare }: Props) {
  const words = useWords(todayWords)
  const [isWhole, setWhole] = useState(false)
  const tally = useLive("tally", readTally, ["outbox", "records", "meta"])
  const missing = view.missing.filter(
    ({ kind, activity }) => kind === "clash" || activity.id !== except,
  )
  const here = missing.reduce((sum, one) => sum + (one.kind === "clash" ? one.pupils.length : 0), 0)
  const elsewhere = (tally?.clashes ?? 0) - here
  const rows: ReactNode[] = [
    tally !== undefined && tally.refused > 0 && (
      <RefusedRow key="refused" records={tally.refused} />
    ),
    ...missing.map((one) => (
      <MissingRow key={`${one.kind} ${one.activity.id}`} missing={one} view={view} />
    )),
    elsewhere > 0 && <OtherClashRow key="clash" fields={elsewhere} />,
    ...bare
      .slice(0, bareMax)
      .map((way) => <BareStep key={way.step.code} way={way} classes={view.classes} />),
    bare.length > bareMax && <MoreSteps key="steps" count={bare.length - bareMax} />,
  ].filter((row) => row !== false)
  const shown = isWhole ? rows : rows.slice(0, rowsMax)
  const aside = rows.length > 0 && <span className="muted num">{rows.length}</span>
  return (
    <Card title={words.missing} aside={aside} flush>
      {rows.length === 0 && <p className="today-line muted">{words.nothingMissing}</p>}
      {rows.length > 0 && <Entries label={words.missing}>{shown}</Entries>}
      {shown.length < rows.length && (
        <Button
          look="quiet"
          wide
          onClick={() => {
            setWhole(true)
          }}
        >
          {words.showAll(rows.length - shown.length)}
        </Button>
      )}
    </Card>
  )
}

function RefusedRow({ records }: { readonly records: number }) {
  const words = useWords(todayWords)
  return (
    <Entry
      margin={<Icon name="refused" />}
      state="refused"
      title={words.refused(records)}
      detail={words.refusedWhy}
      action={<Verb to={paths.sync}>{words.look}</Verb>}
    />
  )
}

function OtherClashRow({ fields }: { readonly fields: number }) {
  const words = useWords(todayWords)
  return (
    <Entry
      margin={<Icon name="clash" />}
      state="conflict"
      title={words.otherClash(fields)}
      detail={words.otherClashWhy}
      action={<Verb to={paths.sync}>{words.choose}</Verb>}
    />
  )
}

type RowProps = { readonly missing: Missing; readonly view: TodayView }

function MissingRow({ missing, view }: RowProps) {
  const words = useWords(todayWords)
  const kinds = useWords(activityWords)
  const dates = useWords(dateWords)
  const { activity } = missing
  const classes = classesOf(activity, view.classes)
  const kind = kinds.kindInText[activity.kind]
  const when = `${dates.day(activity.day)}${activity.start && `, ${activity.start}`}`
  const to = paths.activity(activity.id)
  switch (missing.kind) {
    case "clash": {
      const names = missing.pupils.flatMap((id) => view.pupils.get(id) ?? [])
      const whose = names.map((pupil) => shortName(pupil)).join(", ")
      return (
        <Entry
          margin={<Icon name="clash" />}
          state="conflict"
          title={words.clash(missing.pupils.length)}
          detail={
            whose === ""
              ? joined([classes, `${kind} ${when}`])
              : words.clashOf(comma([classes, whose]))
          }
          action={<Verb to={to}>{words.choose}</Verb>}
        />
      )
    }
    case "unmarked":
      return (
        <Entry
          margin={missing.count}
          state="unmarked"
          title={words.unmarked(classes || kinds.kindName[activity.kind], missing.count)}
          detail={`${kind} ${when}`}
          action={<Verb to={to}>{words.mark}</Verb>}
        />
      )
    case "not-logged":
      return <NotLoggedRow activity={activity} classes={classes} when={when} />
    case "unfinished":
      return (
        <Entry
          margin={missing.count}
          state="unmarked"
          title={words.unfinished(classes || kinds.kindName[activity.kind], missing.count)}
          detail={`${kind} ${when}`}
          action={<Verb to={to}>{words.resumeTest}</Verb>}
        />
      )
  }
}

type NotLoggedProps = {
  readonly activity: Activity
  readonly classes: string
  readonly when: string
}

/** Its day has passed: it was held and is to be marked, or it was not held at all. */
function NotLoggedRow({ activity, classes, when }: NotLoggedProps) {
  const words = useWords(todayWords)
  const kinds = useWords(activityWords)
  const save = useSave()
  const subject = comma([classes, kinds.kindInText[activity.kind]])
  const title = hasRegister(activity.kind)
    ? words.notLogged(subject)
    : words.notLoggedEvent(subject)
  const callOff = async (): Promise<void> => {
    const edit = { id: activity.id, kind: "activity", cells: { status: "cancelled" } } as const
    await save(
      [edit],
      words.cancelled(comma([classes, `${kinds.kindInText[activity.kind]} ${when}`])),
    )
  }
  return (
    <Entry
      margin={<Icon name="clock" />}
      state="late"
      title={title.slice(0, 1).toUpperCase() + title.slice(1)}
      detail={joined([when, words.dayPassed])}
      action={
        <>
          <Verb to={paths.activity(activity.id)}>{words.mark}</Verb>
          <Button look="quiet" onClick={() => void callOff()}>
            {words.notHeld[activity.kind]}
          </Button>
        </>
      }
    />
  )
}

function Verb({ to, children }: { readonly to: string; readonly children: string }) {
  return (
    <LinkButton look="quiet" to={to}>
      {children}
    </LinkButton>
  )
}

function comma(parts: readonly string[]): string {
  return parts.filter((part) => part !== "").join(", ")
}
