import { useLocation } from "react-router"

import type { Crumb } from "#/platform/crumb.ts"
import type { Services } from "#/platform/services.tsx"
import { startWords } from "#/text/start.ts"
import { Cover } from "#/ui/cover.tsx"
import { useWords } from "#/ui/words.tsx"

import { EmptiedCard } from "./emptied-card.tsx"
import { InstallTip } from "./install-tip.tsx"
import { SetUpForm } from "./set-up-form.tsx"
import { StartChoices } from "./start-choices.tsx"

import "./start.css"

type Props = { readonly was: Crumb["own"] | undefined; readonly services: Services | undefined }

/** The first run. The link a new server prints stands after `#` and leads to setting it up. */
export function StartScreen({ was, services }: Props) {
  const words = useWords(startWords)
  const token = useLocation().hash.slice(1)
  if (token !== "") {
    return (
      <Cover title={words.setUp.title} sub={words.setUp.sub} narrow>
        <SetUpForm token={token} services={services} />
      </Cover>
    )
  }
  return (
    <Cover title={words.title} sub={words.sub}>
      {was && <EmptiedCard was={was} />}
      <StartChoices services={services} />
      <InstallTip />
    </Cover>
  )
}
