import { groupSize } from "#/domain/activity-plan.ts"
import { themesOf } from "#/domain/consultation/form-groups.ts"
import { shortName } from "#/domain/pupil.ts"
import { scaleOf } from "#/domain/results/profile.ts"
import { className } from "#/domain/school-class.ts"
import { consultationWords } from "#/text/consultation.ts"
import { instrumentText } from "#/text/instrument-text.ts"
import { Button } from "#/ui/button.tsx"
import { Card } from "#/ui/card.tsx"
import { Chip } from "#/ui/chip.tsx"
import { DateField } from "#/ui/date-field.tsx"
import { TextField } from "#/ui/field.tsx"
import { useLanguage, useWords } from "#/ui/words.tsx"

import type { GroupGround, Source } from "./read-groups.ts"
import type { FormedGroups } from "./use-groups.ts"
import { dayOfGroup, startOfGroup } from "./use-plan-groups.ts"

type Props = {
  readonly ground: GroupGround
  readonly formed: FormedGroups
  readonly source: Source | undefined
  readonly insist: boolean
  readonly index: number
  readonly group: readonly string[]
  /** The pupil who is about to be moved. */
  readonly picked: string | undefined
  readonly onPick: (pupil: string) => void
  readonly move: (pupil: string, called: string, to: number) => void
}

/** One group: who is in it, when it meets; a tap on a pupil offers where to move. */
export function GroupCard(props: Props) {
  const { ground, source, index, group } = props
  const words = useWords(consultationWords).groups
  const size = groupSize("consultation", group.length)
  const pupils = ground.pupils.filter(({ id }) => group.includes(id))
  const theme = useTheme(source, group)
  return (
    <Card
      flush
      title={theme === "" ? words.group(index + 1) : `${words.group(index + 1)} · ${theme}`}
      aside={
        size?.isUsual === false ? (
          <Chip state="late" icon="info">
            {`${words.size(group.length)}, ${words.unusual(size.from, size.to)}`}
          </Chip>
        ) : (
          <Chip>{words.size(group.length)}</Chip>
        )
      }
    >
      <ul className="group-list">
        {pupils.map((pupil) => (
          <Member
            key={pupil.id}
            {...props}
            pupil={pupil.id}
            called={shortName(pupil, ground.pupils)}
            from={classNameIn(ground, pupil.classId)}
          />
        ))}
      </ul>
      <GroupWhen {...props} />
    </Card>
  )
}

/** «7А», where the groups are of several classes. */
function classNameIn({ band, pupils }: GroupGround, classId: string): string {
  const isOne = pupils.every((pupil) => pupil.classId === classId)
  const found = band.find(({ id }) => id === classId)
  return isOne || found === undefined ? "" : className(found)
}

/** «Природа, Люди»: what leads with the most of the group. */
function useTheme(source: Source | undefined, group: readonly string[]): string {
  const words = useWords(consultationWords).groups
  const language = useLanguage()
  if (source === undefined) return ""
  const { instrument, first } = source
  const seekers = group.map((id) => ({ id, first: first.get(id) ?? [] }))
  const themes = themesOf(
    seekers,
    instrument.scales.map(({ id }) => id),
  )
  if (themes.length === 0) return words.noTheme
  return themes.map((id) => instrumentText(scaleOf(instrument, id).title, language)).join(", ")
}

type MemberProps = Props & {
  readonly pupil: string
  readonly called: string
  readonly from: string
}

function Member({ formed, source, index, picked, onPick, move, pupil, called, from }: MemberProps) {
  const words = useWords(consultationWords).groups
  const leads = useLeads(source, pupil)
  const { groups } = formed.draft
  const isPicked = picked === pupil
  return (
    <li>
      <button
        type="button"
        className="group-member"
        aria-expanded={isPicked}
        onClick={() => onPick(pupil)}
      >
        <b>{called}</b> <span className="muted">{[from, leads].filter(Boolean).join(" · ")}</span>
      </button>
      {isPicked && (
        <div className="group-moves" role="group" aria-label={words.moveWhom(called)}>
          {groups.map((_, to) =>
            to === index ? null : (
              // Groups are places.
              // oxlint-disable-next-line react/no-array-index-key
              <Button key={to} onClick={() => move(pupil, called, to)}>
                {words.to(to + 1)}
              </Button>
            ),
          )}
          {(groups[index]?.length ?? 0) > 1 && (
            <Button look="quiet" onClick={() => move(pupil, called, groups.length)}>
              {words.toNew}
            </Button>
          )}
        </div>
      )}
    </li>
  )
}

function useLeads(source: Source | undefined, pupil: string): string {
  const words = useWords(consultationWords).groups
  const language = useLanguage()
  if (source === undefined) return ""
  const first = source.first.get(pupil)
  if (first === undefined) return words.noResult
  if (first.length === 0) return words.noLeader
  return first
    .map((id) => instrumentText(scaleOf(source.instrument, id).title, language))
    .join(", ")
}

/** A group may meet on another day and at another hour than the others. */
function GroupWhen({ formed: { draft, change }, index, insist }: Props) {
  const words = useWords(consultationWords).groups
  const day = dayOfGroup(draft, index)
  return (
    <div className="group-when">
      <DateField
        label={words.dayOf(index + 1)}
        value={day}
        insist={insist}
        fault={day === "" ? { text: words.noDay } : undefined}
        onChange={(typed) => change({ days: { ...draft.days, [index]: typed } })}
      />
      <TextField
        type="time"
        label={words.startOf(index + 1)}
        value={startOfGroup(draft, index)}
        onChange={(typed) => change({ starts: { ...draft.starts, [index]: typed } })}
      />
    </div>
  )
}
