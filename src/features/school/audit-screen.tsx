import { useSearchParams } from "react-router"

import { paths } from "#/features/paths.ts"
import { useServices } from "#/platform/services.tsx"
import { useMayAsk } from "#/platform/use-may-ask.ts"
import type { AuditEntry } from "#/sync/device-api.ts"
import { auditWords } from "#/text/audit.ts"
import { commonWords } from "#/text/common.ts"
import { dateWords, dayOf } from "#/text/dates.ts"
import { moreWords } from "#/text/more.ts"
import { Button, LinkButton } from "#/ui/button.tsx"
import { Card } from "#/ui/card.tsx"
import { Empty } from "#/ui/empty.tsx"
import { Entries, Entry } from "#/ui/entries.tsx"
import { Page } from "#/ui/page.tsx"
import { Wait } from "#/ui/wait.tsx"
import { useWords } from "#/ui/words.tsx"

import { useAuditNames, type AuditNames } from "./audit-names.ts"
import { AuditSight } from "./audit-sight.tsx"
import { FailureLine } from "./failure-line.tsx"
import { useAudit } from "./use-audit.ts"

import "./school.css"

/** «Журнал доступа»: who came, who was let in or shut out, and what a tablet could see. For the head. */
export function AuditScreen() {
  const words = useWords(auditWords)
  const more = useWords(moreWords)
  const { place } = useServices()
  if (useMayAsk("audit")) return <AuditPage />
  return (
    <Page title={words.title} back={{ to: paths.more, label: more.title }}>
      <Empty icon="eye">{place.mode === "joined" ? words.onlyHead : words.noServer}</Empty>
    </Page>
  )
}

function AuditPage() {
  const words = useWords(auditWords)
  const more = useWords(moreWords)
  const names = useAuditNames()
  const back = { to: paths.more, label: more.title }
  const [search] = useSearchParams()
  const device = search.get("device")
  if (names === undefined) {
    return (
      <Page title={words.title} back={back}>
        <Wait text={words.loading} />
      </Page>
    )
  }
  const sub = device === null ? {} : { sub: words.of(names.device(device)) }
  const all = <LinkButton to={paths.audit}>{words.all}</LinkButton>
  return (
    <Page title={words.title} {...sub} back={back} actions={device !== null && all}>
      <div className="stack">
        {device !== null && <AuditSight key={device} device={device} names={names} />}
        <Events key={`events ${device ?? ""}`} device={device} names={names} />
        <p className="muted">{words.why}</p>
      </div>
    </Page>
  )
}

type EventsProps = { readonly device: string | null; readonly names: AuditNames }

function Events({ device, names }: EventsProps) {
  const words = useWords(auditWords)
  const common = useWords(commonWords)
  const { journal, showMore, reload } = useAudit(device)
  if (journal.kind === "loading") return <Wait text={words.loading} />
  if (journal.kind === "failed") {
    return (
      <>
        <FailureLine failure={journal.failure} />
        <div className="line">
          <Button onClick={reload}>{common.retry}</Button>
        </div>
      </>
    )
  }
  if (journal.events.length === 0) return <Empty icon="eye">{words.empty}</Empty>
  return (
    <Card label={words.title} flush>
      <Entries label={words.title} margin="time" ordered>
        {journal.events.map((event) => (
          <EventEntry key={event.place} event={event} names={names} />
        ))}
      </Entries>
      {journal.more && (
        <Button look="quiet" wide onClick={showMore}>
          {words.more}
        </Button>
      )}
    </Card>
  )
}

type EntryProps = { readonly event: AuditEntry; readonly names: AuditNames }

function EventEntry({ event, names }: EntryProps) {
  const words = useWords(auditWords)
  const dates = useWords(dateWords)
  const { at, person, device } = event
  const kinds: Readonly<Record<string, string>> = words.what
  const what = kinds[event.what] ?? words.otherEvent(event.what)
  const parts = [
    names.person(person),
    device === null ? "" : names.device(device),
    ...useDetail(event, names),
    ...useExported(event),
  ]
  return (
    <Entry
      margin={
        <span>
          {dates.numbers(dayOf(at))}
          <br />
          {dates.time(at)}
        </span>
      }
      title={what}
      detail={parts.filter((part) => part !== "").join(" · ")}
    />
  )
}

/** What the event was about: ids as names. Counts and what this version does not know are left out. */
function useDetail({ detail }: AuditEntry, names: AuditNames): readonly string[] {
  const words = useWords(auditWords)
  const parts: string[] = []
  const { person, device, classes, revoked, begun, ended } = detail
  if (typeof person === "string") parts.push(words.about(names.person(person)))
  if (typeof device === "string") parts.push(names.device(device))
  if (revoked === true) parts.push(words.revoked)
  if (Array.isArray(classes)) {
    const told = textsIn(classes).map(names.schoolClass)
    parts.push(told.length === 0 ? words.noClasses : words.classes(told.join(", ")))
  }
  const [began, over] = [textsIn(begun), textsIn(ended)]
  if (began.length > 0) parts.push(words.began(began.map(names.feed).join(", ")))
  if (over.length > 0) parts.push(words.ended(over.map(names.feed).join(", ")))
  return parts
}

/** What kind of list it was, how it left, and of how many pupils. */
function useExported({ what: event, at, detail }: AuditEntry): readonly string[] {
  const { exported: words } = useWords(auditWords)
  const dates = useWords(dateWords)
  if (event !== "exported") return []
  const { what, how, pupils, made } = detail
  const kinds: Readonly<Record<string, string>> = words.what
  const ways: Readonly<Record<string, string>> = words.how
  const isLate = typeof made === "number" && dayOf(made) !== dayOf(at)
  return [
    kinds[String(what)] ?? "",
    ways[String(how)] ?? "",
    typeof pupils === "number" && pupils > 0 ? words.pupils(pupils) : "",
    isLate ? words.made(dates.moment(made, at)) : "",
  ]
}

function textsIn(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter((item) => typeof item === "string") : []
}
