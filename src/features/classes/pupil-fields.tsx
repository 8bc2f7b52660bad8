import { useState } from "react"

import { readPupils, type FoundPupil } from "#/data/read-class.ts"
import { grammarGender, type Pupil } from "#/domain/pupil.ts"
import { nameLengthMax } from "#/domain/record-schema.ts"
import { likelySame } from "#/domain/same-pupil.ts"
import { className, type SchoolClass } from "#/domain/school-class.ts"
import { paths } from "#/features/paths.ts"
import type { Draft } from "#/features/use-draft.ts"
import { useServices } from "#/platform/services.tsx"
import { classWords } from "#/text/classes.ts"
import { commonWords } from "#/text/common.ts"
import { Banner } from "#/ui/banner.tsx"
import { Button, LinkButton } from "#/ui/button.tsx"
import { DateField } from "#/ui/date-field.tsx"
import { SelectField, TextField } from "#/ui/field.tsx"
import { Page } from "#/ui/page.tsx"
import { useWords } from "#/ui/words.tsx"

import { DraftBanner } from "./draft-banner.tsx"
import { tidyNames, type NamePart, type TypedPupil } from "./typed-pupil.ts"
import { useBirthFault, useNameFault, useTidied } from "./use-pupil-faults.ts"
import { useSavePupil } from "./use-save-pupil.ts"
import { useValidForm } from "./use-valid-form.ts"

import "./forms.css"

type Props = {
  readonly schoolClass: SchoolClass
  readonly known: Pupil | undefined
  readonly draft: Draft<TypedPupil>
  readonly initial: TypedPupil
  readonly classes: readonly { readonly id: string; readonly name: string }[]
}

export function PupilFields({ schoolClass, known, draft, initial, classes }: Props) {
  const words = useWords(classWords)
  const { pupilForm: labels } = words
  const common = useWords(commonWords)
  const today = useServices().today()
  const [typed, setTyped] = useState(draft.found ?? initial)
  const [twin, setTwin] = useState<FoundPupil>()
  const { form, insist, attempt, restart } = useValidForm()
  const findTwin = useFindTwin(known)
  const saving = useSavePupil({ schoolClass, known, classes })
  const name = className(schoolClass)

  const put = (change: Partial<TypedPupil>): void => {
    const next = { ...typed, ...change }
    setTyped(next)
    setTwin(undefined)
    draft.keep(next)
  }
  const finish = async (wanted: TypedPupil, then: "leave" | "next"): Promise<void> => {
    if (!(await saving.save(wanted))) return
    draft.drop()
    if (then === "leave") {
      await saving.leave(wanted)
      return
    }
    setTyped(initial)
    setTwin(undefined)
    restart()
    form.current?.querySelector("input")?.focus()
  }
  const tryToSave = async (then: "leave" | "next"): Promise<void> => {
    const wanted = { ...typed, ...tidyNames(typed).names }
    setTyped(wanted)
    const same = await findTwin(wanted)
    if (same === undefined) await finish(wanted, then)
    else setTwin(same)
  }

  return (
    <Page
      title={known === undefined ? labels.newTitle(name) : labels.editTitle}
      tabTitle={name}
      back={
        known === undefined
          ? { to: paths.schoolClass(schoolClass.id), label: name }
          : { to: paths.pupil(schoolClass.id, known.id), label: name }
      }
    >
      <form
        ref={form}
        className="stack form"
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          attempt(() => void tryToSave("leave"))
        }}
      >
        <DraftBanner
          draft={draft}
          onDrop={() => {
            setTyped(initial)
          }}
        />
        <NameFields typed={typed} put={put} insist={insist} />
        <DateField
          label={labels.born}
          hint={common.optional}
          value={typed.born}
          onChange={(born) => {
            put({ born })
          }}
          fault={useBirthFault(typed.born)}
          insist={insist}
          max={today}
        />
        {known !== undefined && (
          <ClassFields typed={typed} put={put} classes={classes} schoolClass={schoolClass} />
        )}
        {twin !== undefined && (
          <Twin twin={twin} onAnother={() => void finish(typed, "leave")} typed={typed} />
        )}
        <div className="form-acts">
          <Button type="submit" look="main" big>
            {known === undefined ? labels.make : common.save}
          </Button>
          {known === undefined && (
            <Button
              big
              onClick={() => {
                attempt(() => void tryToSave("next"))
              }}
            >
              {labels.makeAnother}
            </Button>
          )}
        </div>
      </form>
    </Page>
  )
}

