import { useState } from "react"

import { readByIds } from "#/data/read.ts"
import { byName, pupilOf, shortName, type Pupil } from "#/domain/pupil.ts"
import { useLive } from "#/platform/use-live.ts"
import type { Sight } from "#/sync/device-api.ts"
import { auditWords } from "#/text/audit.ts"
import { dateWords, dayOf } from "#/text/dates.ts"
import { Card } from "#/ui/card.tsx"
import { Wait } from "#/ui/wait.tsx"
import { useWords } from "#/ui/words.tsx"

import type { AuditNames } from "./audit-names.ts"
import { FailureLine } from "./failure-line.tsx"
import { useSight } from "./use-audit.ts"

type Props = { readonly device: string; readonly names: AuditNames }

/** «Что мог видеть этот планшет»: classes, since when and until when, and which pupils. */
export function AuditSight({ device, names }: Props) {
  const { sight: words } = useWords(auditWords)
  const seen = useSight(device)
  return (
    <Card title={words.title}>
      <div className="stack stack-close">
        {seen.kind === "loading" && <Wait text={words.loading} />}
        {seen.kind === "failed" && <FailureLine failure={seen.failure} />}
        {seen.kind === "here" && <SeenBy sight={seen.sight} names={names} />}
        <p className="muted">{words.why}</p>
      </div>
    </Card>
  )
}

type ByProps = { readonly sight: Sight; readonly names: AuditNames }
type SeenClass = Sight["classes"][number]

function SeenBy({ sight: { classes, results }, names }: ByProps) {
  const { sight: words } = useWords(auditWords)
  if (classes.length === 0) return <p>{words.nothing}</p>
  return (
    <>
      <SeenClasses classes={classes} names={names} />
      {results.length > 0 && (
        <section>
          <h3>{words.results}</h3>
          <SeenClasses classes={results} names={names} />
        </section>
      )}
    </>
  )
}

type SeenProps = { readonly classes: readonly SeenClass[]; readonly names: AuditNames }

function SeenClasses({ classes, names }: SeenProps) {
  const named = classes
    .map((seen) => ({ seen, name: names.schoolClass(seen.class) }))
    .sort((one, other) => byNumber.compare(one.name, other.name))
  return (
    <div>
      {named.map(({ seen, name }) => (
        <SeenClassRow key={`${seen.class} ${seen.from}`} seen={seen} name={name} />
      ))}
    </div>
  )
}

/** 7А before 10А. */
const byNumber = new Intl.Collator("ru", { numeric: true })

type RowProps = { readonly seen: SeenClass; readonly name: string }

/** The names of the pupils are opened only when somebody wants to know them. */
function SeenClassRow({ seen, name }: RowProps) {
  const { sight: words } = useWords(auditWords)
  const dates = useWords(dateWords)
  const [isOpen, setOpen] = useState(false)
  const until = seen.to === null ? words.still : dates.dayWithYear(dayOf(seen.to))
  return (
    <details className="audit-class" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>
        <b>{name}</b>
        <span className="num">{words.span(dates.dayWithYear(dayOf(seen.from)), until)}</span>
        <span className="muted num">{words.pupils(seen.pupils.length)}</span>
      </summary>
      {isOpen && <Pupils ids={seen.pupils} />}
    </details>
  )
}

function Pupils({ ids }: { readonly ids: readonly string[] }) {
  const { sight: words } = useWords(auditWords)
  const pupils: readonly Pupil[] | undefined = useLive(`seen ${ids.join(" ")}`, async (journal) =>
    (await readByIds(journal, ids)).map(pupilOf).sort(byName),
  )
  if (pupils === undefined) return <Wait />
  const gone = ids.length - pupils.length
  return (
    <>
      <ul className="audit-pupils" aria-label={words.names}>
        {pupils.map((pupil) => (
          <li key={pupil.id}>{shortName(pupil, pupils)}</li>
        ))}
      </ul>
      {gone > 0 && <p className="muted">{words.gone(gone)}</p>}
    </>
  )
}
