import { unreachable } from "#/base/assert.ts"
import type { Bringing } from "#/domain/instrument/bring-instrument.ts"
import type { Flaw } from "#/domain/instrument/properties.ts"
import type { ReadInstrument } from "#/domain/instrument/read-instrument.ts"
import type { FormPlace, FormRefusal } from "#/domain/instrument/xlsform/form-refusal.ts"
import { cellLengthMax } from "#/domain/instrument/xlsform/form-table.ts"
import type { ReadForm } from "#/domain/instrument/xlsform/read-form.ts"
import type { RefusedFile } from "#/platform/spreadsheet/outcome.ts"
import type { InstrumentFileWords } from "#/text/instrument-files.ts"
import type { Language } from "#/text/pair.ts"

/** What the sentences are made of. */
export interface Telling {
  readonly words: InstrumentFileWords["refused"]
  readonly language: Language
}

export type Unsound = Exclude<ReadInstrument, { kind: "instrument" }>

export function fileSentence(refusal: RefusedFile, { words, language }: Telling): string {
  switch (refusal.why) {
    case "too-big":
      return words.file["too-big"](
        `${refusal.max / 1024 / 1024} ${language === "ru" ? "МБ" : "MB"}`,
      )
    case "too-many-rows":
    case "too-many-columns":
      return words.file[refusal.why](refusal.max.toLocaleString(language))
    default:
      return words.file[refusal.why]()
  }
}

/** Why the bringing of a sound instrument is refused; undefined when it is not. */
export function bringingSentence(
  bringing: Bringing,
  { words, language }: Telling,
): string | undefined {
  switch (bringing.kind) {
    case "code-taken":
      return words.codeTaken(bringing.code)
    case "raise-version":
      return words.raiseVersion(bringing.version, bringing.newest)
    case "too-long":
      return words.tooLong(
        bringing.length.toLocaleString(language),
        bringing.max.toLocaleString(language),
      )
    case "new":
    case "same":
      return undefined
    default:
      return unreachable(bringing)
  }
}

/** Every sentence about a form that was not taken, in the order of its sheets. */
export function formSentences(
  read: Exclude<ReadForm, { kind: "instrument" }>,
  telling: Telling,
): readonly string[] {
  if (read.kind === "refused") {
    return read.refusals.map((refusal) => formSentence(refusal, telling.words))
  }
  if (read.why.kind === "bad-field" && read.place !== undefined) {
    return [telling.words.badCell(placeIn(read.place, telling.words))]
  }
  return unsoundSentences(read.why, telling, read.rows)
}

const noRows: ReadonlyMap<string, number> = new Map()

/** Every sentence about a JSON that was not taken, flaw by flaw. With `rows` questions are named by their rows too. */
export function unsoundSentences(
  why: Unsound,
  { words }: Telling,
  rows: ReadonlyMap<string, number> = noRows,
): readonly string[] {
  switch (why.kind) {
    case "unreadable":
      return [words.unreadable]
    case "another-file":
      return [words.anotherFile]
    case "too-large":
      return [words.tooLarge[why.what](why.max)]
    case "bad-field":
      return [words.badField(fieldOf(why.path))]
    case "doubled-id":
      return [words.doubledId(why.id)]
    case "flawed":
      return why.flaws.map((flaw) => flawSentence(flaw, words, rows))
    default:
      return unreachable(why)
  }
}

/** `items.3.options` as people count: `items[4].options`. */
function fieldOf(path: string): string {
  return path.replace(/\.(\d+)/g, (_, index: string) => `[${Number(index) + 1}]`)
}

