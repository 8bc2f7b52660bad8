import { paths } from "#/features/paths.ts"
import { useMayAsk } from "#/platform/use-may-ask.ts"
import type { RetentionAnswer } from "#/sync/api.ts"
import { commonWords } from "#/text/common.ts"
import { retentionWords } from "#/text/retention.ts"
import { schoolWords } from "#/text/school.ts"
import { Banner } from "#/ui/banner.tsx"
import { Button } from "#/ui/button.tsx"
import { Empty } from "#/ui/empty.tsx"
import { Page } from "#/ui/page.tsx"
import { Wait } from "#/ui/wait.tsx"
import { useWords } from "#/ui/words.tsx"

import { ErasedCard } from "./erased-card.tsx"
import { KeepDaysCard } from "./keep-days-card.tsx"
import { useRetention } from "./use-retention.ts"
import { WithdrawnCard } from "./withdrawn-card.tsx"
import { YearsCard } from "./years-card.tsx"

import "./retention.css"

/** «Хранение»: for the head. What is shown and done here is the server's, so it needs a connection. */
export function RetentionScreen() {
  const words = useWords(retentionWords)
  const { title: school } = useWords(schoolWords)
  const isHead = useMayAsk("retention")
  return (
    <Page title={words.title} sub={words.sub} back={{ to: paths.school, label: school }}>
      {isHead ? <Asked /> : <Empty icon="lock">{words.onlyHead}</Empty>}
    </Page>
  )
}

function Asked() {
  const words = useWords(retentionWords)
  const common = useWords(commonWords)
  const { retention, reload } = useRetention()
  switch (retention.kind) {
    case "loading":
      return <Wait text={words.loading} />
    case "failed":
      return (
        <div role="alert">
          <Banner
            state="late"
            icon={retention.failure === "offline" ? "off" : "warning"}
            action={
              <Button look="quiet" onClick={reload}>
                {common.retry}
              </Button>
            }
          >
            {words.failure[retention.failure]}
          </Banner>
        </div>
      )
    case "done":
      return <Cards retention={retention.answer} reload={reload} />
  }
}

type CardsProps = { readonly retention: RetentionAnswer; readonly reload: () => void }

function Cards({ retention, reload }: CardsProps) {
  return (
    <div className="retention">
      <YearsCard years={retention.years} onDone={reload} />
      <KeepDaysCard keepDays={retention.keepDays} />
      {retention.withdrawn.length > 0 && <WithdrawnCard withdrawn={retention.withdrawn} />}
      <ErasedCard past={retention.past} />
    </div>
  )
}
