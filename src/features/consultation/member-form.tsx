import { useState } from "react"

import { dueFault, stepOffers, type StepOffer } from "#/domain/consultation/next-steps.ts"
import { sphereOffer, spheresWanted } from "#/domain/consultation/spheres.ts"
import { subjectsFor } from "#/domain/consultation/subjects.ts"
import type { Text } from "#/domain/instrument/instrument.ts"
import { recommendationEdit } from "#/domain/recommendation.ts"
import { noteLengthMax } from "#/domain/record-schema.ts"
import { useLockSentence } from "#/features/lock-sentence.ts"
import { useAutosave } from "#/features/use-autosave.ts"
import { useSave } from "#/features/use-save.ts"
import { activityWords } from "#/text/activities.ts"
import { consultationWords } from "#/text/consultation.ts"
import { dateWords } from "#/text/dates.ts"
import { instrumentText } from "#/text/instrument-text.ts"
import { Button } from "#/ui/button.tsx"
import { TickField } from "#/ui/choice-field.tsx"
import { DateField } from "#/ui/date-field.tsx"
import { TextArea } from "#/ui/field.tsx"
import { useLanguage, useWords } from "#/ui/words.tsx"

import type { SheetProps } from "./consultation-part.tsx"
import { MemberScales } from "./member-scales.tsx"
import { PickTitles } from "./pick-titles.tsx"
import type { Member } from "./read-consultation.ts"

type Props = SheetProps & { readonly member: Member }

/** One pupil: the scales, two or three spheres, subjects, one step by a date. Each tap saves one field. */
export function MemberForm(props: Props) {
  const { member } = props
  const sayLock = useLockSentence()
  if (member.result.kind === "locked") {
    return <p className="member-form">{sayLock(member.result.lock)}</p>
  }
  return (
    <div className="member-form">
      <MemberScales result={member.result} pupil={member.pupil} />
      <Spheres {...props} />
      <Subjects {...props} />
      <Step {...props} />
      <Ticks {...props} />
    </div>
  )
}

type Told = Parameters<typeof recommendationEdit>[2]

/** Saves some of a pupil's recommendation, silently: what is pressed shows that it is. */
function useTell({ activity, member }: Props): (told: Told) => Promise<boolean> {
  const save = useSave()
  return async (told) => {
    const written = await save([recommendationEdit(activity.id, member.pupil.id, told)])
    return written.kind === "saved"
  }
}

function Spheres(props: Props) {
  const words = useWords(consultationWords)
  const language = useLanguage()
  const tell = useTell(props)
  const { member, consultation } = props
  const profile = member.result.kind === "profile" ? member.result.profile : undefined
  const { spheres, leading } = sphereOffer(profile, consultation.fallback)
  const chosen = member.recommendation?.spheres ?? []
  const names = leading.map((title) => instrumentText(title, language)).join(", ")
  return (
    <section className="member-part" aria-label={words.spheres}>
      <h4>{words.spheres}</h4>
      {chosen.length === 0 && leading.length > 0 && (
        <Button icon="check" onClick={() => void tell({ spheres: leading.map(({ ru }) => ru) })}>
          {words.take(names)}
        </Button>
      )}
      <PickTitles
        label={words.spheres}
        offers={spheres}
        chosen={chosen}
        onChoose={(titles) => void tell({ spheres: titles })}
      />
      {chosen.length > spheresWanted && <p className="hint">{words.manySpheres}</p>}
    </section>
  )
}

function Subjects(props: Props) {
  const words = useWords(consultationWords)
  const tell = useTell(props)
  const offers = subjectsFor(gradeOf(props)).map((code): Text => ({
    ru: consultationWords.ru.subject[code],
    en: consultationWords.en.subject[code],
  }))
  return (
    <section className="member-part" aria-label={words.subjects}>
      <h4>{words.subjects}</h4>
      <PickTitles
        label={words.subjects}
        offers={offers}
        chosen={props.member.recommendation?.subjects ?? []}
        onChoose={(titles) => void tell({ subjects: titles })}
      />
    </section>
  )
}

function gradeOf({ classes, member }: Props): number {
  const own = classes.find(({ id }) => id === member.pupil.classId) ?? classes[0]
  return own?.grade ?? 0
}

function Step(props: Props) {
  const words = useWords(consultationWords)
  const tell = useTell(props)
  const sayOffer = useOfferText()
  const { activity, member, consultation } = props
  const { nextStep = "", due = "" } = member.recommendation ?? {}
  const { text, change, flush } = useAutosave({
    draft: `step ${activity.id} ${member.pupil.id}`,
    stored: nextStep,
    save: (step) => tell({ nextStep: step }),
    join: (stored, draft) => `${stored}\n${draft}`.slice(0, noteLengthMax),
  })
  const offers = stepOffers({
    grade: gradeOf(props),
    day: activity.day,
    planned: consultation.planned,
  })
  const take = (offer: StepOffer): void => {
    change(sayOffer(offer))
    if (due === "") void tell({ due: offer.due })
  }
  return (
    <section className="member-part">
      <TextArea
        label={words.step}
        hint={words.stepHint}
        rows={2}
        maxLength={noteLengthMax}
        value={text}
        onChange={change}
        onLeave={flush}
      />
      {text === "" && (
        <div className="member-offers" role="group" aria-label={words.offers}>
          {offers.map((offer) => (
            <Button key={sayOffer(offer)} look="quiet" onClick={() => take(offer)}>
              {sayOffer(offer)}
            </Button>
          ))}
        </div>
      )}
      <DueField props={props} due={due} />
    </section>
  )
}

type DueProps = { readonly props: Props; readonly due: string }

/** A day that makes no date for a step is told of and not saved. */
function DueField({ props, due }: DueProps) {
  const words = useWords(consultationWords)
  const tell = useTell(props)
  const [refused, setRefused] = useState<string>()
  const shown = refused ?? due
  const why = dueFault(shown, props.activity.day)
  return (
    <DateField
      label={words.due}
      value={shown}
      insist={why !== undefined}
      fault={why && { text: words.dueFault[why] }}
      onChange={(day) => {
        const isWrong = dueFault(day, props.activity.day) !== undefined
        setRefused(isWrong ? day : undefined)
        if (!isWrong) void tell({ due: day })
      }}
    />
  )
}

function Ticks(props: Props) {
  const words = useWords(consultationWords)
  const tell = useTell(props)
  const { apart = false, shared = false } = props.member.recommendation ?? {}
  return (
    <section className="member-part">
      <TickField
        label={words.apart}
        detail={words.apartHint}
        checked={apart}
        onChange={(checked) => void tell({ apart: checked })}
      />
      <TickField
        label={words.shared}
        checked={shared}
        onChange={(checked) => void tell({ shared: checked })}
      />
    </section>
  )
}

/** An offer in words, as it will stand in the recommendation. */
function useOfferText(): (offer: StepOffer) => string {
  const words = useWords(consultationWords)
  const dates = useWords(dateWords)
  const activities = useWords(activityWords)
  return (offer) =>
    offer.kind === "planned"
      ? words.planned(
          offer.activity.title || activities.kindName[offer.activity.kind],
          dates.day(offer.due),
        )
      : words.ideas[offer.kind]
}
