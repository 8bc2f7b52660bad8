import { teachersPlace } from "#/platform/crumb.ts"
import { useServices } from "#/platform/services.tsx"
import { moreWords } from "#/text/more.ts"
import { Button } from "#/ui/button.tsx"
import { Card } from "#/ui/card.tsx"
import { useWords } from "#/ui/words.tsx"

/** Into the practice class and out of it. */
export function PracticeCard() {
  const { practice: words } = useWords(moreWords)
  const { place, enter } = useServices()
  const isInside = place.mode === "demo"
  return (
    <Card title={words.title}>
      <div className="stack stack-close">
        <p>{isInside ? words.leaveWhy : words.enterWhy}</p>
        <div className="line">
          <Button
            look={isInside ? "main" : "plain"}
            onClick={() => enter(isInside ? teachersPlace() : "demo")}
          >
            {isInside ? words.leave : words.enter}
          </Button>
        </div>
      </div>
    </Card>
  )
}
