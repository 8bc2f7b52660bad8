import type { CountedClass } from "#/data/read-class.ts"
import { classSeason } from "#/domain/participation.ts"
import { className, type SchoolClass } from "#/domain/school-class.ts"
import type { Season } from "#/domain/season.ts"
import { paths } from "#/features/paths.ts"
import { classWords } from "#/text/classes.ts"
import { Entry } from "#/ui/entries.tsx"
import { Meter } from "#/ui/meter.tsx"
import { useWords } from "#/ui/words.tsx"

export interface ClassProgress {
  readonly done: number
  readonly of: number
}

/** How far a class is: steps done of all that its pupils should do. */
export function progressOf(counted: CountedClass, grade: number, season: Season): ClassProgress {
  const { progress } = classSeason(season, grade, counted)
  return {
    done: progress.reduce((sum, column) => sum + column.done, 0),
    of: progress.reduce((sum, column) => sum + column.of, 0),
  }
}

type Props = {
  readonly schoolClass: SchoolClass
  readonly pupils: number
  /** Undefined until it is reckoned, and for classes of other years, where nobody asks. */
  readonly progress: ClassProgress | undefined
}

/** A class in the list of classes. */
export function ClassRow({ schoolClass, pupils, progress }: Props) {
  const words = useWords(classWords)
  const name = className(schoolClass)
  const count = pupils === 0 ? words.noPupilsShort : words.pupils(pupils)
  return (
    <Entry
      margin={
        <span className="class-name" aria-hidden="true">
          {name}
        </span>
      }
      title={
        <>
          <span className="unseen">{name}: </span>
          {count}
        </>
      }
      {...(schoolClass.teacher === "" ? {} : { detail: words.teacher(schoolClass.teacher) })}
      to={paths.schoolClass(schoolClass.id)}
      action={pupils > 0 && <Progress progress={progress} />}
    />
  )
}

function Progress({ progress }: Pick<Props, "progress">) {
  const words = useWords(classWords)
  // The place is kept, so that no row grows under a finger.
  if (progress === undefined) return <span className="class-progress" />
  const { done, of } = progress
  const label = of === 0 ? words.noSteps : words.stepsDone(done, of)
  return (
    <span className="class-progress">
      <span className="muted num">{label}</span>
      {of > 0 && (
        <span aria-hidden="true">
          <Meter label={label} value={done} of={of} />
        </span>
      )}
    </span>
  )
}
