import { useState } from "react"

import { paths } from "#/features/paths.ts"
import { classWords } from "#/text/classes.ts"
import { Page } from "#/ui/page.tsx"
import { SearchField } from "#/ui/search-field.tsx"
import { useWords } from "#/ui/words.tsx"

import { PupilHits } from "./pupil-search.tsx"

import "./classes.css"

/** Anyone on the tablet, by name. What is typed stays on the screen: no name goes into an address. */
export function SearchScreen() {
  const words = useWords(classWords)
  const [sought, setSought] = useState("")
  return (
    <Page title={words.search.title} back={{ to: paths.classes, label: words.title }}>
      <div className="stack classes">
        <SearchField label={words.search.label} value={sought} onChange={setSought} />
        {sought.trim() === "" ? (
          <p className="muted">{words.search.hint}</p>
        ) : (
          <PupilHits sought={sought} />
        )}
      </div>
    </Page>
  )
}
