import { useSyncExternalStore } from "react"

import { paths } from "#/features/paths.ts"
import { install } from "#/platform/install.ts"
import { moreWords } from "#/text/more.ts"
import { Card } from "#/ui/card.tsx"
import { Entries, Entry } from "#/ui/entries.tsx"
import { Icon } from "#/ui/icon.tsx"
import { useWords } from "#/ui/words.tsx"

export function DeviceCard() {
  const { device: words } = useWords(moreWords)
  const state = useSyncExternalStore(install.subscribe, install.current)
  const next = <Icon name="next" />
  return (
    <Card title={words.title} flush>
      <Entries label={words.title}>
        <Entry
          margin={<Icon name="off" />}
          title={words.ready}
          detail={words.readyDetail}
          to={paths.ready}
          sign={next}
        />
        <Entry
          margin={<Icon name="download" />}
          title={words.install}
          detail={state === "installed" ? words.installed : words.notInstalled}
          to={paths.install}
          sign={next}
        />
        <Entry
          margin={<Icon name="tablet" />}
          title={words.storage}
          detail={words.storageDetail}
          to={paths.storage}
          sign={next}
        />
      </Entries>
    </Card>
  )
}
