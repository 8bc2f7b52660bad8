import { useSearchParams } from "react-router"

import { withInitials } from "#/domain/initials.ts"
import { paths } from "#/features/paths.ts"
import { useServices } from "#/platform/services.tsx"
import { useDevices } from "#/platform/use-devices.ts"
import { useLive } from "#/platform/use-live.ts"
import type { Device, DeviceList } from "#/sync/device-api.ts"
import { dateWords } from "#/text/dates.ts"
import { deviceWords } from "#/text/devices.ts"
import { moreWords } from "#/text/more.ts"
import { Card } from "#/ui/card.tsx"
import { classNames } from "#/ui/class-names.ts"
import { Empty } from "#/ui/empty.tsx"
import { Entries, Entry } from "#/ui/entries.tsx"
import { Icon } from "#/ui/icon.tsx"
import { ListDetail } from "#/ui/list-detail.tsx"
import { Page } from "#/ui/page.tsx"
import { Wait } from "#/ui/wait.tsx"
import { useWords } from "#/ui/words.tsx"

import { DeviceCard } from "./device-card.tsx"
import { deviceLooks, stateOf, useDeviceName, useDeviceNews } from "./device-words.ts"
import { readDevicePlace, type DevicePlace } from "./read-device-place.ts"

import "./school.css"

/** The tablets of the school for its head, the own ones for anybody else: who has sent everything, and when. */
export function DevicesScreen() {
  const words = useWords(deviceWords)
  const more = useWords(moreWords)
  const known = useDevices()
  const back = { to: paths.more, label: more.title }
  if (known.kind === "known") return <DevicesPage list={known.list} />
  const isLoading = known.kind === "loading" || (known.kind === "unknown" && !known.isAsked)
  return (
    <Page title={words.title} back={back}>
      {isLoading && <Wait />}
      {known.kind === "alone" && <Empty icon="tablet">{words.noServer}</Empty>}
      {known.kind === "unknown" && known.isAsked && <Empty icon="off">{words.unknown}</Empty>}
    </Page>
  )
}

function DevicesPage({ list }: { readonly list: DeviceList }) {
  const words = useWords(deviceWords)
  const more = useWords(moreWords)
  const dates = useWords(dateWords)
  const { nowMs } = useServices()
  const [search] = useSearchParams()
  const around = useLive("device place", readDevicePlace, ["records", "meta"])
  const picked = search.get("device")
  const device = list.devices.find(({ id }) => id === picked)
  const isDetail = device !== undefined
  const asOf = words.asOf(dates.moment(list.at, nowMs()))
  return (
    <Page
      className={classNames(isDetail && "school-page", isDetail && "school-one")}
      title={words.title}
      sub={`${words.count(list.devices.length)}. ${asOf}`}
      back={
        isDetail ? { to: paths.devices, label: words.back } : { to: paths.more, label: more.title }
      }
    >
      {around === undefined ? (
        <Wait />
      ) : (
        <ListDetail
          className="school"
          list={<List list={list} around={around} picked={picked} />}
          detail={
            device === undefined ? (
              <p className="muted school-pick">{words.pick}</p>
            ) : (
              <DeviceCard key={device.id} device={device} around={around} />
            )
          }
          showing={isDetail ? "detail" : "list"}
        />
      )}
    </Page>
  )
}

type ListProps = {
  readonly list: DeviceList
  readonly around: DevicePlace
  readonly picked: string | null
}

const order = { silent: 0, waiting: 1, mute: 2, in: 3, away: 4 } as const

/** Those whose data is missing come first. */
function List({ list, around, picked }: ListProps) {
  const words = useWords(deviceWords)
  const { nowMs } = useServices()
  const title = list.whose === "school" ? words.all : words.own
  if (list.devices.length === 0) return <Empty icon="tablet">{words.none}</Empty>
  const rank = (device: Device): number => order[stateOf(device, nowMs())]
  const sorted = [...list.devices].sort(
    (one, other) => rank(one) - rank(other) || (one.seenAt ?? 0) - (other.seenAt ?? 0),
  )
  return (
    <Card label={title} flush>
      <Entries label={title}>
        {sorted.map((device) => (
          <DeviceEntry key={device.id} device={device} around={around} now={device.id === picked} />
        ))}
      </Entries>
    </Card>
  )
}

type EntryProps = {
  readonly device: Device
  readonly around: DevicePlace
  readonly now: boolean
}

function DeviceEntry({ device, around, now }: EntryProps) {
  const words = useWords(deviceWords)
  const { nowMs } = useServices()
  const nameOf = useDeviceName()
  const newsOf = useDeviceNews()
  const state = stateOf(device, nowMs())
  const [look, icon] = deviceLooks[state]
  const owner = around.owners.get(device.person)
  const who = owner === undefined ? "" : withInitials(owner.name)
  const own = device.id === around.own ? words.this : ""
  const parts = [who, own, newsOf(device)].filter((part) => part !== "")
  return (
    <Entry
      margin={<Icon name={icon} />}
      state={look}
      title={nameOf(device)}
      detail={parts.join(" · ")}
      to={`${paths.devices}?device=${device.id}`}
      now={now}
    />
  )
}