function flawSentence(
  flaw: Flaw,
  words: InstrumentFileWords["refused"],
  rows: ReadonlyMap<string, number>,
): string {
  const told = words.flaws
  const asked = (item: string): string => {
    const row = rows.get(item)
    return row === undefined ? words.question(item) : words.questionInRow(item, row)
  }
  switch (flaw.kind) {
    case "unknown-scale":
      return told.unknownScale(asked(flaw.item), flaw.scale)
    case "scale-never-scored":
      return told.scaleNeverScored(flaw.scale)
    case "item-without-scale":
      return told.itemWithoutScale(asked(flaw.item))
    case "option-without-scale":
      return told.optionWithoutScale(asked(flaw.item), flaw.option)
    case "option-not-single":
      return told.optionNotSingle(asked(flaw.item), flaw.option)
    case "pair-not-two":
      return told.pairNotTwo(asked(flaw.item), flaw.options)
    case "pair-of-one-scale":
      return told.pairOfOneScale(asked(flaw.item), flaw.scale)
    case "pairs-unbalanced":
      return told.pairsUnbalanced([flaw.scale, flaw.other], flaw.times, flaw.expected)
    case "maxima-unequal":
      return told.maximaUnequal(flaw.scale, flaw.max, flaw.expected)
    case "minima-unequal":
      return told.minimaUnequal(flaw.scale, flaw.min, flaw.expected)
    case "steps-differ":
      return told.stepsDiffer(asked(flaw.item))
    case "steps-not-in-order":
      return told.stepsNotInOrder(asked(flaw.item), flaw.scale)
    default:
      return orderSentence(flaw, told, asked)
  }
}

type OrderFlaw = Extract<Flaw, { kind: `band${string}` | `depends-${string}` | `break-${string}` }>

function orderSentence(
  flaw: OrderFlaw,
  told: InstrumentFileWords["refused"]["flaws"],
  asked: (item: string) => string,
): string {
  switch (flaw.kind) {
    case "bands-incomplete":
      return told.bandsIncomplete(flaw.max)
    case "bands-not-rising":
      return told.bandsNotRising
    case "band-never-reached":
      return told.bandNeverReached(flaw.upTo)
    case "depends-ahead":
      return told.dependsAhead(asked(flaw.item), flaw.on)
    case "depends-on-no-option":
      return told.dependsOnNoOption(asked(flaw.item), flaw.option)
    case "break-after-no-item":
      return told.breakAfterNoItem(flaw.item)
    case "break-misplaced":
      return told.breakMisplaced(flaw.item)
    default:
      return unreachable(flaw)
  }
}

function placeIn(place: FormPlace, { form }: InstrumentFileWords["refused"]): string {
  return form.place(place.sheet, place.row, place.column)
}

function formSentence(refusal: FormRefusal, words: InstrumentFileWords["refused"]): string {
  const told = words.form
  switch (refusal.why) {
    case "no-sheet":
      return told.noSheet(refusal.sheet)
    case "no-column":
      return `${placeIn(refusal, words)}: ${told.noColumn}`
    case "unknown-type":
      return told.unknownType(refusal.row, refusal.type)
    case "no-list":
      return told.noList(refusal.row, refusal.list)
    case "no-points":
      return told.noPoints(refusal.row, refusal.list)
    case "group-not-closed":
      return told.groupNotClosed(refusal.row)
    case "group-not-opened":
      return told.groupNotOpened(refusal.row)
    case "two-conditions":
      return told.twoConditions(refusal.row)
    default:
      return `${placeIn(refusal, words)}: ${cellSentence(refusal, told)}`
  }
}

type CellRefusal = Extract<FormRefusal, { readonly text: string }>

/** The words that may stand in a column; in the others one says yes. */
const allowed: Readonly<Record<string, string>> = {
  answering: "pair, choice, rating",
  balance: "every-pair, opposites, equal, free",
  reading: "leading, profile",
}

function cellSentence(
  { why, text, column }: CellRefusal,
  told: InstrumentFileWords["refused"]["form"],
): string {
  switch (why) {
    case "empty-cell":
      return told.emptyCell
    case "cell-too-long":
      return told.cellTooLong(cellLengthMax)
    case "bad-name":
      return told.badName(text)
    case "not-a-number":
      return told.notANumber(text)
    case "unknown-word":
      return told.unknownWord(text, allowed[column] ?? "yes, no")
    case "unknown-scale":
      return told.unknownScale(text)
    case "unknown-condition":
      return told.unknownCondition(text)
    case "not-supported":
      return told.notSupported(text)
    default:
      return unreachable(why)
  }
}
