import { paths } from "#/features/paths.ts"
import type { Member } from "#/sync/api.ts"
import { dateWords, dayOf } from "#/text/dates.ts"
import { compareNames } from "#/text/names.ts"
import { roleWords } from "#/text/roles.ts"
import { schoolWords } from "#/text/school.ts"
import { Card } from "#/ui/card.tsx"
import { Entries, Entry } from "#/ui/entries.tsx"
import { Icon, type IconName } from "#/ui/icon.tsx"
import type { State } from "#/ui/state.ts"
import { useWords } from "#/ui/words.tsx"

import type { NamedClass } from "./read-class-names.ts"

type Props = {
  readonly people: readonly Member[]
  readonly classes: readonly NamedClass[]
  readonly picked: string | null
}

const looks: Readonly<Record<Member["state"], readonly [State, IconName]>> = {
  active: ["sent", "check"],
  invited: ["waiting", "clock"],
  revoked: ["unmarked", "lock"],
}

const order: Readonly<Record<Member["state"], number>> = { active: 0, invited: 1, revoked: 2 }

/** Everyone of the school: those at work first, then those who have not come yet. */
export function PeopleList({ people, classes, picked }: Props) {
  const words = useWords(schoolWords)
  const sorted = [...people].sort(
    (one, other) =>
      Number(other.role === "head") - Number(one.role === "head") ||
      order[one.state] - order[other.state] ||
      compareNames(one.name, other.name),
  )
  return (
    <Card label={words.people} flush>
      <Entries label={words.people}>
        {sorted.map((person) => (
          <PersonEntry
            key={person.id}
            person={person}
            classes={classes}
            now={person.id === picked}
          />
        ))}
      </Entries>
    </Card>
  )
}

type EntryProps = {
  readonly person: Member
  readonly classes: readonly NamedClass[]
  readonly now: boolean
}

function PersonEntry({ person, classes, now }: EntryProps) {
  const role = useWords(roleWords)
  const [state, icon] = looks[person.state]
  const told = classes.filter(({ id }) => person.classes.includes(id)).map(({ name }) => name)
  const parts = [role.name[person.role], told.join(", "), useStateWord(person)]
  return (
    <Entry
      margin={<Icon name={icon} />}
      state={state}
      title={person.name}
      detail={parts.filter((part) => part !== "").join(" · ")}
      to={`${paths.school}?person=${person.id}`}
      now={now}
    />
  )
}

/** Nothing for those at work: the usual is calm. */
export function useStateWord(person: Member): string {
  const words = useWords(schoolWords)
  const dates = useWords(dateWords)
  if (person.state === "active") return ""
  if (person.state === "revoked") return words.state.revoked
  if (person.invitedUntil === null) return words.invitationOver
  return words.invitedUntil(dates.day(dayOf(person.invitedUntil)))
}
