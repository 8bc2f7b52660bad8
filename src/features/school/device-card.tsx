import { useState, type SyntheticEvent } from "react"

import { paths } from "#/features/paths.ts"
import type { Called } from "#/platform/api-client.ts"
import { useServices } from "#/platform/services.tsx"
import { useChangeDevice } from "#/platform/use-devices.ts"
import { useMayAsk } from "#/platform/use-may-ask.ts"
import { labelLengthMax, type Device, type DeviceChange } from "#/sync/device-api.ts"
import { dateWords, dayOf } from "#/text/dates.ts"
import { deviceWords } from "#/text/devices.ts"
import { Button, LinkButton } from "#/ui/button.tsx"
import { Card } from "#/ui/card.tsx"
import { Chip } from "#/ui/chip.tsx"
import { TextField } from "#/ui/field.tsx"
import { Icon } from "#/ui/icon.tsx"
import { useToast } from "#/ui/toast.tsx"
import { useWords } from "#/ui/words.tsx"

import { deviceLooks, stateOf, useDeviceName } from "./device-words.ts"
import { FailureLine } from "./failure-line.tsx"
import type { DevicePlace } from "./read-device-place.ts"
import { StepUpForm } from "./step-up-form.tsx"
import { failureOf, type SchoolFailure } from "./use-people.ts"

type Props = { readonly device: Device; readonly around: DevicePlace }

/** One tablet: what it last said of itself, its name, and what the head does when it is lost. */
export function DeviceCard({ device, around }: Props) {
  const words = useWords(deviceWords)
  const { nowMs } = useServices()
  const nameOf = useDeviceName()
  const { change, isWorking, failure, again, forgo } = useChange()
  const [state, icon] = deviceLooks[stateOf(device, nowMs())]
  const maySee = useMayAsk("sight")
  const mayWipe = useMayAsk("changeDevice", "other")
  const isLost = mayWipe && device.wipe === "no" && device.id !== around.own
  return (
    <Card
      title={nameOf(device)}
      aside={
        <Chip state={state} icon={icon}>
          {words.state[stateOf(device, nowMs())]}
        </Chip>
      }
    >
      <div className="stack">
        <Facts device={device} around={around} />
        {failure !== undefined && <FailureLine failure={failure} />}
        {again !== undefined && <StepUpForm onDone={again} onCancel={forgo} />}
        <NameForm device={device} disabled={isWorking} onNamed={change} />
        {maySee && (
          <div className="line">
            <LinkButton icon="eye" to={`${paths.audit}?device=${device.id}`}>
              {words.sight}
            </LinkButton>
          </div>
        )}
        {isLost && (
          <Lost name={nameOf(device)} disabled={isWorking} device={device} onWipe={change} />
        )}
      </div>
    </Card>
  )
}

type Change = (device: Device, change: DeviceChange, told: string) => Promise<void>

function useChange(): {
  readonly change: Change
  readonly isWorking: boolean
  readonly failure: SchoolFailure | undefined
  /** Waits for a code of the second factor. */
  readonly again: (() => void) | undefined
  readonly forgo: () => void
} {
  const toasts = useToast()
  const changeDevice = useChangeDevice()
  const [isWorking, setWorking] = useState(false)
  const [failure, setFailure] = useState<SchoolFailure>()
  const [guarded, setGuarded] = useState<Parameters<Change>>()
  const change: Change = async (device, made, told) => {
    setWorking(true)
    setFailure(undefined)
    setGuarded(undefined)
    const called: Called<unknown> = await changeDevice(device.id, made)
    setWorking(false)
    if (called.kind === "answer") toasts.show({ text: told })
    else if (called.kind === "refused" && called.code === "step-up") {
      setGuarded([device, made, told])
    } else setFailure(failureOf(called))
  }
  return {
    change,
    isWorking,
    failure,
    again: guarded && (() => void change(...guarded)),
    forgo: () => setGuarded(undefined),
  }
}

function Facts({ device, around }: Props) {
  const words = useWords(deviceWords)
  const dates = useWords(dateWords)
  const { nowMs } = useServices()
  const { seenAt, told, since, person } = device
  const owner = around.owners.get(person)
  const kept = told === null || told.kept === null ? "unknown" : told.kept ? "yes" : "no"
  const waiting =
    told === null
      ? words.waitingUnknown
      : told.waiting === 0
        ? words.waitingNone
        : words.waiting(told.waiting, dates.moment(told.oldestAt ?? nowMs(), nowMs()))
  const facts: readonly (readonly [string, string])[] = [
    [words.facts.person, owner?.name ?? ""],
    [words.facts.classes, owner?.classes.join(", ") ?? ""],
    [words.facts.seen, seenAt === null ? words.neverSeen : dates.moment(seenAt, nowMs())],
    [words.facts.waiting, waiting],
    [words.facts.app, told?.app ?? ""],
    [words.facts.kept, words.keeps[kept]],
    [words.facts.since, words.sinceWhen(dates.dayWithYear(dayOf(since)))],
  ]
  return (
    <dl className="school-facts">
      {facts
        .filter(([, value]) => value !== "")
        .map(([term, value]) => (
          <div key={term}>
            <dt>{term}</dt>
            <dd className="num">{value}</dd>
          </div>
        ))}
    </dl>
  )
}

type NameProps = {
  readonly device: Device
  readonly disabled: boolean
  readonly onNamed: Change
}

function NameForm({ device, disabled, onNamed }: NameProps) {
  const words = useWords(deviceWords)
  const [name, setName] = useState(device.label ?? "")
  const wanted = name.trim()
  const isChanged = wanted !== (device.label ?? "")
  const submit = (event: SyntheticEvent): void => {
    event.preventDefault()
    if (!isChanged) return
    const label = wanted === "" ? null : wanted
    void onNamed(device, { label }, words.named(wanted || device.id.slice(-6).toUpperCase()))
  }
  return (
    <form className="stack stack-close" noValidate onSubmit={submit}>
      <TextField
        label={words.name}
        hint={words.nameExample}
        value={name}
        onChange={setName}
        maxLength={labelLengthMax}
        autoComplete="off"
      />
      {isChanged && (
        <div className="line">
          <Button type="submit" look="main" disabled={disabled}>
            {words.save}
          </Button>
        </div>
      )}
    </form>
  )
}

type LostProps = {
  readonly name: string
  readonly device: Device
  readonly disabled: boolean
  readonly onWipe: Change
}

function Lost({ name, device, disabled, onWipe }: LostProps) {
  const words = useWords(deviceWords)
  return (
    <details className="school-harm">
      <summary>
        {words.lost}
        <Icon name="down" />
      </summary>
      <div className="stack stack-close">
        <p>{words.wipeWhy}</p>
        <div className="line">
          <Button
            look="harm"
            disabled={disabled}
            onClick={() => void onWipe(device, { wipe: true }, words.wiped(name))}
          >
            {words.wipeAction(name)}
          </Button>
        </div>
      </div>
    </details>
  )
}
