import { useMemo } from "react"

import { newClasses, withSecondYear, type ImportGround } from "#/data/import-list.ts"
import type { ClassName } from "#/domain/class-list/class-name.ts"
import { planImport, type ImportPlan } from "#/domain/class-list/plan.ts"
import { preview, type Preview, type PreviewOptions } from "#/domain/class-list/preview.ts"
import type { Day } from "#/domain/day.ts"
import { className } from "#/domain/school-class.ts"

import { correctionsOf, type Answers } from "./answers.ts"
import { tableOf, type BroughtList, type ListTable } from "./brought-list.ts"
import { choicesOf } from "./row-choice.ts"

export interface CheckedList {
  readonly table: ListTable
  readonly preview: Preview
  readonly plan: ImportPlan
  /** Names of the classes the list is for, those chosen for single rows included. */
  readonly classes: readonly string[]
  /** Names of classes that do not exist yet. */
  readonly makes: readonly string[]
}

interface Checking {
  readonly list: BroughtList
  readonly answers: Answers
  readonly ground: ImportGround
  readonly today: Day
}

/** What loading the list would do, after everything the person has said. Choices alone do not read the table again. */
export function useCheckedList({ list, answers, ground, today }: Checking): CheckedList {
  const { sheet, mapping, classHint, letters, made, corrections } = answers
  const table = useMemo(() => tableOf(list, sheet), [list, sheet])
  const { into } = list
  const shown = useMemo(() => {
    const said = { ...answersOf({ mapping, classHint, letters, corrections }), sheet: table.sheet }
    const options = { ...said, ...groundOf(ground, made), today }
    return preview(table.rows, { ...options, ...hinted(table, options, { ground, into }) })
  }, [table, ground, today, into, mapping, classHint, letters, made, corrections])
  const planned = useMemo(() => {
    const laid = { ground, setting: { day: today, into } }
    const chosen = planImport(shown, choicesOf(shown, answers.choices))
    const plan = withSecondYear(chosen, shown.rows, laid)
    return { plan, classes: classNamesOf(shown, plan), makes: newClasses(plan, laid) }
  }, [shown, answers.choices, ground, today, into])
  return { table, preview: shown, ...planned }
}

function classNamesOf({ classes }: Preview, { add }: ImportPlan): readonly string[] {
  const named = [...classes.map((one) => one.class), ...add.map(({ pupil }) => pupil.class)]
  const byName = new Map(named.map((one) => [className(one), one]))
  const ordered = [...byName.values()].sort(
    (one, other) => one.grade - other.grade || one.letter.localeCompare(other.letter, "ru"),
  )
  return ordered.map(className)
}

function answersOf(
  said: Pick<Answers, "mapping" | "classHint" | "letters" | "corrections">,
): Pick<PreviewOptions, "mapping" | "classHint" | "letters" | "corrections"> {
  const { mapping, classHint, letters } = said
  const corrections = correctionsOf({ corrections: said.corrections })
  return { mapping, classHint, letters, corrections }
}

function groundOf(
  { existing, classes, appointed }: ImportGround,
  made: readonly ClassName[],
): Pick<PreviewOptions, "existing" | "classes" | "appointed"> {
  const options = { existing, classes }
  if (appointed === undefined || appointed.length === 0) return options
  // A class made here and not sent yet is the person's own, though no server has said so.
  const own = classes.filter(
    ({ id, record }) => appointed.includes(id) || record.cells["grade"]?.waits === true,
  )
  return { ...options, appointed: [...own, ...made] }
}

/**
 * The class from whose screen the list was loaded stands in where the file names none; where the file names another,
 * the file is believed and the question stays.
 */
function hinted(
  { rows }: ListTable,
  options: PreviewOptions,
  { ground, into }: { readonly ground: ImportGround; readonly into: string | undefined },
): Pick<PreviewOptions, "classHint" | "letters"> {
  const from = ground.classes.find(({ id }) => id === into)
  if (from === undefined || options.classHint !== undefined) return {}
  const hint = { grade: from.grade, letter: from.letter }
  const letters = { [hint.grade]: hint.letter, ...options.letters }
  for (const question of preview(rows, options).questions) {
    if (question.code === "which-class" && isLikely(question.likely, hint)) {
      return { classHint: hint, letters }
    }
    if (question.code === "letter-of-grade" && question.grade === hint.grade) return { letters }
  }
  return {}
}

function isLikely(likely: readonly ClassName[], hint: ClassName): boolean {
  return likely.length === 0 || likely.some((one) => className(one) === className(hint))
}
