/** The sheets of a form. The first three are XLSForm's own; scales and bands are ours, and may be missing. */
export const formSheets = ["survey", "choices", "settings", "scales", "bands"] as const
export type FormSheet = (typeof formSheets)[number]

/** Where in the workbook: `row` counts from 1 as a spreadsheet does, `column` is its heading. */
export interface FormPlace {
  readonly sheet: FormSheet
  readonly row?: number
  readonly column?: string
}

/** Why a form was not taken, one for each thing to mend. */
export type FormRefusal =
  | { readonly why: "no-sheet"; readonly sheet: FormSheet }
  | { readonly why: "no-column"; readonly sheet: FormSheet; readonly column: string }
  | ({ readonly why: RefusedCell } & Required<FormPlace> & { readonly text: string })
  /** A kind of question that is not asked here. */
  | { readonly why: "unknown-type"; readonly row: number; readonly type: string }
  /** A list that the sheet of choices does not have. */
  | { readonly why: "no-list"; readonly row: number; readonly list: string }
  /** A scale is named, and no choice of the list has points for it. */
  | { readonly why: "no-points"; readonly row: number; readonly list: string }
  | { readonly why: "group-not-closed"; readonly row: number }
  | { readonly why: "group-not-opened"; readonly row: number }
  /** A condition on a group and one on a question in it: only one can be asked here. */
  | { readonly why: "two-conditions"; readonly row: number }

type RefusedCell =
  | "empty-cell"
  /** Longer than is read: the end would be lost. */
  | "cell-too-long"
  /** A name that cannot be made an id. */
  | "bad-name"
  | "not-a-number"
  /** None of the words that may stand there. */
  | "unknown-word"
  /** A scale that its sheet does not have. */
  | "unknown-scale"
  /** A condition of another kind than `${question} = 'answer'`. */
  | "unknown-condition"
  /** Something that would change the form, and is not done here. */
  | "not-supported"