type Part = {
  readonly typed: TypedPupil
  readonly put: (change: Partial<TypedPupil>) => void
}

function NameFields({ typed, put, insist }: Part & { readonly insist: boolean }) {
  const { pupilForm: labels } = useWords(classWords)
  const faultOf = useNameFault()
  const [note, setNote] = useState("")
  const told = useTidied()
  const hints: Readonly<Record<NamePart, string | undefined>> = {
    last: labels.lastHint,
    first: undefined,
    middle: labels.middleHint,
  }
  const tidy = (): void => {
    const { names, reasons } = tidyNames(typed)
    const isSame = (["last", "first", "middle"] as const).every(
      (part) => names[part] === typed[part],
    )
    if (isSame) return
    setNote(told(reasons))
    put(names)
  }
  return (
    <div className="form-names">
      {(["last", "first", "middle"] as const).map((part) => (
        <TextField
          key={part}
          label={labels[part]}
          {...(hints[part] === undefined ? {} : { hint: hints[part] })}
          value={typed[part]}
          onChange={(value) => {
            put({ [part]: value })
          }}
          onLeave={tidy}
          fault={faultOf(part, typed[part])}
          insist={insist}
          autoComplete="off"
          autoCapitalize="words"
          spellCheck={false}
          maxLength={3 * nameLengthMax}
        />
      ))}
      <p className="form-note" role="status" hidden={note === ""}>
        {note}
      </p>
    </div>
  )
}

type ClassProps = Part & Pick<Props, "classes" | "schoolClass">

function ClassFields({ typed, put, classes, schoolClass }: ClassProps) {
  const { pupilForm: labels } = useWords(classWords)
  const today = useServices().today()
  const isMoved = typed.class !== schoolClass.id
  return (
    <>
      <SelectField
        label={labels.class}
        value={typed.class}
        onChange={(id) => {
          put({ class: id, since: id === schoolClass.id ? "" : typed.since || today })
        }}
        options={classes.map(({ id, name }) => ({ value: id, label: name }))}
      />
      {isMoved && (
        <DateField
          label={labels.since}
          hint={labels.sinceHint}
          value={typed.since}
          onChange={(since) => {
            put({ since })
          }}
        />
      )}
    </>
  )
}

type TwinProps = {
  readonly twin: FoundPupil
  readonly typed: TypedPupil
  readonly onAnother: () => void
}

function Twin({ twin, typed, onAnother }: TwinProps) {
  const { pupilForm: labels } = useWords(classWords)
  const gender = grammarGender(typed)
  const { pupil, schoolClass } = twin
  const sentence = labels.twin[gender](className(schoolClass))
  return (
    <div role="alert">
      <Banner
        state="late"
        icon="person"
        action={
          <span className="form-acts form-choice">
            <LinkButton to={paths.pupil(schoolClass.id, pupil.id)}>{labels.openTwin}</LinkButton>
            <Button onClick={onAnother}>{labels.another[gender]}</Button>
          </span>
        }
      >
        {pupil.status === "archived" ? `${sentence} ${labels.twinArchived}` : sentence}
      </Banner>
    </div>
  )
}

/** Somebody on the tablet who is likely meant: another pupil than the one being corrected. */
function useFindTwin(
  known: Pupil | undefined,
): (typed: TypedPupil) => Promise<FoundPupil | undefined> {
  const { journal } = useServices()
  return async (typed) => {
    // A correction that leaves the name alone was answered when the pupil was added.
    const isSameName =
      known !== undefined &&
      (["last", "first", "middle"] as const).every((part) => known[part] === typed[part])
    if (isSameName) return undefined
    const everyone = await readPupils(journal)
    const others = everyone.filter(({ pupil }) => pupil.id !== known?.id)
    const same = likelySame(
      typed,
      others.map(({ pupil }) => pupil),
    )
    return others.find(({ pupil }) => pupil.id === same?.id)
  }
}
