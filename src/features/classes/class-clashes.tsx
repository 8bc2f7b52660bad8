import type { Json } from "#/base/json.ts"
import { localPerson } from "#/data/journal.ts"
import { clashesOf } from "#/domain/clash.ts"
import { shortName, type Pupil } from "#/domain/pupil.ts"
import type { RecordKind, ShownRecord } from "#/domain/record.ts"
import { className } from "#/domain/school-class.ts"
import { useSave } from "#/features/use-save.ts"
import { useServices } from "#/platform/services.tsx"
import { tellFieldClash, tellMarkClash, type ClashView, type ToldClash } from "#/text/clash.ts"
import { classWords } from "#/text/classes.ts"
import { ClashCard } from "#/ui/clash-card.tsx"
import { useLanguage, useWords } from "#/ui/words.tsx"

import { useFieldWords } from "./field-words.ts"
import type { ClassView } from "./read-class-view.ts"

import "./class-clashes.css"

type Asked = {
  readonly rec: string
  readonly kind: RecordKind
  readonly cell: string
  /** The pupil concerned; empty when it is the class itself. */
  readonly about: string
  readonly told: ToldClash
}

type Props = {
  readonly view: ClassView
  /** The one pupil whose clashes are shown, where a page is about that pupil. */
  readonly only?: string
}

/** Everything in the class that holds two values; nothing when nothing does. */
export function ClassClashes({ view, only }: Props) {
  const words = useWords(classWords).clash
  const save = useSave()
  const asked = useAsked(view).filter(({ about }) => only === undefined || about === only)
  if (asked.length === 0) return null
  const choose = ({ rec, kind, cell, told }: Asked, value: Json): void => {
    const chosen = told.choices.find((choice) => choice.value === value)
    const other = told.choices.find((choice) => choice.value !== value)
    // A slip of the finger meant the other of the two; that nothing was chosen cannot be written any more.
    const back = other && { id: rec, kind, cells: { [cell]: other.value }, was: { [cell]: value } }
    void save(
      [{ id: rec, kind, cells: { [cell]: value } }],
      words.chosen(told.subject, chosen?.label ?? ""),
      back && [back],
    )
  }
  return (
    <section className="clashes" aria-label={words.title}>
      {asked.map((one) => (
        <ClashCard
          key={`${one.rec} ${one.cell}`}
          subject={one.told.subject}
          sentence={one.told.sentence}
          choices={one.told.choices}
          onChoose={(value) => {
            choose(one, value)
          }}
        />
      ))}
    </section>
  )
}

function useAsked(view: ClassView): readonly Asked[] {
  const { place, nowMs } = useServices()
  const language = useLanguage()
  const fields = useFieldWords(view.classNames)
  const words = useWords(classWords).clash
  const own = place.person?.id ?? localPerson
  const clashView: ClashView = { people: view.people, own, nowMs: nowMs(), language }
  const pupils = [...view.pupils, ...view.archived]

  const ofFields = (record: ShownRecord, kind: RecordKind, whose: string): readonly Asked[] =>
    clashesOf(record).map((clash) => ({
      rec: record.id,
      kind,
      cell: clash.cell,
      about: kind === "pupil" ? record.id : "",
      told: tellFieldClash(
        {
          subject: words.subject(whose, fields.name(clash.cell)),
          shownAs: (value) => fields.value(clash.cell, value),
        },
        clash,
        clashView,
      ),
    }))
  const ofMarks = view.registers.flatMap((register) =>
    clashesOf(register).flatMap((clash): readonly Asked[] => {
      const pupil = pupils.find(({ id }) => clash.cell === `m:${id}`)
      if (pupil === undefined) return []
      const told = tellMarkClash(pupil, clash, clashView)
      return [{ rec: register.id, kind: "register", cell: clash.cell, about: pupil.id, told }]
    }),
  )
  const ofPupils = pupils.flatMap((pupil: Pupil) =>
    ofFields(pupil.record, "pupil", shortName(pupil, view.pupils)),
  )
  const { schoolClass } = view
  return [...ofMarks, ...ofPupils, ...ofFields(schoolClass.record, "class", className(schoolClass))]
}
