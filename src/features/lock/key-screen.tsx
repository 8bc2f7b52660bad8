import { useEffect, useState, type ReactNode } from "react"

import { leaseDaysUsual } from "#/data/lease.ts"
import { readLeaseDays } from "#/data/read-lease-days.ts"
import { paths } from "#/features/paths.ts"
import { addPasskey, canHavePasskey, keepWithServer, removeWay } from "#/platform/key-settings.ts"
import { lockNow } from "#/platform/lock.ts"
import { useServices } from "#/platform/services.tsx"
import type { KeySettings, WayIn } from "#/platform/unlocking.ts"
import { useLive } from "#/platform/use-live.ts"
import { dateWords } from "#/text/dates.ts"
import { lockWords } from "#/text/lock.ts"
import { moreWords } from "#/text/more.ts"
import { Banner } from "#/ui/banner.tsx"
import { Button } from "#/ui/button.tsx"
import { Card } from "#/ui/card.tsx"
import { Empty } from "#/ui/empty.tsx"
import { Entries, Entry } from "#/ui/entries.tsx"
import { Icon, type IconName } from "#/ui/icon.tsx"
import { Page } from "#/ui/page.tsx"
import { useToast } from "#/ui/toast.tsx"
import { Wait } from "#/ui/wait.tsx"
import { useWords } from "#/ui/words.tsx"

import { CodeEditor, PhraseEditor, PinEditor } from "./key-editors.tsx"
import { RemoveCard } from "./remove-card.tsx"
import { SecretPrompt } from "./secret-prompt.tsx"
import { useKeyCall } from "./use-key-call.ts"
import { useKeySettings } from "./use-key-settings.ts"

import "./lock.css"

type Editing = "pin" | "passphrase" | "recovery"

/** What opens this journal, who keeps the key, and when it closes by itself. */
export function KeyScreen() {
  const { key: words } = useWords(lockWords)
  const more = useWords(moreWords)
  const { place } = useServices()
  const [settings, again] = useKeySettings()
  return (
    <Page title={words.title} back={{ to: paths.more, label: more.title }}>
      {place.mode === "demo" && <Empty icon="key">{words.demo}</Empty>}
      {place.mode !== "demo" && settings === undefined && <Wait />}
      {place.mode !== "demo" && settings !== undefined && (
        <div className="with-side lock-key">
          <Ways settings={settings} onChange={again} />
          <div className="stack">
            {place.mode === "joined" && <ServerCard settings={settings} onChange={again} />}
            <TimesCard isLocking={!settings.opensByItself} />
            <RemoveCard />
          </div>
        </div>
      )}
    </Page>
  )
}

type PartProps = { readonly settings: KeySettings; readonly onChange: () => void }

function Ways({ settings, onChange }: PartProps) {
  const words = useWords(lockWords)
  const { place } = useServices()
  const toasts = useToast()
  const [editing, setEditing] = useState<Editing>()
  const { ways } = settings
  const done = (said: string) => (): void => {
    setEditing(undefined)
    toasts.show({ text: said })
    onChange()
  }
  const edit = (what: Editing, label: string): ReactNode => (
    <Button
      aria-expanded={editing === what}
      onClick={() => setEditing(editing === what ? undefined : what)}
    >
      {label}
    </Button>
  )
  const has = (way: WayIn): boolean => ways.includes(way)
  const { key, newPin, newPhrase, newCode } = words
  return (
    <div className="stack">
      <StateBanner settings={settings} />
      <Card title={key.ways} flush className="lock-ways">
        <Entries label={key.ways}>
          <Way
            icon="lock"
            title={key.pin}
            detail={key.pinIs}
            isThere={has("pin")}
            action={edit("pin", has("pin") ? key.changePin : key.setPin)}
          />
          <Way
            icon="edit"
            title={key.phrase}
            isThere={has("passphrase")}
            action={edit("passphrase", has("passphrase") ? key.changePhrase : key.setPhrase)}
          />
          {(place.mode === "local" || has("recovery")) && (
            <Way
              icon="print"
              title={key.recovery}
              detail={key.recoveryHint}
              isThere={has("recovery")}
              action={edit("recovery", has("recovery") ? key.newCode : key.makeCode)}
            />
          )}
          <PasskeyRow settings={settings} onChange={onChange} />
        </Entries>
      </Card>
      {editing === "pin" && (
        <Card title={newPin.title} next>
          <PinEditor ways={ways} onDone={done(newPin.changed)} />
        </Card>
      )}
      {editing === "passphrase" && (
        <Card title={newPhrase.title} next>
          <PhraseEditor ways={ways} onDone={done(newPhrase.changed)} />
        </Card>
      )}
      {editing === "recovery" && (
        <Card title={newCode.title} next>
          <CodeEditor ways={ways} onDone={done(newCode.confirmed)} />
        </Card>
      )}
    </div>
  )
}

