import { isGuarded } from "#/domain/access.ts"
import { sectionsFor } from "#/domain/screen-access.ts"
import { paths } from "#/features/paths.ts"
import { useServices } from "#/platform/services.tsx"
import { useMayAsk } from "#/platform/use-may-ask.ts"
import { useRole } from "#/platform/use-role.ts"
import { moreWords } from "#/text/more.ts"
import { Card } from "#/ui/card.tsx"
import { Entries, Entry } from "#/ui/entries.tsx"
import { Icon } from "#/ui/icon.tsx"
import { useWords } from "#/ui/words.tsx"

/** The parts of the journal that are not in the rail. */
export function WorkCard() {
  const { work: words } = useWords(moreWords)
  const { place } = useServices()
  const next = <Icon name="next" />
  // A partner and a coordinator have neither lists nor lessons of their own to prepare.
  const role = useRole()
  const hasClasses = sectionsFor(role).includes("classes")
  const mayManage = useMayAsk("people")
  return (
    <Card title={words.title} flush>
      <Entries label={words.title}>
        {mayManage && (
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
        {role !== null && isGuarded(role) && (
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
