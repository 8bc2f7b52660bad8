import { useEffect, useState } from "react"
import { useLocation } from "react-router"

import { sectionsFor } from "#/domain/screen-access.ts"
import { paths } from "#/features/paths.ts"
import {
  acceptInvitation,
  lookAtInvitation,
  type InvitationKey,
  type Looked,
} from "#/platform/join.ts"
import { placeNameOf } from "#/platform/open-place.ts"
import type { Services } from "#/platform/services.tsx"
import { commonWords } from "#/text/common.ts"
import { startWords } from "#/text/start.ts"
import { Button } from "#/ui/button.tsx"
import { Cover } from "#/ui/cover.tsx"
import { Wait } from "#/ui/wait.tsx"
import { useWords } from "#/ui/words.tsx"

import { CodeForm } from "./code-form.tsx"
import { InvitationCard } from "./invitation-card.tsx"
import { JoinTrouble, type Obstacle } from "./join-trouble.tsx"
import { LockedPlace } from "./locked-place.tsx"

import "./start.css"

type Props = {
  readonly services: Services | undefined
  /** A journal that was locked has opened by an invitation. */
  readonly onOpen: (services: Services) => void
}

type Stage =
  | { readonly kind: "typing"; readonly obstacle?: Obstacle }
  | { readonly kind: "asking"; readonly key: InvitationKey }
  | { readonly kind: "asked"; readonly key: InvitationKey; readonly looked: Looked }
  | {
      readonly kind: "accepting"
      readonly key: InvitationKey
      readonly looked: Looked & { readonly kind: "invitation" }
    }

/** An invitation, by its link or by its code: who is invited where, what will happen to this tablet, and then it does. */
export function JoinScreen({ services, onOpen }: Props) {
  const { join: words } = useWords(startWords)
  const token = useLocation().hash.slice(1)
  const [stage, setStage] = useState<Stage>(() => stageOf(token))
  const [shownToken, setShownToken] = useState(token)
  // Another link opened in the same tab.
  if (shownToken !== token) {
    setShownToken(token)
    setStage(stageOf(token))
  }
  useAsking(stage, services, setStage)
  const accept = async (asked: Extract<Stage, { kind: "accepting" }>): Promise<void> => {
    setStage(asked)
    const outcome = await acceptInvitation(asked.key, services, asked.looked.look)
    if (outcome.kind !== "joined") {
      setStage({ kind: "asked", key: asked.key, looked: outcome })
      return
    }
    // The used token must not stay in the browser's history.
    history.replaceState(null, "", paths.join)
    outcome.services.enter(placeNameOf(outcome.services), paths.protect)
  }
  return (
    <Cover title={isOfArea(stage) ? words.titleArea : words.title} narrow>
      {stage.kind === "typing" && <CodeForm onKey={(key) => setStage({ kind: "asking", key })} />}
      {stage.kind === "asking" && <Wait text={words.looking} />}
      {stage.kind === "asked" && stage.looked.kind !== "invitation" && (
        <Obstructed
          obstacle={stage.looked}
          invitation={stage.key}
          onOpen={onOpen}
          onRetry={() => setStage({ kind: "asking", key: stage.key })}
          onOther={() => setStage({ kind: "typing" })}
        />
      )}
      {stage.kind === "asked" && stage.looked.kind === "invitation" && (
        <InvitationCard
          looked={stage.looked}
          busy={false}
          onAccept={() => {
            if (stage.looked.kind === "invitation") {
              void accept({ kind: "accepting", key: stage.key, looked: stage.looked })
            }
          }}
        />
      )}
      {stage.kind === "accepting" && (
        <InvitationCard looked={stage.looked} busy onAccept={() => undefined} />
      )}
      <p>
        <a className="btn btn-quiet" href={services === undefined ? paths.start : paths.today}>
          {words.notNow}
        </a>
      </p>
    </Cover>
  )
}

/** Before the server has said whose invitation it is, a school is what nearly everybody is invited to. */
function isOfArea(stage: Stage): boolean {
  if (stage.kind !== "asked" && stage.kind !== "accepting") return false
  const { looked } = stage
  return looked.kind === "invitation" && sectionsFor(looked.look.role).includes("area")
}

function stageOf(token: string): Stage {
  return token === "" ? { kind: "typing" } : { kind: "asking", key: { token } }
}

/** Asks once for every new question; an answer to an earlier one is dropped. */
function useAsking(
  stage: Stage,
  services: Services | undefined,
  setStage: (stage: Stage) => void,
): void {
  const key = stage.kind === "asking" ? stage.key : undefined
  useEffect(() => {
    if (key === undefined) return undefined
    let isOver = false
    void (async () => {
      const looked = await lookAtInvitation(key, services)
      if (!isOver) setStage({ kind: "asked", key, looked })
    })()
    return () => {
      isOver = true
    }
  }, [key, services, setStage])
}

type ObstructedProps = {
  readonly obstacle: Obstacle
  readonly invitation: InvitationKey
  readonly onOpen: (services: Services) => void
  readonly onRetry: () => void
  readonly onOther: () => void
}

function Obstructed({ obstacle, onRetry, onOther, ...locked }: ObstructedProps) {
  const { join: words } = useWords(startWords)
  const common = useWords(commonWords)
  return (
    <>
      <JoinTrouble obstacle={obstacle} />
      {obstacle.kind === "locked" && <LockedPlace database={obstacle.database} {...locked} />}
      <div className="line">
        {obstacle.kind === "failure" && (
          <Button look="main" big onClick={onRetry}>
            {common.retry}
          </Button>
        )}
        <Button onClick={onOther}>{words.otherCode}</Button>
      </div>
    </>
  )
}
