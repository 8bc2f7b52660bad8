import { useCallback, useEffect, useRef, useState } from "react"

import type { Correction } from "#/domain/class-list/preview.ts"

import type { Answers } from "./answers.ts"

export interface RowActs {
  readonly onChoose: (row: number, key: string) => void
  /** Undefined closes the fields. */
  readonly onEdit: (row: number | undefined) => void
  /** Undefined takes the correction back. */
  readonly onCorrect: (row: number, correction: Correction | undefined) => void
}

/** Kept the same from one drawing to the next, so that a tap draws one row anew and not all of them. */
export function useRowActs(
  answers: Answers,
  onAnswer: (part: Partial<Answers>) => void,
): RowActs & { readonly editing: number | undefined } {
  const [editing, onEdit] = useState<number>()
  const now = useRef({ answers, onAnswer })
  useEffect(() => {
    now.current = { answers, onAnswer }
  })
  const onChoose = useCallback((row: number, key: string) => {
    const { choices } = now.current.answers
    now.current.onAnswer({ choices: { ...choices, [row]: key } })
  }, [])
  const onCorrect = useCallback((row: number, correction: Correction | undefined) => {
    const { [row]: _former, ...others } = now.current.answers.corrections
    const { [row]: _chosen, ...choices } = now.current.answers.choices
    const corrections = correction === undefined ? others : { ...others, [row]: correction }
    now.current.onAnswer({ corrections, choices })
    onEdit(undefined)
  }, [])
  return { editing, onEdit, onChoose, onCorrect }
}
