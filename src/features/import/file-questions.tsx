import { useEffect, useRef, useState } from "react"

import type { ImportGround } from "#/data/import-list.ts"
import { parseClassName, type ClassName } from "#/domain/class-list/class-name.ts"
import type { Preview, Question } from "#/domain/class-list/preview.ts"
import { className } from "#/domain/school-class.ts"
import { importWords } from "#/text/import.ts"
import { Button } from "#/ui/button.tsx"
import { TextField } from "#/ui/field.tsx"
import { Icon } from "#/ui/icon.tsx"
import { useWords } from "#/ui/words.tsx"

import type { Answers } from "./answers.ts"
import type { CheckedList } from "./use-checked-list.ts"

type Props = {
  readonly checked: CheckedList
  readonly answers: Answers
  readonly ground: ImportGround
  readonly onAnswer: (part: Partial<Answers>) => void
}

/** What is asked about the file as a whole, before its rows. */
export function FileQuestions({ checked, answers, ground, onAnswer }: Props) {
  const words = useWords(importWords).question
  const { questions } = checked.preview
  const foreign = foreignClasses(checked.preview, ground)
  if (questions.length + foreign.length === 0) return null
  return (
    <section className="import-questions" aria-label={words.label}>
      {questions.map((question) => (
        <FileQuestion
          key={question.code === "letter-of-grade" ? question.grade : question.code}
          {...{ question, checked, answers, onAnswer }}
        />
      ))}
      {foreign.map(({ named, rows }) => (
        <Asked
          key={className(named)}
          text={words.notAppointed(className(named), rows)}
          choices={[named]}
          label={words.make}
          onChoose={(made) => {
            onAnswer({ made: [...answers.made, made] })
          }}
        />
      ))}
    </section>
  )
}

/** Classes of the list that a navigator neither has nor can see: the school's next class, or a colleague's. */
function foreignClasses(
  { rows }: Preview,
  { classes }: ImportGround,
): readonly { readonly named: ClassName; readonly rows: number }[] {
  const held = new Set(classes.map(className))
  const found = new Map<string, { named: ClassName; rows: number }>()
  for (const reason of rows.flatMap((row) => row.reasons)) {
    if (reason.code !== "class-not-appointed") continue
    const name = className(reason.class)
    if (held.has(name)) continue
    found.set(name, { named: reason.class, rows: (found.get(name)?.rows ?? 0) + 1 })
  }
  return [...found.values()]
}

type QuestionProps = Omit<Props, "ground"> & { readonly question: Question }

function FileQuestion({ question, checked, answers, onAnswer }: QuestionProps) {
  const words = useWords(importWords).question
  const { known } = checked.preview
  const say = (classHint: ClassName): void => {
    onAnswer({ classHint })
  }
  switch (question.code) {
    case "no-name-column":
      return <Asked text={words.noNameColumn} />
    case "which-class":
      return (
        <Asked
          text={words.whichClass(question.rows)}
          choices={question.likely.length > 0 ? question.likely : known.slice(0, offeredMax)}
          typed
          onChoose={say}
        />
      )
    case "class-from-title":
      return <TitleQuestion {...{ question, checked, onChoose: say }} />
    case "letter-of-grade":
      return (
        <Asked
          text={words.whichLetter(question.grade, question.rows)}
          choices={lettersOf(question)}
          label={(name) =>
            name === String(question.grade) ? words.noLetter(question.grade) : name
          }
          typed
          onChoose={({ letter }) => {
            onAnswer({ letters: { ...answers.letters, [question.grade]: letter } })
          }}
        />
      )
  }
}

const offeredMax = 12

function lettersOf({
  grade,
  letters,
}: Extract<Question, { code: "letter-of-grade" }>): readonly ClassName[] {
  const offered = letters.length > 0 ? letters : ["", "А", "Б", "В"]
  return offered.map((letter) => ({ grade, letter }))
}

type TitleProps = {
  readonly question: Extract<Question, { code: "class-from-title" }>
  readonly checked: CheckedList
  readonly onChoose: (named: ClassName) => void
}

/** The class of a title is written unless somebody says otherwise; a tap on «Да» only ends the question. */
function TitleQuestion({ question, checked, onChoose }: TitleProps) {
  const words = useWords(importWords).question
  const name = className(question.class)
  const isSheet = question.text === checked.table.sheet
  return (
    <Asked
      text={(isSheet ? words.fromSheet : words.fromTitle)(name, question.text)}
      choices={[question.class]}
      label={words.yes}
      typed
      onChoose={onChoose}
    />
  )
}

type AskedProps = {
  readonly text: string
  readonly choices?: readonly ClassName[]
  readonly label?: (name: string) => string
  /** Whether another class may be typed. */
  readonly typed?: boolean
  readonly onChoose?: (named: ClassName) => void
}

function Asked({ text, choices, label, typed = false, onChoose }: AskedProps) {
  return (
    <div className="import-question st-late" role="group" aria-label={text}>
      <p>
        <Icon name="info" />
        {text}
      </p>
      <div className="line">
        {choices?.map((named) => (
          <Button key={className(named)} onClick={() => onChoose?.(named)}>
            {label?.(className(named)) ?? className(named)}
          </Button>
        ))}
        {typed && onChoose !== undefined && <OtherClass onChoose={onChoose} />}
      </div>
    </div>
  )
}

function OtherClass({ onChoose }: { readonly onChoose: (named: ClassName) => void }) {
  const words = useWords(importWords).question
  const [isOpen, setOpen] = useState(false)
  const [typed, setTyped] = useState("")
  const [isWrong, setWrong] = useState(false)
  const form = useRef<HTMLFormElement>(null)
  useEffect(() => {
    if (isOpen) form.current?.querySelector("input")?.focus()
  }, [isOpen])
  if (!isOpen) {
    return (
      <Button
        look="quiet"
        onClick={() => {
          setOpen(true)
        }}
      >
        {words.otherClass}
      </Button>
    )
  }
  return (
    <form
      ref={form}
      className="import-other"
      onSubmit={(event) => {
        event.preventDefault()
        const named = parseClassName(typed)
        setWrong(named === undefined)
        if (named !== undefined) onChoose(named)
      }}
    >
      <TextField
        label={words.otherClass}
        placeholder={words.otherExample}
        value={typed}
        onChange={(text) => {
          setTyped(text)
          setWrong(false)
        }}
        fault={isWrong ? { text: words.unreadable } : undefined}
        insist={isWrong}
        autoComplete="off"
        maxLength={40}
      />
      <Button type="submit" disabled={typed.trim() === ""}>
        {words.put}
      </Button>
    </form>
  )
}
