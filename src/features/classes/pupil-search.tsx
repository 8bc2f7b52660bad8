import { useDeferredValue, useMemo } from "react"

import { readPupils, type FoundPupil } from "#/data/read-class.ts"
import { fullName } from "#/domain/pupil.ts"
import { className } from "#/domain/school-class.ts"
import { paths } from "#/features/paths.ts"
import { useLive } from "#/platform/use-live.ts"
import { classWords } from "#/text/classes.ts"
import { commonWords } from "#/text/common.ts"
import { foundIn } from "#/text/names.ts"
import { Card } from "#/ui/card.tsx"
import { Empty } from "#/ui/empty.tsx"
import { Entries, Entry } from "#/ui/entries.tsx"
import { Wait } from "#/ui/wait.tsx"
import { useWords } from "#/ui/words.tsx"

/** More hits than this help nobody: one more letter does. */
const shownMax = 60

/** Pupils of all classes whose name has a part beginning with each word sought. */
export function PupilHits({ sought }: { readonly sought: string }) {
  const pupils = useLive("every pupil", readPupils)
  const words = useWords(classWords).search
  const common = useWords(commonWords)
  const wanted = useDeferredValue(sought)
  const found = useMemo(() => findPupils(pupils ?? [], wanted), [pupils, wanted])
  if (pupils === undefined) return <Wait />
  if (pupils.length === 0) return <Empty icon="search">{words.nobody}</Empty>
  if (found.length === 0) return <Empty icon="search">{common.nothingFound(wanted.trim())}</Empty>
  return (
    <Card title={words.found(found.length)} flush>
      <Entries label={words.found(found.length)}>
        {found.slice(0, shownMax).map((hit) => (
          <Hit key={hit.pupil.id} {...hit} />
        ))}
      </Entries>
      {found.length > shownMax && (
        <p className="search-more muted">{words.more(found.length - shownMax)}</p>
      )}
    </Card>
  )
}

/** Those who are still here come first, each part in the order of a register. */
export function findPupils(pupils: readonly FoundPupil[], sought: string): readonly FoundPupil[] {
  const found = pupils.filter(({ pupil }) => foundIn(fullName(pupil), sought))
  const isHere = ({ pupil, schoolClass }: FoundPupil): boolean =>
    pupil.status === "active" && !schoolClass.archived
  return [...found.filter(isHere), ...found.filter((hit) => !isHere(hit))]
}

function Hit({ pupil, schoolClass }: FoundPupil) {
  const words = useWords(classWords).search
  const isLeft = pupil.status === "archived" || schoolClass.archived
  return (
    <Entry
      margin={className(schoolClass)}
      title={fullName(pupil)}
      {...(isLeft ? { detail: words.archived } : {})}
      to={paths.pupil(schoolClass.id, pupil.id)}
    />
  )
}
