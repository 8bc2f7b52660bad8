import { useRef } from "react"

import { useServices } from "#/platform/services.tsx"
import { dateWords } from "#/text/dates.ts"
import { rescueWords } from "#/text/rescue.ts"
import { Banner } from "#/ui/banner.tsx"
import { Button } from "#/ui/button.tsx"
import { Card } from "#/ui/card.tsx"
import { Dialog } from "#/ui/dialog.tsx"
import { Wait } from "#/ui/wait.tsx"
import { useWords } from "#/ui/words.tsx"

import { RescueCodeForm } from "./rescue-code-form.tsx"
import type { Taking } from "./use-taking.ts"

type Props = { readonly taking: Taking; readonly onCamera: () => void }

/** The way in: a file, or the camera before another tablet's screen. */
export function TakeCard({ taking, onCamera }: Props) {
  const { take: words } = useWords(rescueWords)
  const { place } = useServices()
  const { step } = taking
  const picker = useRef<HTMLInputElement>(null)
  return (
    <Card title={words.title}>
      <div className="stack stack-close">
        <p>{place.mode === "local" ? words.whyLocal : words.why}</p>
        <Button icon="upload" wide onClick={() => picker.current?.click()}>
          {words.file}
        </Button>
        <Button icon="eye" wide onClick={onCamera}>
          {words.camera}
        </Button>
        <input
          ref={picker}
          className="unseen"
          type="file"
          accept="text/plain,.txt,application/json,.json"
          aria-label={words.file}
          tabIndex={-1}
          onChange={(event) => {
            const file = event.target.files?.[0]
            if (file !== undefined) taking.takeFile(file)
            event.target.value = ""
          }}
        />
        {step.kind === "working" && <Wait text={words.working} />}
        {step.kind === "code" && (
          <RescueCodeForm
            fault={step.fault}
            onCode={(typed) => taking.giveCode(step.bundle, typed)}
            onLeave={taking.leave}
          />
        )}
        {step.kind === "done" && (
          <div role="status">
            <Banner state="sent" icon="check">
              {step.said}
            </Banner>
          </div>
        )}
        {step.kind === "failed" && (
          <div role="alert">
            <Banner state="refused" icon="refused">
              {step.said}
            </Banner>
          </div>
        )}
      </div>
      {step.kind === "confirm" && (
        <ConfirmDialog
          records={new Set(step.ops.map(({ rec }) => rec)).size}
          madeAt={step.madeAt}
          onStay={taking.leave}
          onRun={() => taking.confirm(step.ops)}
        />
      )}
    </Card>
  )
}

type ConfirmProps = {
  readonly records: number
  readonly madeAt: number
  readonly onStay: () => void
  readonly onRun: () => void
}

function ConfirmDialog({ records, madeAt, onStay, onRun }: ConfirmProps) {
  const { confirm: words } = useWords(rescueWords)
  const dates = useWords(dateWords)
  return (
    <Dialog
      title={words.title}
      stay={{ label: words.stay, run: onStay }}
      better={{ label: words.run(records), run: onRun }}
    >
      <p>{words.text(records, dates.moment(madeAt, 0))}</p>
    </Dialog>
  )
}
