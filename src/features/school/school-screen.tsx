import { useState } from "react"
import { useSearchParams } from "react-router"

import { paths } from "#/features/paths.ts"
import { useServices } from "#/platform/services.tsx"
import { useLive } from "#/platform/use-live.ts"
import { useMayAsk } from "#/platform/use-may-ask.ts"
import type { InvitationAnswer, Member } from "#/sync/api.ts"
import { commonWords } from "#/text/common.ts"
import { schoolWords } from "#/text/school.ts"
import { Banner } from "#/ui/banner.tsx"
import { Button, LinkButton } from "#/ui/button.tsx"
import { classNames } from "#/ui/class-names.ts"
import { Empty } from "#/ui/empty.tsx"
import { ListDetail } from "#/ui/list-detail.tsx"
import { Page } from "#/ui/page.tsx"
import { Wait } from "#/ui/wait.tsx"
import { useWords } from "#/ui/words.tsx"

import { AreaCard } from "./area-card.tsx"
import { FreshInvitation } from "./fresh-invitation.tsx"
import { InviteForm } from "./invite-form.tsx"
import { PeopleList } from "./people-list.tsx"
import { PersonCard } from "./person-card.tsx"
import { readClassNames, type NamedClass } from "./read-class-names.ts"
import { usePeople, type PeopleStore } from "./use-people.ts"

import "./school.css"

/** «Школа»: who works here, for the head. Everything here is done by the server, so it needs a connection. */
export function SchoolScreen() {
  const words = useWords(schoolWords)
  const { place } = useServices()
  const mayManage = useMayAsk("people")
  if (!mayManage) {
    return (
      <Page title={words.title}>
        <Empty icon="people">{place.mode === "joined" ? words.onlyHead : words.noServer}</Empty>
      </Page>
    )
  }
  return <PeoplePage />
}

function PeoplePage() {
  const words = useWords(schoolWords)
  const common = useWords(commonWords)
  const { place } = useServices()
  const store = usePeople()
  const [search] = useSearchParams()
  const { people } = store
  const isInviting = search.has("invite")
  const picked = search.get("person")
  const isDetail = isInviting || picked !== null
  const count = people.kind === "here" ? ` · ${words.count(people.people.length)}` : ""
  return (
    <Page
      className={classNames("school-page", isDetail && "school-one")}
      title={words.title}
      sub={`${place.schoolName}${count}`}
      {...(isDetail ? { back: { to: paths.school, label: words.back } } : {})}
      actions={
        people.kind === "here" &&
        !isInviting && (
          <LinkButton look={isDetail ? "plain" : "main"} icon="plus" to={`${paths.school}?invite`}>
            {words.invite}
          </LinkButton>
        )
      }
    >
      {people.kind === "loading" && <Wait text={words.loading} />}
      {people.kind === "failed" && (
        <div role="alert">
          <Banner
            state="late"
            icon={people.failure === "offline" ? "off" : "warning"}
            action={
              <Button look="quiet" onClick={store.reload}>
                {common.retry}
              </Button>
            }
          >
            {words.failure[people.failure]}
          </Banner>
        </div>
      )}
      {people.kind === "here" && (
        <People store={store} people={people.people} picked={picked} isInviting={isInviting} />
      )}
    </Page>
  )
}

type PeopleProps = {
  readonly store: PeopleStore
  readonly people: readonly Member[]
  readonly picked: string | null
  readonly isInviting: boolean
}

/** An invitation whose link and code the server tells only once. */
interface Fresh {
  readonly person: Member
  readonly invitation: InvitationAnswer
}

function People({ store, people, picked, isInviting }: PeopleProps) {
  const words = useWords(schoolWords)
  const [, setSearch] = useSearchParams()
  const [fresh, setFresh] = useState<Fresh>()
  const classes: readonly NamedClass[] = useLive("class names", readClassNames) ?? []
  const person = people.find(({ id }) => id === picked)
  const show = (invited: Fresh): void => {
    setFresh(invited)
    setSearch({ person: invited.person.id }, { replace: true })
  }
  const detail = (): React.ReactNode => {
    if (isInviting) return <InviteForm store={store} classes={classes} onInvited={show} />
    if (person === undefined) return <p className="muted school-pick">{words.pick}</p>
    if (fresh?.person.id === person.id) {
      return <FreshInvitation {...fresh} onDone={() => setFresh(undefined)} />
    }
    return (
      <PersonCard
        key={person.id}
        person={person}
        store={store}
        classes={classes}
        onInvited={show}
      />
    )
  }
  return (
    <ListDetail
      className="school"
      list={
        <div className="stack">
          <PeopleList people={people} classes={classes} picked={picked} />
          <AreaCard />
        </div>
      }
      detail={detail()}
      showing={isInviting || person !== undefined ? "detail" : "list"}
    />
  )
}
