import { fullName, shortName } from "#/domain/pupil.ts"
import type { Recommendation } from "#/domain/recommendation.ts"
import { className } from "#/domain/school-class.ts"
import { useServices } from "#/platform/services.tsx"
import { consultationWords } from "#/text/consultation.ts"
import { dateWords } from "#/text/dates.ts"
import { instrumentText } from "#/text/instrument-text.ts"
import { useLanguage, useWords } from "#/ui/words.tsx"

import type { SheetProps } from "./consultation-part.tsx"
import type { Member } from "./read-consultation.ts"

const line = "_".repeat(30)

/** The group on one sheet, for the teacher's folder. */
export function GroupSheet(props: SheetProps) {
  const words = useWords(consultationWords).print
  const { members } = props.consultation
  const pupils = members.map(({ pupil }) => pupil)
  return (
    <article>
      <Head {...props} title={words.sheetTitle} />
      <p>{words.sheetFor}</p>
      <table>
        <thead>
          <tr>
            {["№", words.pupil, words.scales, words.spheres, words.subjects, words.step].map(
              (title) => (
                <th key={title} scope="col">
                  {title}
                </th>
              ),
            )}
          </tr>
        </thead>
        <tbody>
          {members.map((member, index) => (
            <tr key={member.pupil.id}>
              <td className="num">{index + 1}</td>
              <th scope="row">{shortName(member.pupil, pupils)}</th>
              <td>
                <Leading member={member} />
              </td>
              <Told recommendation={member.recommendation} />
            </tr>
          ))}
        </tbody>
      </table>
      <p className="consultation-sign">
        <span>
          {words.signature} {line}
        </span>
      </p>
    </article>
  )
}

function Leading({ member: { result } }: { readonly member: Member }) {
  const language = useLanguage()
  if (result.kind !== "profile") return "—"
  const names = result.profile.rows
    .filter(({ isLeading }) => isLeading)
    .map(({ scale }) => instrumentText(scale.title, language))
  return names.length === 0 ? "—" : names.join(", ")
}

function Told({ recommendation }: { readonly recommendation: Recommendation | undefined }) {
  const words = useWords(consultationWords).print
  const dates = useWords(dateWords)
  const { spheres = [], subjects = [], nextStep = "", due = "" } = recommendation ?? {}
  const until = due === "" ? "" : words.until2(dates.numbersWithYear(due))
  return (
    <>
      <td>{spheres.join(", ")}</td>
      <td>{subjects.join(", ")}</td>
      <td>{[nextStep, until].filter(Boolean).join(", ")}</td>
    </>
  )
}

type MembersProps = SheetProps & { readonly members: readonly Member[] }

/** One for each pupil, two on a page to be cut: what the pupil chose and nothing of scores or of others. */
export function ParentNotes({ members, activity, classes, schoolName }: MembersProps) {
  const words = useWords(consultationWords).print
  const dates = useWords(dateWords)
  const { place } = useServices()
  const teacher = place.person?.name ?? ""
  return members.map(({ pupil, recommendation }) => {
    const { spheres = [], subjects = [], nextStep = "", due = "" } = recommendation ?? {}
    const facts = [
      [words.noteSpheres, spheres.join(", ")],
      [words.noteSubjects, subjects.join(", ")],
      [
        words.noteStep,
        [nextStep, due === "" ? "" : words.until2(dates.dayWithYear(due))]
          .filter(Boolean)
          .join(", "),
      ],
    ] as const
    const own = classes.find(({ id }) => id === pupil.classId)
    return (
      <article key={pupil.id} className="parent-note">
        <p>
          {[schoolName || place.schoolName, own === undefined ? "" : className(own)]
            .filter(Boolean)
            .join(" · ")}
        </p>
        <h1>{words.noteTitle}</h1>
        <p>
          <b>{words.dear(fullName(pupil))}</b>
        </p>
        <p>{words.noteIntro(dates.dayWithYear(activity.day))}</p>
        <dl>
          {facts
            .filter(([, told]) => told !== "")
            .map(([term, told]) => (
              <div key={term}>
                <dt>{term}</dt>
                <dd>{told}</dd>
              </div>
            ))}
        </dl>
        <p>{words.noteNot}</p>
        <p>
          {words.noteAsk}: {teacher || line}
        </p>
      </article>
    )
  })
}

/** Names and room to write: the reasons are not for paper. */
export function ApartList(props: MembersProps) {
  const words = useWords(consultationWords).print
  const { members } = props
  const pupils = members.map(({ pupil }) => pupil)
  return (
    <article>
      <Head {...props} title={words.apartTitle} />
      <p>{words.sheetFor}</p>
      <table className="apart-table">
        <thead>
          <tr>
            {["№", words.pupil, words.until, words.apartRoom].map((title) => (
              <th key={title} scope="col">
                {title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {members.map(({ pupil }, index) => (
            <tr key={pupil.id}>
              <td className="num">{index + 1}</td>
              <th scope="row">{shortName(pupil, pupils)}</th>
              <td>{"\u00A0"}</td>
              <td>{"\u00A0"}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </article>
  )
}

type HeadProps = SheetProps & { readonly title: string }

function Head({ activity, classes, schoolName, title }: HeadProps) {
  const dates = useWords(dateWords)
  const { place } = useServices()
  const when = [dates.dayWithYear(activity.day), activity.start].filter(Boolean).join(", ")
  const where = [schoolName || place.schoolName, classes.map(className).join(", "), when]
  return (
    <header>
      <p>{where.filter(Boolean).join(" · ")}</p>
      <h1>{title}</h1>
    </header>
  )
}
