import { unreachable } from "#/base/assert.ts"
import type { ExistingPupil } from "#/domain/class-list/existing-pupil.ts"
import type {
  Choice,
  DoubtfulRow,
  PreviewRow,
  PupilChange,
} from "#/domain/class-list/preview-row.ts"
import { asks, type Reason, type Refusal, type Skip } from "#/domain/class-list/reason.ts"
import { fullName, grammarGender, type GrammarGender } from "#/domain/pupil.ts"
import { className } from "#/domain/school-class.ts"
import type { importWords } from "#/text/import.ts"
import { writtenDay } from "#/text/typed-day.ts"

type Words = (typeof importWords)["ru"]

/** What the sentences about a row are made of. */
export interface Telling {
  readonly words: Words
  readonly pupils: ReadonlyMap<string, ExistingPupil>
  /** How a row of the table is called: its number in the file, with the sheet when there are several. */
  readonly rowName: (row: number) => string
}

export interface Reasons {
  /** Why a row is doubtful, or what was done to it. */
  readonly causes: readonly string[]
  /** What is lost by it, if anything. */
  readonly loss: string | undefined
}

/** Sentences without full stops. */
export function reasonsOf(row: PreviewRow, choice: Choice | undefined, told: Telling): Reasons {
  const { words } = told
  if (row.kind === "refused") {
    return { causes: [refusalOf(row.refusal, words)], loss: words.refusal.notWritten }
  }
  if (row.kind === "skipped") return { causes: [skipOf(row.skip, told)], loss: undefined }
  const isDateLost = choice?.do === "write" && row.reasons.some(({ code }) => datesLost.has(code))
  // That one of the two has no patronymic is said already by whom the row is like.
  const isAlike = row.reasons.some(({ code }) => code === "middle-name-missing")
  const reasons = row.reasons.filter(({ code }) => !(isAlike && code === "no-middle-name"))
  const asking = reasons.filter(asks)
  return {
    causes: [...asking, ...reasons.filter((reason) => !asks(reason))].map((reason) =>
      reasonOf(reason, row, told),
    ),
    loss: isDateLost ? words.reason.withoutDate : undefined,
  }
}

const datesLost: ReadonlySet<Reason["code"]> = new Set([
  "impossible-date",
  "unreadable-date",
  "unlikely-age",
])

function reasonOf(reason: Reason, row: PreviewRow, told: Telling): string {
  const words = told.words.reason
  switch (reason.code) {
    case "latin-letters":
      return words.latinLetters(reason.letters)
    case "latin-left":
      return words.latinLeft(reason.letters)
    case "letter-case":
      return caseOf(row.source.name, words)
    case "spaces":
      return words.spaces
    case "hidden-characters":
      return words.hidden
    case "reordered":
      return words.reordered
    case "single-word":
      return words.singleWord
    case "many-words":
      return words.manyWords
    case "initials":
      return words.initials
    case "brackets":
      return words.brackets(reason.text)
    case "no-middle-name":
      return words.noMiddleName
    case "foreign-alphabet":
      return words.foreignAlphabet
    case "namesake":
      return words.namesake
    case "corrected":
      return words.corrected
    case "two-digit-year":
    case "impossible-date":
    case "unreadable-date":
    case "unlikely-age":
      return dateReason(reason, words)
    case "no-class":
    case "no-letter":
    case "unreadable-class":
    case "class-from-above":
    case "class-not-appointed":
      return classReason(reason, words)
    default:
      return personReason(reason, row, told)
  }
}

function caseOf(name: string, words: Words["reason"]): string {
  if (name === name.toLocaleUpperCase("ru")) return words.allCapital
  return name === name.toLocaleLowerCase("ru") ? words.allSmall : words.letterCase
}

type Of<Code extends Reason["code"]> = Extract<Reason, { code: Code }>

function dateReason(
  reason: Of<"two-digit-year" | "impossible-date" | "unreadable-date" | "unlikely-age">,
  words: Words["reason"],
): string {
  switch (reason.code) {
    case "two-digit-year":
      return words.twoDigitYear(writtenDay(reason.day))
    case "impossible-date":
      return words.impossibleDate
    case "unreadable-date":
      return words.unreadableDate(reason.text)
    case "unlikely-age":
      return words.unlikelyAge(reason.years)
    default:
      return unreachable(reason)
  }
}

function classReason(
  reason: Of<
    "no-class" | "no-letter" | "unreadable-class" | "class-from-above" | "class-not-appointed"
  >,
  words: Words["reason"],
): string {
  switch (reason.code) {
    case "no-class":
      return words.noClass
    case "no-letter":
      return words.noLetter(reason.grade)
    case "unreadable-class":
      return words.unreadableClass(reason.text)
    case "class-from-above":
      return words.classFromAbove(className(reason.class))
    case "class-not-appointed":
      return words.notAppointed(className(reason.class))
    default:
      return unreachable(reason)
  }
}

type PersonReason = Of<
  | "yo-twin"
  | "yo-twin-row"
  | "repeated-row"
  | "two-classes"
  | "other-class"
  | "middle-name-missing"
  | "other-birth-date"
  | "archived-here"
  | "archived-there"
