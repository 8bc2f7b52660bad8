import { useState } from "react"
import { useNavigate, useParams } from "react-router"

import { className } from "#/domain/school-class.ts"
import { paths } from "#/features/paths.ts"
import { useServices } from "#/platform/services.tsx"
import { useLive } from "#/platform/use-live.ts"
import { useMayKeepLists } from "#/platform/use-may-keep-lists.ts"
import { commonWords } from "#/text/common.ts"
import { consultationWords } from "#/text/consultation.ts"
import { dateWords } from "#/text/dates.ts"
import { instrumentText } from "#/text/instrument-text.ts"
import { Banner } from "#/ui/banner.tsx"
import { Button, LinkButton } from "#/ui/button.tsx"
import { Card } from "#/ui/card.tsx"
import { DateField } from "#/ui/date-field.tsx"
import { Empty } from "#/ui/empty.tsx"
import { Entries, Entry } from "#/ui/entries.tsx"
import { SelectField, TextField } from "#/ui/field.tsx"
import { Icon } from "#/ui/icon.tsx"
import { Page } from "#/ui/page.tsx"
import { useToast } from "#/ui/toast.tsx"
import { Wait } from "#/ui/wait.tsx"
import { useLanguage, useWords } from "#/ui/words.tsx"

import { GroupCard } from "./group-card.tsx"
import { readGroupGround, type GroupGround, type Scope } from "./read-groups.ts"
import { useGroups, type FormedGroups } from "./use-groups.ts"
import { dayOfGroup, usePlanGroups, type Planned } from "./use-plan-groups.ts"

import "./groups.css"

/** Groups for consultations: formed by what leads or by hand, then planned all at once. */
export function GroupsScreen() {
  const words = useWords(consultationWords).groups
  const { classId = "" } = useParams()
  const { today, place } = useServices()
  const [scope, setScope] = useState<Scope>("class")
  const mayKeep = useMayKeepLists()
  const asking = { classId, scope, person: place.person, today: today() }
  const ground = useLive(`groups ${classId} ${scope}`, (journal) =>
    readGroupGround(journal, asking),
  )
  if (ground === undefined) return <Wait />
  const name = ground === "none" ? "" : className(ground.schoolClass)
  return (
    <Page
      className="groups-page"
      title={ground === "none" ? words.plain : words.title(name)}
      back={
        ground === "none"
          ? { to: paths.classes, label: words.plain }
          : { to: paths.schoolClass(classId), label: name }
      }
    >
      {!mayKeep ? (
        <Empty icon="lock">{words.onlyHolder}</Empty>
      ) : ground === "none" ? (
        <Empty icon="class">{words.noClass}</Empty>
      ) : ground.pupils.length === 0 ? (
        <Empty icon="people">{words.nobody}</Empty>
      ) : (
        <Forming key={scope} ground={ground} scope={scope} onScope={setScope} />
      )}
    </Page>
  )
}

type Props = {
  readonly ground: GroupGround
  readonly scope: Scope
  readonly onScope: (scope: Scope) => void
}

function Forming({ ground, scope, onScope }: Props) {
  const [sourceKey, setSourceKey] = useState<string>()
  const source = ground.sources.find(({ key }) => key === sourceKey) ?? ground.sources[0]
  const formed = useGroups(ground, source, `groups ${ground.schoolClass.id} ${scope}`)
  const [insist, setInsist] = useState(false)
  const [failed, setFailed] = useState<Planned>()
  const planGroups = usePlanGroups(ground)
  const navigate = useNavigate()
  if (formed === undefined) return <Wait />
  const { draft } = formed
  const plan = async (): Promise<void> => {
    setInsist(true)
    if (draft.groups.some((_, index) => dayOfGroup(draft, index) === "")) return
    const planned = await planGroups(draft)
    setFailed(planned)
    if (planned.kind !== "planned") return
    formed.finish()
    await navigate(paths.schoolClass(ground.schoolClass.id))
  }
  return (
    <div className="with-side">
      <div className="stack">
        <Board ground={ground} formed={formed} source={source} insist={insist} />
      </div>
      <div className="stack">
        <FormCard
          {...{ ground, scope, onScope, formed }}
          sourceKey={source?.key ?? ""}
          onSource={setSourceKey}
        />
        <WhenCard formed={formed} insist={insist} failed={failed} onPlan={plan} />
        <AlreadyCard ground={ground} />
      </div>
    </div>
  )
}

type BoardProps = {
  readonly ground: GroupGround
  readonly formed: FormedGroups
  readonly source: GroupGround["sources"][number] | undefined
  readonly insist: boolean
}

