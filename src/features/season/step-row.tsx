import { useState, type ReactNode } from "react"

import { daysBetween } from "#/domain/day.ts"
import type { StepWay } from "#/domain/season-way.ts"
import { stepDatesFault, type Season, type Step } from "#/domain/season.ts"
import { paths } from "#/features/paths.ts"
import { useSave } from "#/features/use-save.ts"
import { useServices } from "#/platform/services.tsx"
import { activityWords, stepName } from "#/text/activities.ts"
import { dateWords } from "#/text/dates.ts"
import { seasonWords } from "#/text/season.ts"
import { Button, LinkButton } from "#/ui/button.tsx"
import { Chip } from "#/ui/chip.tsx"
import { Entry } from "#/ui/entries.tsx"
import { Icon, type IconName } from "#/ui/icon.tsx"
import { Menu, type MenuItem } from "#/ui/menu.tsx"
import type { State } from "#/ui/state.ts"
import { useWords } from "#/ui/words.tsx"

import { DatePair } from "./date-pair.tsx"
import type { SeasonBoard } from "./read-season-board.ts"
import { hasOwnDates, skipEdit, stepDatesEdit } from "./season-edit.ts"

type Standing = "done" | "now" | "overdue" | "ahead" | "skipped" | "paper"

const looks: Readonly<Record<Standing, readonly [State, IconName]>> = {
  done: ["present", "check"],
  now: ["waiting", "next"],
  overdue: ["late", "clock"],
  ahead: ["unmarked", "clock"],
  skipped: ["unmarked", "cross"],
  paper: ["unmarked", "sheet"],
}

type Props = {
  readonly board: SeasonBoard
  readonly step: Step
  /** Only those who keep the season change it. */
  readonly mayChange: boolean
  /** The one step the school is at. */
  readonly isCurrent: boolean
}

/** One step: when, how far, and what can be done about it. */
export function StepRow({ board, step, mayChange, isCurrent }: Props) {
  const words = useWords(seasonWords)
  const kinds = useWords(activityWords)
  const today = useServices().today()
  const [isOpen, setOpen] = useState(false)
  const way = board.ways.find((one) => one.step.code === step.code)
  const standing = standingOf(step, way, today)
  const [state, icon] = looks[standing]
  const name = stepName(kinds, step.code)
  const items = useItems({ board, step, name, openDates: () => setOpen(true) })
  const detail = useDetail(step, way)
  return (
    <>
      <Entry
        margin={<Icon name={icon} />}
        state={state}
        now={isCurrent}
        title={name}
        detail={detail}
        action={
          <>
            <Chip state={state}>{words.state[standing]}</Chip>
            {mayChange && way !== undefined && !way.isDone && <PlanLink way={way} />}
            {mayChange && <Menu label={words.more(name)} items={items} />}
          </>
        }
      />
      {isOpen && (
        <StepDates
          season={board.season}
          step={step}
          name={name}
          onClose={() => {
            setOpen(false)
          }}
        />
      )}
    </>
  )
}

function standingOf(step: Step, way: StepWay | undefined, today: string): Standing {
  if (step.skipped) return "skipped"
  if (step.kind === null) return "paper"
  if (way?.isDone === true) return "done"
  if (today < step.from) return "ahead"
  return today > step.due ? "overdue" : "now"
}

function useDetail(step: Step, way: StepWay | undefined): ReactNode {
  const words = useWords(seasonWords)
  const dates = useWords(dateWords)
  const today = useServices().today()
  const left = daysBetween(today, step.due)
  const isRunning = step.from <= today && left >= 0 && way?.isDone !== true && !step.skipped
  const remains = left === 0 ? words.lastDay : words.daysLeft(dates.days(left))
  const [lowest] = step.grades
  const highest = step.grades[step.grades.length - 1]
  const grades =
    lowest === undefined || highest === undefined ? [] : [words.grades(lowest, highest)]
  const said = [...grades, ...useSaid(way)].join(" · ")
  return (
    <>
      {[dates.range(step.from, step.due), ...(isRunning ? [remains] : [])].join(" · ")}
      {said !== "" && (
        <>
          <br />
          {said}
        </>
      )}
    </>
  )
}

/** How far the classes are, or when the event is. */
function useSaid(way: StepWay | undefined): readonly string[] {
  const words = useWords(seasonWords)
  const dates = useWords(dateWords)
  if (way === undefined) return []
  if (way.of === 0) {
    const held = way.activities.find(({ status }) => status === "held")
    if (held !== undefined) return [words.heldOn(dates.day(held.day))]
    const [planned] = way.activities
    return [planned === undefined ? words.nothingYet : words.plannedOn(dates.day(planned.day))]
  }
  if (way.isDone) return [words.allHeld]
  const held = way.held === 0 ? words.noneHeld : words.heldIn(way.held, way.of)
  return way.bare.length === 0 ? [held] : [held, words.notPlanned(way.bare.length)]
}

function PlanLink({ way }: { readonly way: StepWay }) {
  const words = useWords(seasonWords)
  const [first] = way.bare
  const query = new URLSearchParams({
    kind: way.kind,
    step: way.step.code,
    ...(first !== undefined && { class: first }),
  })
  return (
    <LinkButton look="quiet" to={`${paths.plan}?${query.toString()}`}>
      {words.plan}
    </LinkButton>
  )
}

type Given = Pick<Props, "board" | "step"> & {
  readonly name: string
  readonly openDates: () => void
}

function useItems({ board, step, name, openDates }: Given): readonly MenuItem[] {
  const words = useWords(seasonWords)
  const save = useSave()
  const { season, record } = board
  const skip = (isSkipped: boolean): void => {
    const told = isSkipped ? words.skipped(name) : words.unskipped(name)
    void save([skipEdit(season, step.code, isSkipped)], told)
  }
  const items: MenuItem[] = [{ label: words.changeDates, icon: "calendar", run: openDates }]
  if (hasOwnDates(record, step.code)) {
    const run = (): void => {
      void save([stepDatesEdit(season, step.code, null)], words.resetDone)
    }
    items.push({ label: words.resetStep, icon: "undo", run })
  }
  items.push(
    step.skipped
      ? { label: words.unskip, icon: "plus", run: () => skip(false) }
      : { label: words.skip, icon: "cross", run: () => skip(true) },
  )
  return items
}

type DatesProps = {
  readonly season: Season
  readonly step: Step
  readonly name: string
  readonly onClose: () => void
}

function StepDates({ season, step, name, onClose }: DatesProps) {
  const words = useWords(seasonWords)
  const dates = useWords(dateWords)
  const save = useSave()
  return (
    <li className="season-dates">
      <DatePair
        labels={[`${name}: ${words.from}`, `${name}: ${words.due}`]}
        from={step.from}
        until={step.due}
        faultOf={(from, due) => {
          const fault = stepDatesFault(season, from, due)
          return fault && words.fault[fault]
        }}
        onChange={(from, due) => {
          const told = words.datesSaved(name, dates.range(from, due))
          void save([stepDatesEdit(season, step.code, { from, due })], told)
        }}
      />
      <Button onClick={onClose}>{words.closeDates}</Button>
    </li>
  )
}
