import { useSyncExternalStore } from "react"

import { browserName } from "#/platform/browser-name.ts"
import { install } from "#/platform/install.ts"
import { installWords } from "#/text/install.ts"
import { startWords } from "#/text/start.ts"
import { Button } from "#/ui/button.tsx"
import { Card } from "#/ui/card.tsx"
import { Chip } from "#/ui/chip.tsx"
import { useWords } from "#/ui/words.tsx"

/** How to put the app on the home screen, for this very browser. */
export function InstallTip() {
  const words = useWords(startWords).install
  const browsers = useWords(installWords)
  const state = useSyncExternalStore(install.subscribe, install.current)
  const browser = browserName(navigator)
  if (state === "installed") {
    return (
      <p>
        <Chip state="sent" icon="check">
          {words.done}
        </Chip>
      </p>
    )
  }
  return (
    <Card title={words.title} aside={<span className="muted">{browsers.browser[browser]}</span>}>
      <div className="stack stack-close">
        <p>{words.why}</p>
        {state === "offered" ? (
          <div className="line">
            <Button icon="download" onClick={() => void install.ask()}>
              {words.action}
            </Button>
          </div>
        ) : (
          <ol className="start-points start-steps">
            {browsers.steps[browser].map((step) => (
              <li key={step}>{step}</li>
            ))}
          </ol>
        )}
      </div>
    </Card>
  )
}
