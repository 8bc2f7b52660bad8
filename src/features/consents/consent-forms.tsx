import { useState } from "react"
import { createPortal } from "react-dom"

import type { ConsentPurpose } from "#/domain/consent.ts"
import { fullName, type Pupil } from "#/domain/pupil.ts"
import { className } from "#/domain/school-class.ts"
import { useNotePrint } from "#/features/use-note-print.ts"
import { useServices } from "#/platform/services.tsx"
import { consentWords } from "#/text/consents.ts"
import { writtenDay } from "#/text/typed-day.ts"
import { Button } from "#/ui/button.tsx"
import { usePaper } from "#/ui/use-paper.ts"
import { useWords } from "#/ui/words.tsx"

import type { ConsentSheet } from "./read-consents.ts"

type Props = { readonly sheet: ConsentSheet; readonly purpose: ConsentPurpose }

/** Papers to be signed: one for each pupil who has none yet, or an empty one to copy. */
export function ConsentForms({ sheet, purpose }: Props) {
  const { print: words } = useWords(consentWords)
  const [printing, setPrinting] = useState<readonly (Pupil | undefined)[]>()
  const named = printing?.filter((pupil) => pupil !== undefined).length ?? 0
  useNotePrint(named === 0 ? undefined : { what: "consent-forms", pupils: named })
  usePaper(printing !== undefined, () => setPrinting(undefined))
  const open = sheet.pupils.filter(({ id }) => !sheet.consents.has(id))
  const name = className(sheet.schoolClass)
  return (
    <div className="line">
      {open.length > 0 && (
        <Button icon="print" onClick={() => setPrinting(open)}>
          {words.filled}
        </Button>
      )}
      <Button look="quiet" onClick={() => setPrinting([undefined])}>
        {words.blank}
      </Button>
      {printing !== undefined &&
        createPortal(
          <div className="print-only consent-forms">
            {printing.map((pupil) => (
              <Form key={pupil?.id ?? ""} pupil={pupil} schoolClass={name} purpose={purpose} />
            ))}
          </div>,
          document.body,
        )}
    </div>
  )
}

type FormProps = {
  readonly pupil: Pupil | undefined
  readonly schoolClass: string
  readonly purpose: ConsentPurpose
}

const line = "______________________________"

function Form({ pupil, schoolClass, purpose }: FormProps) {
  const { print: words } = useWords(consentWords)
  const { place } = useServices()
  const born = pupil === undefined || pupil.born === "" ? line : writtenDay(pupil.born)
  return (
    <article>
      <h2 className="title">{words.title[purpose]}</h2>
      <p>
        {words.guardian} {line}
        {line},
      </p>
      <p>
        {words.passport} {line},
      </p>
      <p>
        {words.child} <b>{pupil === undefined ? line + line : fullName(pupil)}</b>, {words.born}{" "}
        {born}, {words.schoolClass(schoolClass)},
      </p>
      <p>{purpose === "fund" ? words.fundOperator : words.operator(place.schoolName)}</p>
      <p>{words.what[purpose]}.</p>
      <p>{words.how}</p>
      <p>{words.until}</p>
      <p>{words.tick}</p>
      <p className="consent-sign">
        <span>
          {words.date} {line}
        </span>
        <span>
          {words.signature} {line}
        </span>
      </p>
      <p className="consent-sign">
        <span>
          {words.self} {line}
        </span>
        <span>
          {words.signature} {line}
        </span>
      </p>
    </article>
  )
}
