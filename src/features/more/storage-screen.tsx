import { paths } from "#/features/paths.ts"
import { useServices } from "#/platform/services.tsx"
import { isNearlyFull, type StorageState } from "#/platform/storage-state.ts"
import { useLive } from "#/platform/use-live.ts"
import { dateWords } from "#/text/dates.ts"
import { moreWords } from "#/text/more.ts"
import { spanWords } from "#/text/spans.ts"
import { Banner } from "#/ui/banner.tsx"
import { Button, LinkButton } from "#/ui/button.tsx"
import { Card } from "#/ui/card.tsx"
import { Page } from "#/ui/page.tsx"
import { Wait } from "#/ui/wait.tsx"
import { useWords } from "#/ui/words.tsx"

import { FactList } from "./fact-list.tsx"
import { readStored, type Stored } from "./read-stored.ts"
import { useStorageState, type StorageAsked } from "./use-storage-state.ts"

import "./more.css"

/** Whether the browser keeps what is written here, how much room there is, and what lies here. The truth, not a hope. */
export function StorageScreen() {
  const words = useWords(moreWords)
  const asked = useStorageState()
  const stored = useLive("stored", readStored, ["records", "outbox", "meta"])
  return (
    <Page title={words.storage.title} back={{ to: paths.more, label: words.title }}>
      <div className="more">
        <div className="stack">
          {asked.state === undefined ? (
            <Wait text={words.storage.checking} />
          ) : (
            <Keeping asked={asked} state={asked.state} />
          )}
          {stored && <ClockLine offsetMs={stored.server.offsetMs} />}
        </div>
        {stored && asked.state && <StoredCard stored={stored} state={asked.state} />}
      </div>
    </Page>
  )
}

type KeepingProps = { readonly asked: StorageAsked; readonly state: StorageState }

function Keeping({ asked, state }: KeepingProps) {
  const { storage: words } = useWords(moreWords)
  const isKept = state.kept === "kept"
  return (
    <>
      {isNearlyFull(state) && (
        <div role="alert">
          <Banner state="late" icon="warning">
            {words.nearlyFull}
          </Banner>
        </div>
      )}
      <Card label={words.title} next={!isKept}>
        <div className="stack stack-close">
          <p className="title" role="status">
            {words.kept[state.kept]}
          </p>
          {!isKept && (
            <>
              <p>{asked.declined ? words.declined : words.askInstall}</p>
              <div className="line">
                <Button look="main" disabled={asked.asking} onClick={asked.ask}>
                  {words.ask}
                </Button>
                <LinkButton look="quiet" to={paths.install}>
                  {words.toInstall}
                </LinkButton>
                <LinkButton look="quiet" to={paths.rescue}>
                  {words.toRescue}
                </LinkButton>
              </div>
              {asked.asking && <Wait text={words.asking} />}
            </>
          )}
        </div>
      </Card>
    </>
  )
}

const minuteMs = 60_000
/** Less is the network's delay and nobody's fault. */
const clockOffMsMin = 2 * minuteMs

function ClockLine({ offsetMs }: { readonly offsetMs: number | null }) {
  const { storage: words } = useWords(moreWords)
  const spans = useWords(spanWords)
  const offMs = Math.abs(offsetMs ?? 0)
  if (offMs <= clockOffMsMin) return null
  return (
    <Banner state="late" icon="clock">
      {words.clock(spans.by(offMs / minuteMs))}
    </Banner>
  )
}

type StoredProps = { readonly stored: Stored; readonly state: StorageState }

function StoredCard({ stored, state }: StoredProps) {
  const { storage: words } = useWords(moreWords)
  const { facts } = words
  const { place, nowMs } = useServices()
  const dates = useWords(dateWords)
  const size = (bytes: number | undefined): string =>
    bytes === undefined ? facts.unknownSize : words.bytes(bytes)
  const lists = (): string => {
    if (place.mode !== "joined") return facts.listsLocal
    const { fetchedAt } = stored.server
    return fetchedAt === null ? facts.listsNever : dates.moment(fetchedAt, nowMs())
  }
  // The worker holds a whole release or none at all.
  const opensOffline = navigator.serviceWorker?.controller != null
  return (
    <Card title={facts.title}>
      <FactList
        facts={[
          { term: facts.keeps, value: words.keptShort[state.kept] },
          { term: facts.free, value: size(state.free) },
          { term: facts.used, value: size(state.used) },
          { term: facts.classes, value: stored.classes },
          { term: facts.pupils, value: stored.pupils },
          { term: facts.activities, value: stored.activities },
          ...(place.mode === "joined" ? [{ term: facts.waiting, value: stored.waiting }] : []),
          { term: facts.lists, value: lists() },
          { term: facts.offline, value: opensOffline ? facts.offlineYes : facts.offlineNo },
        ]}
      />
    </Card>
  )
}
