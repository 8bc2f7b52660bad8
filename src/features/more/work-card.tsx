import { sectionsFor } from "#/domain/screen-access.ts"
import { paths } from "#/features/paths.ts"
import { useServices } from "#/platform/services.tsx"
import { moreWords } from "#/text/more.ts"
import { Card } from "#/ui/card.tsx"
import { Entries, Entry } from "#/ui/entries.tsx"
import { Icon } from "#/ui/icon.tsx"
import { useWords } from "#/ui/words.tsx"

const guarded: ReadonlySet<string> = new Set(["head", "municipal", "region"])

/** The parts of the journal that are not in the rail. */
export function WorkCard() {
  const { work: words } = useWords(moreWords)
  const { place } = useServices()
  const next = <Icon name="next" />
  // A partner and a coordinator have neither lists nor lessons of their own to prepare.
  const hasClasses = sectionsFor(place.person?.role ?? null).includes("classes")
  return (
    <Card title={words.title} flush>
      <Entries label={words.title}>
        {place.person?.role === "head" && (
          <>
            <Entry
              margin={<Icon name="people" />}
              title={words.school}
              detail={words.schoolDetail}
              to={paths.school}
              sign={next}
            />
            <Entry
              margin={<Icon name="eye" />}
              title={words.audit}
              detail={words.auditDetail}
              to={paths.audit}
              sign={next}
            />
            <Entry
              margin={<Icon name="trash" />}
              title={words.retention}
              detail={words.retentionDetail}
              to={paths.retention}
              sign={next}
            />
          </>
        )}
        {place.mode === "joined" && guarded.has(place.person?.role ?? "") && (
          <Entry
            margin={<Icon name="key" />}
            title={words.factor}
            detail={words.factorDetail}
            to={paths.factor}
            sign={next}
          />
        )}
        {place.mode === "joined" && (
          <Entry
            margin={<Icon name="tablet" />}
            title={words.devices}
            detail={words.devicesDetail}
            to={paths.devices}
            sign={next}
          />
        )}
        {place.mode === "local" && (
          <Entry
            margin={<Icon name="key" />}
            // A fresh document: an invitation stands outside the journal's own addresses.
            title={<a href={paths.join}>{words.join}</a>}
            detail={words.joinDetail}
            sign={next}
          />
        )}
        <Entry
          margin={<Icon name="upload" />}
          title={words.sync}
          detail={words.syncDetail}
          to={paths.sync}
          sign={next}
        />
        {place.mode !== "demo" && (
          <Entry
            margin={<Icon name="download" />}
            title={words.rescue}
            detail={words.rescueDetail}
            to={paths.rescue}
            sign={next}
          />
        )}
        {hasClasses && (
          <>
            <Entry
              margin={<Icon name="sheet" />}
              title={words.imports}
              detail={words.importsDetail}
              to={paths.imports}
              sign={next}
            />
            <Entry
              margin={<Icon name="check" />}
              title={words.templates}
              detail={words.templatesDetail}
              to={paths.templates}
              sign={next}
            />
            <Entry
              margin={<Icon name="log" />}
              title={words.instruments}
              detail={words.instrumentsDetail}
              to={paths.instruments}
              sign={next}
            />
          </>
        )}
      </Entries>
    </Card>
  )
}
