import { useState } from "react"
import { useNavigate, useParams } from "react-router"
import * as v from "valibot"

import { placeClass } from "#/data/place-class.ts"
import { readById } from "#/data/read.ts"
import { parseClassName } from "#/domain/class-list/class-name.ts"
import { nameLengthMax } from "#/domain/record-schema.ts"
import { className, schoolClassOf, type SchoolClass } from "#/domain/school-class.ts"
import { schoolYear } from "#/domain/school-year.ts"
import { paths } from "#/features/paths.ts"
import { useDraft, type Draft } from "#/features/use-draft.ts"
import { useSave } from "#/features/use-save.ts"
import { useServices } from "#/platform/services.tsx"
import { useLive } from "#/platform/use-live.ts"
import { classWords } from "#/text/classes.ts"
import { commonWords } from "#/text/common.ts"
import { Banner } from "#/ui/banner.tsx"
import { Button, LinkButton } from "#/ui/button.tsx"
import { Empty } from "#/ui/empty.tsx"
import { SelectField, TextField } from "#/ui/field.tsx"
import { Page } from "#/ui/page.tsx"
import { Wait } from "#/ui/wait.tsx"
import { useWords } from "#/ui/words.tsx"

import { DraftBanner } from "./draft-banner.tsx"
import { useValidForm } from "./use-valid-form.ts"

import "./forms.css"

const typedSchema = v.object({ name: v.string(), year: v.string(), teacher: v.string() })

type Typed = v.InferOutput<typeof typedSchema>

function decode(kept: unknown): Typed | undefined {
  const read = v.safeParse(typedSchema, kept)
  return read.success ? read.output : undefined
}

/** Makes a class or corrects one. */
export function ClassForm() {
  const { classId } = useParams()
  const words = useWords(classWords)
  const draft = useDraft(`class ${classId ?? "new"}`, decode)
  const stored = useLive(`class form ${classId ?? ""}`, async (journal) =>
    classId === undefined ? "new" : ((await readById(journal, classId)) ?? "none"),
  )
  if (stored === undefined || draft.found === undefined) return <Wait />
  const back = { to: paths.classes, label: words.title }
  if (stored === "none") {
    return (
      <Page title={words.title} back={back}>
        <Empty icon="class">{words.classGone}</Empty>
      </Page>
    )
  }
  const known = stored === "new" ? undefined : schoolClassOf(stored)
  return <Fields key={known?.id ?? "new"} known={known} draft={draft} />
}

type Props = { readonly known: SchoolClass | undefined; readonly draft: Draft<Typed> }

function Fields({ known, draft }: Props) {
  const words = useWords(classWords)
  const common = useWords(commonWords)
  const thisYear = schoolYear(useServices().today())
  const initial: Typed = {
    name: known === undefined ? "" : className(known),
    year: String(known?.year ?? thisYear),
    teacher: known?.teacher ?? "",
  }
  const [typed, setTyped] = useState<Typed>(draft.found ?? initial)
  const [there, setThere] = useState<SchoolClass>()
  const { form, insist, attempt } = useValidForm()
  const save = useSaveClass(known, draft)
  const put = (change: Partial<Typed>): void => {
    const next = { ...typed, ...change }
    setTyped(next)
    setThere(undefined)
    draft.keep(next)
  }
  const tryToSave = async (): Promise<void> => {
    setThere(await save(typed))
  }
  const years = [...new Set([thisYear, thisYear + 1, thisYear - 1, Number(initial.year)])]
  const labels = words.classForm
  return (
    <Page
      title={known === undefined ? labels.newTitle : labels.editTitle(className(known))}
      back={
        known === undefined
          ? { to: paths.classes, label: words.title }
          : { to: paths.schoolClass(known.id), label: className(known) }
      }
    >
      <form
        ref={form}
        className="stack form"
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          attempt(() => void tryToSave())
        }}
      >
        <DraftBanner
          draft={draft}
          onDrop={() => {
            setTyped(initial)
          }}
        />
        <TextField
          label={labels.name}
          hint={labels.nameHint}
          value={typed.name}
          onChange={(name) => {
            put({ name })
          }}
          fault={useNameFault(typed.name)}
          insist={insist}
          autoComplete="off"
          maxLength={40}
        />
        {there !== undefined && <There schoolClass={there} />}
        <SelectField
          label={labels.year}
          value={typed.year}
          onChange={(year) => {
            put({ year })
          }}
          options={years
            .sort((one, other) => one - other)
            .map((year) => ({ value: String(year), label: words.years(year) }))}
        />
        <TextField
          label={labels.teacher}
          hint={labels.teacherHint}
          value={typed.teacher}
          onChange={(teacher) => {
            put({ teacher })
          }}
          autoComplete="off"
          maxLength={nameLengthMax}
        />
        <div className="line">
          <Button type="submit" look="main" big>
            {known === undefined ? labels.make : common.save}
          </Button>
        </div>
      </form>
    </Page>
  )
}

function useNameFault(name: string): { readonly text: string } | undefined {
  const words = useWords(classWords).classForm
  if (name.trim() === "") return { text: words.required }
  return parseClassName(name) === undefined ? { text: words.unreadable } : undefined
}

function There({ schoolClass }: { readonly schoolClass: SchoolClass }) {
  const words = useWords(classWords).classForm
  const name = className(schoolClass)
  return (
    <Banner
      state="late"
      icon="class"
      action={
        <LinkButton look="quiet" to={paths.schoolClass(schoolClass.id)}>
          {words.openIt(name)}
        </LinkButton>
      }
    >
      {schoolClass.archived ? words.existsArchived(name) : words.exists(name)}
    </Banner>
  )
}

/** Saves and leaves for the class; gives back the class that has the name already, if another has. */
function useSaveClass(
  known: SchoolClass | undefined,
  draft: Draft<Typed>,
): (typed: Typed) => Promise<SchoolClass | undefined> {
  const { journal } = useServices()
  const words = useWords(classWords).classForm
  const save = useSave()
  const navigate = useNavigate()
  return async (typed) => {
    const named = parseClassName(typed.name)
    if (named === undefined) return undefined
    const year = Number(typed.year)
    const placed = await placeClass(journal, { ...named, year })
    if (placed.kind === "there" && placed.schoolClass.id !== known?.id) return placed.schoolClass
    const id = known?.id ?? (placed.kind === "free" ? placed.id : placed.schoolClass.id)
    const teacher = typed.teacher.trim() === "" ? null : typed.teacher.trim()
    const cells = { ...named, year, teacher, gone: null }
    const edit = { id, kind: "class", cells } as const
    const saved =
      known === undefined
        ? await save([edit], words.made(className(named)), [{ ...edit, cells: { gone: true } }])
        : await save([edit], words.saved(className(named)))
    if (saved.kind !== "saved") return undefined
    draft.drop()
    await navigate(paths.schoolClass(id), { replace: true })
    return undefined
  }
}
