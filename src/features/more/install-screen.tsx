import { useState, useSyncExternalStore } from "react"

import { paths } from "#/features/paths.ts"
import { browserName } from "#/platform/browser-name.ts"
import { install } from "#/platform/install.ts"
import { installWords } from "#/text/install.ts"
import { moreWords } from "#/text/more.ts"
import { Banner } from "#/ui/banner.tsx"
import { Button } from "#/ui/button.tsx"
import { Card } from "#/ui/card.tsx"
import { Page } from "#/ui/page.tsx"
import { useWords } from "#/ui/words.tsx"

import "./more.css"

/** How the logbook gets to the home screen of this very browser, and whether it stands there already. */
export function InstallScreen() {
  const words = useWords(installWords)
  const more = useWords(moreWords)
  const state = useSyncExternalStore(install.subscribe, install.current)
  const [isDeclined, setDeclined] = useState(false)
  const browser = browserName(navigator)
  const isInstalled = state === "installed"
  return (
    <Page title={words.title} back={{ to: paths.more, label: more.title }}>
      <div className="more">
        <div className="stack">
          <Banner
            state={isInstalled ? "sent" : "unmarked"}
            icon={isInstalled ? "check" : "download"}
          >
            {isInstalled ? words.installed : words.notYet}
          </Banner>
          {!isInstalled && (
            <Card title={words.browser[browser]} next>
              <div className="stack stack-close">
                {state === "offered" && (
                  <Button
                    look="main"
                    big
                    icon="download"
                    onClick={() => void install.ask().then((agreed) => setDeclined(!agreed))}
                  >
                    {words.action}
                  </Button>
                )}
                {isDeclined && <p role="status">{words.declined}</p>}
                {state === "by-hand" && (
                  <ol className="more-steps">
                    {words.steps[browser].map((step) => (
                      <li key={step}>{step}</li>
                    ))}
                  </ol>
                )}
              </div>
            </Card>
          )}
        </div>
        <div className="stack">
          <Card title={words.whatFor}>
            <ul className="more-points">
              {words.gains.map((gain) => (
                <li key={gain}>{gain}</li>
              ))}
            </ul>
          </Card>
          <p className="muted">{words.note}</p>
        </div>
      </div>
    </Page>
  )
}
