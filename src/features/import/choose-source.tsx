import { useRef, useState } from "react"

import { paths } from "#/features/paths.ts"
import type { RefusedFile } from "#/platform/spreadsheet/outcome.ts"
import type { StartReader } from "#/platform/spreadsheet/read-file.ts"
import { importWords } from "#/text/import.ts"
import { Button, LinkButton } from "#/ui/button.tsx"
import { Card } from "#/ui/card.tsx"
import { TextArea } from "#/ui/field.tsx"
import { FileDrop } from "#/ui/file-drop.tsx"
import { Icon } from "#/ui/icon.tsx"
import { Page } from "#/ui/page.tsx"
import { Table } from "#/ui/table.tsx"
import { useLanguage, useWords } from "#/ui/words.tsx"

import type { Answers } from "./answers.ts"
import type { BroughtList } from "./brought-list.ts"
import { useBring, type Bring } from "./use-bring.ts"

type Props = {
  readonly into: { readonly id: string; readonly name: string } | undefined
  readonly startReader: StartReader | undefined
  readonly onBrought: (list: BroughtList, answers: Answers) => void
}

/** Choosing a file or pasting rows. Nothing is written here. */
export function ChooseSource({ into, startReader, onBrought }: Props) {
  const words = useWords(importWords)
  const bring = useBring({ into: into?.id, startReader, onBrought })
  const title = into === undefined ? words.choose.title : words.choose.titleFor(into.name)
  const back =
    into === undefined
      ? { to: paths.classes, label: words.classes }
      : { to: paths.schoolClass(into.id), label: into.name }
  return (
    <Page
      title={title}
      sub={words.choose.sub}
      back={back}
      actions={
        <LinkButton look="quiet" to={paths.imports}>
          {words.past}
        </LinkButton>
      }
    >
      <div className="stack">
        <Refused bring={bring} />
        <div className="with-side">
          <div className="stack">
            <FilePlace bring={bring} />
            <PastePlace bring={bring} />
          </div>
          <div className="stack">
            <Example />
            <NotRead />
          </div>
        </div>
      </div>
    </Page>
  )
}

function Refused({ bring: { state } }: { readonly bring: Bring }) {
  const words = useWords(importWords).refused
  const sentence = useRefusal()
  if (state.kind !== "refused") return null
  return (
    <div className="import-refused st-absent" role="alert">
      <Icon name="refused" large />
      <div>
        <p>
          <b>{words.title(state.name)}</b>
        </p>
        <p>{sentence(state.refusal)}</p>
        <p className="muted">{words.nothingLost}</p>
      </div>
    </div>
  )
}

function useRefusal(): (refusal: RefusedFile) => string {
  const { why } = useWords(importWords).refused
  const language = useLanguage()
  return (refusal) => {
    switch (refusal.why) {
      case "too-big":
        return why["too-big"](`${refusal.max / 1024 / 1024} ${language === "ru" ? "МБ" : "MB"}`)
      case "too-many-rows":
      case "too-many-columns":
        return why[refusal.why](refusal.max.toLocaleString(language))
      default:
        return why[refusal.why]()
    }
  }
}

/** Old workbooks may be picked, to be told why not. */
const accepted =
  ".xlsx,.csv,.txt,.tsv,text/csv,text/plain,text/tab-separated-values,application/vnd.ms-excel,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

function FilePlace({ bring: { state, bring } }: { readonly bring: Bring }) {
  const words = useWords(importWords).choose
  return (
    <Card title={words.file}>
      <FileDrop
        pick={words.pick}
        accept={accepted}
        reading={state.kind === "reading" ? words.reading : undefined}
        onFiles={([file]) => {
          if (file !== undefined) bring(file)
        }}
      >
        {(isOver) => <p>{isOver ? words.dropNow : words.drop}</p>}
      </FileDrop>
      <p className="muted">{words.fileHint}</p>
    </Card>
  )
}

function PastePlace({ bring: { state, bring } }: { readonly bring: Bring }) {
  const words = useWords(importWords).choose
  const [text, setText] = useState("")
  const isPasting = useRef(false)
  const read = (pasted: string): void => {
    bring({ pasted })
  }
  return (
    <Card title={words.paste}>
      <div className="stack stack-close import-paste">
        <TextArea
          label={words.pasteLabel}
          hint={words.pasteHint}
          placeholder={words.pasteExample}
          rows={5}
          spellCheck={false}
          autoComplete="off"
          value={text}
          onPaste={() => {
            isPasting.current = true
          }}
          onChange={(typed) => {
            setText(typed)
            if (isPasting.current) read(typed)
            isPasting.current = false
          }}
        />
        {text.trim() !== "" && (
          <div className="line">
            <Button
              disabled={state.kind === "reading"}
              onClick={() => {
                read(text)
              }}
            >
              {words.read}
            </Button>
          </div>
        )}
      </div>
    </Card>
  )
}

function Example() {
  const words = useWords(importWords).choose
  const { head, lines } = words.example
  return (
    <Card title={words.exampleTitle}>
      <div className="stack stack-close">
        <Table label={words.exampleTitle} className="import-example">
          <thead>
            <tr>
              {head.map((title) => (
                <th key={title} scope="col">
                  {title}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {lines.map((cells) => (
              <tr key={cells[0]}>
                {cells.map((cell) => (
                  <td key={cell}>{cell}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </Table>
        <p className="muted">{words.exampleNote}</p>
      </div>
    </Card>
  )
}

function NotRead() {
  const words = useWords(importWords).choose
  return (
    <Card title={words.notReadTitle}>
      <div className="stack stack-close">
        <p>{words.notRead}</p>
        <p>{words.neverDeletes}</p>
      </div>
    </Card>
  )
}
