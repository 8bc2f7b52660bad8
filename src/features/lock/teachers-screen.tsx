import { useEffect, useState } from "react"

import { paths } from "#/features/paths.ts"
import { enter } from "#/platform/open-place.ts"
import { listPlaces } from "#/platform/places-here.ts"
import type { PlaceLook } from "#/platform/unlocking.ts"
import { dateWords } from "#/text/dates.ts"
import { lockWords } from "#/text/lock.ts"
import { Button } from "#/ui/button.tsx"
import { Card } from "#/ui/card.tsx"
import { Cover } from "#/ui/cover.tsx"
import { Entries, Entry } from "#/ui/entries.tsx"
import { Icon } from "#/ui/icon.tsx"
import { Menu } from "#/ui/menu.tsx"
import { useToast } from "#/ui/toast.tsx"
import { Wait } from "#/ui/wait.tsx"
import { useWords } from "#/ui/words.tsx"

import { choosePlace } from "./choose-place.ts"
import { leaveRemoved } from "./leave-removed.ts"
import { RemoveLockedDialog } from "./remove-locked-dialog.tsx"
import { usePlaceName } from "./use-place-name.ts"
import { useSavedWords } from "./use-saved-words.ts"

import "./lock.css"

/** Whose journals are on this tablet: names, schools and what waits, without any key. */
export function TeachersScreen() {
  const { teachers: words, other, removing } = useWords(lockWords)
  const toasts = useToast()
  const [places, setPlaces] = useState<readonly PlaceLook[]>()
  const [leaving, setLeaving] = useState<PlaceLook>()
  const nameOf = usePlaceName()
  useEffect(() => {
    let isOver = false
    void (async () => {
      const found = await listPlaces()
      if (!isOver) setPlaces(found)
    })()
    return () => {
      isOver = true
    }
  }, [])
  return (
    <Cover title={words.title} sub={words.sub} tabTitle={words.tab} narrow>
      {places === undefined && <Wait />}
      {places !== undefined && places.length > 0 && (
        <Card flush label={words.list} className="lock-teachers">
          <Entries label={words.list}>
            {places.map((place) => (
              <Teacher
                key={place.database}
                place={place}
                onChoose={() => choosePlace(place.database)}
                onRemove={() => setLeaving(place)}
              />
            ))}
          </Entries>
        </Card>
      )}
      <Card title={words.add}>
        <div className="stack stack-close">
          <p>{words.addWhy}</p>
          <div className="line">
            {/* A fresh document: an invitation stands outside every journal. */}
            <a className="btn" href={paths.join}>
              <Icon name="plus" />
              {words.add}
            </a>
          </div>
        </div>
      </Card>
      <p>
        <Button look="quiet" onClick={() => enter("demo")}>
          {other.practice}
        </Button>
      </p>
      {leaving && (
        <RemoveLockedDialog
          place={leaving}
          onOpen={() => choosePlace(leaving.database)}
          onClose={() => setLeaving(undefined)}
          onRemoved={() => {
            const left = places?.filter(({ database }) => database !== leaving.database) ?? []
            leaveRemoved(left.length)
            setLeaving(undefined)
            toasts.show({ text: removing.removed(nameOf(leaving)) })
            setPlaces(left)
          }}
        />
      )}
    </Cover>
  )
}

type TeacherProps = {
  readonly place: PlaceLook
  readonly onChoose: () => void
  readonly onRemove: () => void
}

function Teacher({ place, onChoose, onRemove }: TeacherProps) {
  const { teachers: words, saved } = useWords(lockWords)
  const dates = useWords(dateWords)
  const name = usePlaceName()(place)
  const [nowMs] = useState(() => Date.now())
  const since =
    place.mode === "joined" && place.oldestUnsentAt !== null
      ? saved.since(dates.moment(place.oldestUnsentAt, nowMs))
      : undefined
  const lines = [
    place.schoolName,
    useSavedWords(place),
    since,
    place.isOpen ? words.noPin : undefined,
  ].filter((line) => line !== undefined && line !== "")
  return (
    <Entry
      margin={<Icon name={place.isOpen ? "person" : "lock"} />}
      title={
        <button
          type="button"
          className="lock-teacher"
          aria-label={words.open(name)}
          onClick={onChoose}
        >
          {name}
        </button>
      }
      detail={lines.map((line) => (
        <span key={line} className="lock-detail">
          {line}
        </span>
      ))}
      action={
        <Menu
          label={words.manage(name)}
          items={[{ label: words.remove, icon: "trash", harm: true, run: onRemove }]}
        />
      }
    />
  )
}