function StateBanner({ settings: { opensByItself, ways } }: Pick<PartProps, "settings">) {
  const { key, protect } = useWords(lockWords)
  const { place } = useServices()
  if (!opensByItself) {
    return (
      <Banner state="sent" icon="lock">
        {key.pinSet}
      </Banner>
    )
  }
  const notYet = place.mode === "joined" ? protect.notYetJoined : protect.notYetAlone
  const hasPin = ways.includes("pin")
  return (
    <Banner state="late" icon="warning">
      <b>{hasPin ? protect.notYet : key.openNow}.</b> {hasPin ? notYet : key.openNowWhy}
    </Banner>
  )
}

type WayProps = {
  readonly icon: IconName
  readonly title: string
  readonly detail?: string
  readonly isThere: boolean
  readonly action: ReactNode
}

function Way({ icon, title, detail, isThere, action }: WayProps) {
  const { key: words } = useWords(lockWords)
  const said = [isThere ? words.there : words.none, detail].filter((part) => part !== undefined)
  return (
    <Entry
      margin={<Icon name={icon} />}
      title={title}
      detail={said.join(" · ")}
      action={action}
      {...(isThere && { state: "sent" as const })}
    />
  )
}

/** Only where the browser can keep a key in a passkey: a button that cannot work is not there. */
function PasskeyRow({ settings, onChange }: PartProps) {
  const { key: words } = useWords(lockWords)
  const services = useServices()
  const toasts = useToast()
  const [isPossible, setPossible] = useState(false)
  const { busy, fault, secret, run } = useKeyCall()
  useEffect(() => {
    let isOver = false
    void (async () => {
      const can = await canHavePasskey()
      if (!isOver) setPossible(can)
    })()
    return () => {
      isOver = true
    }
  }, [])
  const has = settings.ways.includes("passkey")
  if (!isPossible && !has) return null
  const add = (): void =>
    void run({
      call: (by) => addPasskey(services, by),
      done: () => {
        toasts.show({ text: words.passkeyAdded })
        onChange()
      },
    })
  const remove = async (): Promise<void> => {
    const result = await removeWay(services, "passkey")
    toasts.show({ text: result.kind === "removed" ? words.removed : words.lastWay })
    onChange()
  }
  return (
    <>
      <Way
        icon="key"
        title={words.passkey}
        detail={fault ?? words.passkeyHint}
        isThere={has}
        action={
          <Button disabled={busy} onClick={has ? () => void remove() : add}>
            {has ? words.removeWay : words.addPasskey}
          </Button>
        }
      />
      {secret && (
        <li className="lock-secret">
          <SecretPrompt asked={secret} ways={settings.ways} />
        </li>
      )}
    </>
  )
}

/** What the server keeps, since when, and what that is good for. */
function ServerCard({ settings, onChange }: PartProps) {
  const { key: words } = useWords(lockWords)
  const dates = useWords(dateWords)
  const services = useServices()
  const toasts = useToast()
  const { busy, fault, secret, run } = useKeyCall()
  const { keptByServerAt, waitsForServer, ways } = settings
  const keep = (): void =>
    void run({
      call: (by) => keepWithServer(services, by),
      done: () => {
        toasts.show({ text: words.kept })
        onChange()
      },
    })
  return (
    <Card title={words.server}>
      <div className="stack stack-close">
        <p>
          {keptByServerAt === null
            ? words.serverNot
            : words.serverKeeps(dates.moment(keptByServerAt, services.nowMs()))}
        </p>
        {waitsForServer && <p>{words.serverWaits}</p>}
        {fault !== undefined && <p role="alert">{fault}</p>}
        {secret && <SecretPrompt asked={secret} ways={ways} />}
        {!secret && keptByServerAt === null && (
          <div className="line">
            <Button disabled={busy} onClick={keep}>
              {words.keepWithServer}
            </Button>
          </div>
        )}
        {busy && <Wait text={words.keeping} />}
      </div>
    </Card>
  )
}

function TimesCard({ isLocking }: { readonly isLocking: boolean }) {
  const { key: words, other } = useWords(lockWords)
  const services = useServices()
  const days = useLive("lease-days", ({ database }) => readLeaseDays(database)) ?? leaseDaysUsual
  const rules = [words.idle, words.hidden, words.byHand]
  const shown = services.place.mode === "joined" ? [...rules, words.lease(days)] : rules
  return (
    <Card title={words.times}>
      <div className="stack stack-close">
        <ul className="lock-points">
          {shown.map((rule) => (
            <li key={rule}>{rule}</li>
          ))}
        </ul>
        <p>{isLocking ? words.timesSafe : words.timesOff}</p>
        <div className="line">
          {isLocking && (
            <Button icon="lock" onClick={() => void lockNow(services)}>
              {words.lockNow}
            </Button>
          )}
          {/* A fresh document, so that the key of this journal is gone before another one opens. */}
          <a className="btn btn-quiet" href={paths.teachers}>
            {other.teacher}
          </a>
        </div>
      </div>
    </Card>
  )
}
