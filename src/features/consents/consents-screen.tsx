import { useState } from "react"
import { useParams } from "react-router"

import { consentPurposes, type Consent, type ConsentPurpose } from "#/domain/consent.ts"
import { className } from "#/domain/school-class.ts"
import { mayWrite } from "#/domain/write-access.ts"
import { paths } from "#/features/paths.ts"
import { useSave } from "#/features/use-save.ts"
import { useServices } from "#/platform/services.tsx"
import { useLive } from "#/platform/use-live.ts"
import { consentWords } from "#/text/consents.ts"
import { Button } from "#/ui/button.tsx"
import { Card } from "#/ui/card.tsx"
import { DateField } from "#/ui/date-field.tsx"
import { Empty } from "#/ui/empty.tsx"
import { SelectField } from "#/ui/field.tsx"
import { Page } from "#/ui/page.tsx"
import { Wait } from "#/ui/wait.tsx"
import { useWords } from "#/ui/words.tsx"

import { paperEdit } from "./consent-edits.ts"
import { ConsentForms } from "./consent-forms.tsx"
import { ConsentRow } from "./consent-row.tsx"
import { readConsents, type ConsentSheet } from "./read-consents.ts"

import "./consents.css"

/** «Согласия 7Б»: a stack of papers is gone through with one tap each, saved at once. */
export function ConsentsScreen() {
  const words = useWords(consentWords)
  const { classId = "" } = useParams()
  const [purpose, setPurpose] = useState<ConsentPurpose>("school")
  const sheet = useLive(`consents ${classId} ${purpose}`, (journal) =>
    readConsents(journal, classId, purpose),
  )
  if (sheet === undefined) return <Wait />
  if (sheet === "none") return <Empty icon="class">{words.noClass}</Empty>
  const name = className(sheet.schoolClass)
  return (
    <Page
      title={words.title(name)}
      sub={words.sub}
      back={{ to: paths.schoolClass(classId), label: name }}
    >
      {sheet.pupils.length === 0 ? (
        <Empty icon="person">{words.noPupils}</Empty>
      ) : (
        <Sheet key={purpose} sheet={sheet} purpose={purpose} onPurpose={setPurpose} />
      )}
    </Page>
  )
}

type SheetProps = {
  readonly sheet: ConsentSheet
  readonly purpose: ConsentPurpose
  readonly onPurpose: (purpose: ConsentPurpose) => void
}

function Sheet({ sheet, purpose, onPurpose }: SheetProps) {
  const words = useWords(consentWords)
  const { today } = useServices()
  const mayKeep = useMayKeep(sheet.schoolClass.id)
  const [day, setDay] = useState(today())
  const { pupils, consents } = sheet
  return (
    <div className="consents">
      <Card label={words.papers}>
        <div className="stack stack-close no-print">
          <SelectField
            label={words.purpose}
            hint={words.purposeHint[purpose]}
            value={purpose}
            options={consentPurposes.map((value) => ({ value, label: words.purposes[value] }))}
            onChange={(value) => {
              const chosen = consentPurposes.find((one) => one === value)
              if (chosen !== undefined) onPurpose(chosen)
            }}
          />
          {mayKeep && (
            <DateField
              label={words.paperDay}
              hint={words.paperDayHint}
              value={day}
              max={today()}
              onChange={(typed) => setDay(typed === "" ? today() : typed)}
            />
          )}
          <ConsentForms sheet={sheet} purpose={purpose} />
        </div>
      </Card>
      <Card label={words.title(className(sheet.schoolClass))} flush>
        <Live sheet={sheet} purpose={purpose} day={day} mayKeep={mayKeep} />
        <ol className="consent-rows">
          {pupils.map((pupil, index) => (
            <ConsentRow
              key={pupil.id}
              no={index + 1}
              pupil={pupil}
              list={pupils}
              consent={consents.get(pupil.id)}
              marking={{ purpose, day }}
              mayKeep={mayKeep}
            />
          ))}
        </ol>
      </Card>
    </div>
  )
}

type LiveProps = Omit<SheetProps, "onPurpose"> & {
  readonly day: string
  readonly mayKeep: boolean
}

function Live({ sheet: { pupils, consents }, purpose, day, mayKeep }: LiveProps) {
  const words = useWords(consentWords)
  const save = useSave()
  const open = pupils.filter(({ id }) => !consents.has(id))
  const count = (status: Consent["status"]): number =>
    [...consents.values()].filter((one) => one.status === status).length
  const [refused, withdrawn] = [count("refused"), count("withdrawn")]
  const sums = [
    words.live(count("given"), pupils.length),
    ...(refused > 0 ? [words.refusedCount(refused)] : []),
    ...(withdrawn > 0 ? [words.withdrawnCount(withdrawn)] : []),
    ...(open.length > 0 ? [words.openCount(open.length)] : []),
  ]
  const fill = (): void => {
    const edits = open.map((pupil) => ({
      ...paperEdit(pupil, "given", { purpose, day }),
      // Written only where there is still none: somebody else may be at the same stack.
      was: { status: null },
    }))
    void save(edits, words.filled(edits.length))
  }
  return (
    <div className="consent-live">
      <p role="status">
        <b>{sums.join(" · ")}</b>
      </p>
      {mayKeep && open.length > 0 && <Button onClick={fill}>{words.fill(open.length)}</Button>}
    </div>
  )
}

function useMayKeep(classId: string): boolean {
  const { place } = useServices()
  if (place.person === null) return true
  const { id, role } = place.person
  // What stands on this tablet of a class stands here because it was appointed.
  const person = { id, role, classes: [classId] }
  const subject = { kind: "consent", classes: [classId], isNew: false, cells: [] } as const
  return mayWrite(person, subject) === "yes"
}