function Board({ ground, formed, source, insist }: BoardProps) {
  const words = useWords(consultationWords).groups
  const common = useWords(commonWords)
  const [picked, setPicked] = useState<string>()
  const toasts = useToast()
  const { groups } = formed.draft
  const move = (pupil: string, called: string, to: number): void => {
    const before = formed.draft
    formed.move(pupil, to)
    setPicked(undefined)
    toasts.show({
      text: words.moved(called, to + 1),
      action: {
        label: common.undo,
        run: () => {
          formed.change(before)
        },
      },
    })
  }
  return groups.map((group, index) => (
    <GroupCard
      // Groups are places: the second stays the second whoever is moved there.
      // oxlint-disable-next-line react/no-array-index-key
      key={index}
      {...{ ground, formed, source, insist, index, group, picked, move }}
      onPick={(pupil) => setPicked(pupil === picked ? undefined : pupil)}
    />
  ))
}

type FormProps = Props & {
  readonly formed: FormedGroups
  readonly sourceKey: string
  readonly onSource: (key: string) => void
}

function FormCard({ ground, scope, onScope, formed, sourceKey, onSource }: FormProps) {
  const words = useWords(consultationWords).groups
  const language = useLanguage()
  const common = useWords(commonWords)
  const toasts = useToast()
  const { band, schoolClass, sources } = ground
  const anew = (form: () => void) => (): void => {
    const before = formed.draft
    form()
    toasts.show({
      text: words.formed,
      action: { label: common.undo, run: () => formed.change(before) },
    })
  }
  return (
    <Card label={words.plain}>
      <div className="stack stack-close">
        {band.length > 1 && (
          <SelectField
            label={words.whom}
            value={scope}
            options={[
              { value: "class", label: words.scopeClass(className(schoolClass)) },
              { value: "band", label: words.scopeBand(band.map(className).join(", ")) },
            ]}
            onChange={(value) => onScope(value === "band" ? "band" : "class")}
          />
        )}
        {sources.length > 1 && (
          <SelectField
            label={words.by}
            value={sourceKey}
            options={sources.map(({ key, instrument, first }) => ({
              value: key,
              label: words.bySource(instrumentText(instrument.title, language), first.size),
            }))}
            onChange={onSource}
          />
        )}
        <p className="muted">{sources.length === 0 ? words.noResults : words.how}</p>
        <div className="line">
          {sources.length > 0 && (
            <Button icon="people" onClick={anew(formed.form)}>
              {words.form}
            </Button>
          )}
          <Button look="quiet" onClick={anew(formed.byList)}>
            {words.byList}
          </Button>
        </div>
      </div>
    </Card>
  )
}

type WhenProps = {
  readonly formed: FormedGroups
  readonly insist: boolean
  readonly failed: Planned | undefined
  readonly onPlan: () => Promise<void>
}

function WhenCard({ formed: { draft, change }, insist, failed, onPlan }: WhenProps) {
  const words = useWords(consultationWords).groups
  const lacksDay = draft.groups.some((_, index) => dayOfGroup(draft, index) === "")
  return (
    <Card title={words.when}>
      <div className="stack stack-close">
        <DateField
          label={words.day}
          value={draft.day}
          insist={insist}
          fault={lacksDay ? { text: words.noDay } : undefined}
          onChange={(day) => change({ day, days: {} })}
        />
        <TextField
          type="time"
          label={words.startFirst}
          value={draft.start}
          onChange={(start) => change({ start, starts: {} })}
        />
        <TextField
          label={words.place}
          value={draft.place}
          maxLength={200}
          onChange={(place) => change({ place })}
        />
        {failed?.kind === "there" && (
          <Banner
            state="late"
            icon="calendar"
            action={
              <LinkButton look="quiet" to={paths.activity(failed.activity.id)}>
                {words.openThere}
              </LinkButton>
            }
          >
            {words.there(failed.group + 1)}
          </Banner>
        )}
        <Button look="main" wide icon="calendar" onClick={() => void onPlan()}>
          {words.plan(draft.groups.length)}
        </Button>
      </div>
    </Card>
  )
}

function AlreadyCard({ ground: { planned, pupils } }: { readonly ground: GroupGround }) {
  const words = useWords(consultationWords).groups
  const dates = useWords(dateWords)
  if (planned.length === 0) return null
  return (
    <Card title={words.already} flush>
      <Entries label={words.already}>
        {planned.map(({ id, day, start, group }) => (
          <Entry
            key={id}
            margin={<Icon name="calendar" />}
            title={words.alreadyLine(dates.day(day), start, group.length || pupils.length)}
            to={paths.activity(id)}
          />
        ))}
      </Entries>
    </Card>
  )
}
