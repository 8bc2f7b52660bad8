import { useState } from "react"

import { withInitials } from "#/domain/initials.ts"
import type { UndoneRow } from "#/domain/overdue.ts"
import { paths } from "#/features/paths.ts"
import { useServices } from "#/platform/services.tsx"
import { headWords } from "#/text/head.ts"
import { Button, LinkButton } from "#/ui/button.tsx"
import { Card } from "#/ui/card.tsx"
import { Chip } from "#/ui/chip.tsx"
import { Entries, Entry } from "#/ui/entries.tsx"
import { useWords } from "#/ui/words.tsx"

import type { MissingTablet } from "./missing-tablets.ts"
import type { HeadBoard } from "./read-head-board.ts"
import { useUndoneWords } from "./undone-words.ts"
import { useRemind } from "./use-remind.ts"

type Props = {
  readonly kind: "overdue" | "week"
  readonly board: HeadBoard
  /** Tablets whose data is missing: a lesson may have been held on one of them. */
  readonly missing: readonly MissingTablet[]
}

/** So many rows are read at a glance; the rest opens with a tap. */
const rowsMax = 10

/** Who has not done what, or has to do it this week. */
export function UndoneCard({ kind, board, missing }: Props) {
  const words = useWords(headWords)
  const [isWhole, setWhole] = useState(false)
  const rows = board.undone[kind]
  const shown = isWhole ? rows : rows.slice(0, rowsMax)
  return (
    <Card title={words[kind]} aside={<span className="muted num">{rows.length}</span>} flush>
      {rows.length === 0 ? (
        <p className="head-line muted">
          {kind === "overdue" ? words.nothingOverdue : words.nothingThisWeek}
        </p>
      ) : (
        <Entries label={words[kind]}>
          {shown.map((row) => (
            <UndoneEntry key={keyOf(row)} row={row} board={board} missing={missing} kind={kind} />
          ))}
        </Entries>
      )}
      {shown.length < rows.length && (
        <Button look="quiet" wide onClick={() => setWhole(true)}>
          {words.more(rows.length - shown.length)}
        </Button>
      )}
    </Card>
  )
}

function keyOf({ what, step, classes, person }: UndoneRow): string {
  return [what.kind, step.code, classes.join(" "), person].join(" ")
}

type EntryProps = Props & { readonly row: UndoneRow }

/** More names than this do not fit into the margin. */
const namesMax = 3

function UndoneEntry({ row, kind, board, missing }: EntryProps) {
  const words = useWords(headWords)
  const { today } = useServices()
  const { what, detail, chip } = useUndoneWords()(row, today())
  const names = row.classes.map((id) => board.classNames.get(id) ?? "")
  const person = row.person === null ? undefined : board.people.get(row.person)
  const who = person === undefined ? words.nobody : withInitials(person.name)
  const silent = missing.find((one) => one.person === row.person && one.state === "silent")
  const isPerhapsDone = kind === "overdue" && silent !== undefined
  const about = isPerhapsDone ? `${detail}; ${words.tabletSilent(briefOf(silent.name))}` : detail
  const isBlocking = row.what.kind === "blocks"
  const told = `${names.join(", ")}, ${what}`
  return (
    <Entry
      margin={<ClassNames names={names} />}
      state={kind === "overdue" ? "absent" : "late"}
      title={`${who} · ${what}`}
      detail={about}
      action={
        <>
          <Chip state={kind === "overdue" ? "absent" : "late"} icon={isBlocking ? "lock" : "clock"}>
            {chip}
          </Chip>
          {kind === "overdue" ? (
            <RemindButton names={names} what={what} detail={detail} told={told} />
          ) : (
            <LinkButton look="quiet" to={placeOf(row)} aria-label={words.openWhat(told)}>
              {words.open}
            </LinkButton>
          )}
        </>
      }
    />
  )
}

/** «Планшет № 7» of «Планшет № 7, каб. 305». */
function briefOf(name: string): string {
  return name.split(",")[0] ?? name
}

function ClassNames({ names }: { readonly names: readonly string[] }) {
  const shown = names.length > namesMax ? names.slice(0, namesMax - 1) : names
  const rest = names.length - shown.length
  return (
    <span className="head-classes">
      {shown.map((name) => (
        <span key={name}>{name}</span>
      ))}
      {rest > 0 && <span>+{rest}</span>}
    </span>
  )
}

function placeOf({ classes: [first, ...others] }: UndoneRow): string {
  return first === undefined || others.length > 0 ? paths.season : paths.schoolClass(first)
}

type RemindProps = {
  readonly names: readonly string[]
  readonly what: string
  readonly detail: string
  readonly told: string
}

/** A ready text without any pupil's name, for whichever way the head writes to people. */
function RemindButton({ names, what, detail, told }: RemindProps) {
  const words = useWords(headWords)
  const remind = useRemind()
  const text = [
    words.reminder.hello,
    words.reminder.body(names.join(", "), what, detail),
    words.reminder.ask,
  ].join(" ")
  return (
    <Button look="quiet" aria-label={words.remindOf(told)} onClick={() => void remind(text)}>
      {words.remind}
    </Button>
  )
}
