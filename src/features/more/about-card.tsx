import { paths } from "#/features/paths.ts"
import { appVersion } from "#/platform/version.ts"
import { protocolVersion } from "#/sync/limits.ts"
import { moreWords } from "#/text/more.ts"
import { LinkButton } from "#/ui/button.tsx"
import { Card } from "#/ui/card.tsx"
import { Icon } from "#/ui/icon.tsx"
import { useWords } from "#/ui/words.tsx"

import { FactList } from "./fact-list.tsx"

export function AboutCard() {
  const { about: words } = useWords(moreWords)
  return (
    <Card title={words.title}>
      <div className="stack stack-close">
        <p>{words.what}</p>
        <FactList
          facts={[
            { term: words.version, value: appVersion },
            { term: words.protocol, value: protocolVersion },
            { term: words.licence, value: "MIT" },
          ]}
        />
        <div className="line">
          <LinkButton look="quiet" icon="check" to={paths.howWeTest}>
            {words.howWeTest}
          </LinkButton>
        </div>
        <details className="more-server">
          <summary>
            {words.server}
            <Icon name="down" />
          </summary>
          <ol>
            {words.serverSteps.map((step) => (
              <li key={step}>{step}</li>
            ))}
          </ol>
          <p>{words.serverLost}</p>
        </details>
      </div>
    </Card>
  )
}
