import type { Journal } from "#/data/journal.ts"
import { readLocked, readSeenClasses } from "#/data/read-attempts.ts"
import { readOpenByIds } from "#/data/read-open.ts"
import { readByKey } from "#/data/read.ts"
import type { PlaceRow } from "#/data/rows.ts"
import { recommendationOf, type Recommendation } from "#/domain/recommendation.ts"
import { recordKey } from "#/domain/record-keys.ts"
import { textOf } from "#/domain/record.ts"
import { paths } from "#/features/paths.ts"
import { useServices } from "#/platform/services.tsx"
import { useCalmly } from "#/platform/use-calmly.ts"
import { useLive } from "#/platform/use-live.ts"
import { consultationWords } from "#/text/consultation.ts"
import { dateWords } from "#/text/dates.ts"
import { Entries, Entry } from "#/ui/entries.tsx"
import { Icon } from "#/ui/icon.tsx"
import { useWords } from "#/ui/words.tsx"

type Props = { readonly classId: string; readonly pupilId: string }

/** In the pupil's pane: what was agreed in consultations, the newest first; a row leads to the consultation. */
export function RecommendationsPart({ classId, pupilId }: Props) {
  const words = useWords(consultationWords).pane
  const dates = useWords(dateWords)
  const { place, today } = useServices()
  const given = useLive(
    `recommendations ${pupilId}`,
    useCalmly((journal) => readGiven(journal, { classId, pupilId, person: place.person })),
  )
  if (given === undefined || given.length === 0) return null
  return (
    <Entries label={words.title}>
      {given.map(({ recommendation, day }) => {
        const { activity, spheres, nextStep, due } = recommendation
        const isOver = due !== "" && due < today()
        const told = words.line(
          day === "" ? "" : dates.numbers(day),
          nextStep || words.noStep,
          due === "" ? "" : dates.numbers(due),
        )
        return (
          <Entry
            key={activity}
            state={isOver ? "late" : "unmarked"}
            margin={<Icon name={isOver ? "clock" : "season"} />}
            title={spheres.join(", ") || words.title}
            detail={isOver ? `${told}, ${words.overdue}` : told}
            to={`${paths.activity(activity)}?show=steps`}
          />
        )
      })}
    </Entries>
  )
}

interface Given {
  readonly recommendation: Recommendation
  /** Of the consultation; empty when the tablet does not hold it. */
  readonly day: string
}

type Asked = Props & { readonly person: PlaceRow["person"] }

async function readGiven(
  journal: Journal,
  { classId, pupilId, person }: Asked,
): Promise<readonly Given[]> {
  const [seen, locked] = await Promise.all([
    readSeenClasses(journal, person, [classId]),
    readLocked(journal, [pupilId]),
  ])
  const why = locked.get(pupilId)?.why
  // Without a paper nothing says that the family said no: see read-consultation.ts.
  if (!seen.has(classId) || (why !== undefined && why !== "missing")) return []
  const records = await readByKey(journal, recordKey.recommendationsOfPupil(pupilId))
  const given = records
    .flatMap((record) => recommendationOf(record) ?? [])
    .filter(({ spheres, subjects, nextStep }) => [...spheres, ...subjects, nextStep].some(Boolean))
  const activities = await readOpenByIds(
    journal,
    given.map(({ activity }) => activity),
  )
  const days = new Map(activities.map((record) => [record.id, textOf(record, "day")]))
  return given
    .map((recommendation) => ({ recommendation, day: days.get(recommendation.activity) ?? "" }))
    .sort((one, other) => other.day.localeCompare(one.day))
}