>

function personReason(reason: PersonReason, row: PreviewRow, told: Telling): string {
  const words = told.words.reason
  const { pupils, rowName } = told
  switch (reason.code) {
    case "yo-twin":
      return words.yoTwin(nameOf(pupils.get(reason.pupilId)))
    case "yo-twin-row":
      return words.yoTwinRow(rowName(reason.row))
    case "repeated-row":
      return words.repeatedRow(rowName(reason.row))
    case "two-classes":
      return words.twoClasses(rowName(reason.row), reason.class ? className(reason.class) : "")
    case "other-class":
      return words.otherClass(className(reason.class))
    case "middle-name-missing":
      return alike(pupils.get(reason.pupilId), row, words)
    case "other-birth-date":
      return words.otherBirthDate(writtenDay(reason.have), writtenDay(reason.file))
    case "archived-here":
      return words.archivedHere
    case "archived-there":
      return words.archivedThere(reason.on === undefined ? "" : writtenDay(reason.on))
    default:
      return unreachable(reason)
  }
}

function nameOf(pupil: ExistingPupil | undefined): string {
  return pupil === undefined ? "" : fullName({ ...pupil, middle: pupil.middle ?? "" })
}

function alike(pupil: ExistingPupil | undefined, row: PreviewRow, words: Words["reason"]): string {
  if (pupil === undefined) return words.alike.unknown("")
  const sentence = words.alike[genderOf(pupil)](className(pupil))
  const born = "pupil" in row ? row.pupil.birthDate : undefined
  return born !== undefined && born === pupil.birthDate ? words.sameDate(sentence) : sentence
}

function genderOf(name: Pick<ExistingPupil, "last" | "first" | "middle">): GrammarGender {
  return grammarGender({ ...name, middle: name.middle ?? "" })
}

function refusalOf(refusal: Refusal, { refusal: words }: Words): string {
  switch (refusal.code) {
    case "markup":
      return words.markup
    case "formula":
      return words.formula
    case "digits":
      return words.digits
    case "no-letters":
      return words.noLetters
    case "strange-characters":
      return words.strange(refusal.characters)
    case "too-long":
      return words.tooLong(refusal.length, refusal.max)
    case "no-name":
      return words.noName
    case "no-name-column":
      return words.noNameColumn
    default:
      return unreachable(refusal)
  }
}

function skipOf(skip: Skip, { words: { skip: words }, rowName }: Telling): string {
  switch (skip.code) {
    case "empty":
      return words.empty
    case "above-header":
      return words.aboveHeader
    case "header":
      return words.header
    case "column-numbers":
      return words.columnNumbers
    case "class-heading":
      return words.classHeading(className(skip.class))
    case "total":
      return words.total
    case "footer":
      return words.footer
    case "repeated":
      return words.repeated(rowName(skip.row))
    case "other-grade":
      return words.otherGrade(skip.grade)
    default:
      return unreachable(skip)
  }
}

/** What a choice is called in the list of choices. */
export function verbOf(choice: Choice, row: DoubtfulRow, told: Telling): string {
  const { verb } = told.words
  const gender = grammarGender(row.pupil)
  switch (choice.do) {
    case "write":
      return row.reasons.some(({ code }) => datesLost.has(code)) ? verb.withoutDate : verb.write
    case "write-with-date":
      return verb.withDate(writtenDay(choice.birthDate))
    case "write-to-class":
      return verb.toClass(className(choice.class))
    case "write-archived":
      return verb.writeArchived
    case "another":
      return verb.another[gender]
    case "same":
      return sameVerb(choice, row, told)
    case "move":
      return verb.move(classOf(choice.changes) ?? "")
    case "restore":
      return verb.restore
    case "archive":
      return verb.archive
    case "same-row":
      return verb.sameRow(told.rowName(choice.row))
    case "set-aside":
      return verb.setAside
    default:
      return unreachable(choice)
  }
}

function sameVerb(
  { pupilId, changes }: Extract<Choice, { do: "same" }>,
  { reasons }: DoubtfulRow,
  { words: { verb }, pupils }: Telling,
): string {
  const codes = new Set(reasons.map(({ code }) => code))
  const dated = changes.find(({ field }) => field === "born")
  if (codes.has("other-birth-date") && dated?.field === "born") {
    return verb.correctDate(writtenDay(dated.to))
  }
  if (codes.has("archived-here")) return verb.leaveArchived
  if (codes.has("archived-there")) return verb.leaveActive
  const pupil = pupils.get(pupilId)
  return verb.same[pupil === undefined ? "unknown" : genderOf(pupil)]
}

function classOf(changes: readonly PupilChange[]): string | undefined {
  const moved = changes.find(({ field }) => field === "class")
  return moved?.field === "class" ? className(moved.to) : undefined
}

/** What a pupil we have would gain: «отчество Игоревна». */
export function gainsOf(changes: readonly PupilChange[], { words }: Telling): readonly string[] {
  return changes.map((change) => {
    if (change.field === "class") return words.adds.class(className(change.to))
    if (change.field === "status") return words.adds.status
    return words.adds[change.field](change.field === "born" ? writtenDay(change.to) : change.to)
  })
}
