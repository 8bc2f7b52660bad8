import { useState } from "react"

import { dropCrumb, readCrumb } from "#/platform/crumb.ts"
import { chooseTheme, type Theme } from "#/platform/theme.ts"
import { moreWords } from "#/text/more.ts"
import { Card } from "#/ui/card.tsx"
import { ChipRow, ChoiceChip } from "#/ui/chip.tsx"
import { useLanguage, useWords } from "#/ui/words.tsx"

const languages = ["ru", "en"] as const
const themes: readonly Theme[] = ["system", "light", "dark"]

/** Language and theme, kept beside the database: they are the tablet's and nobody's record. */
export function LookCard() {
  const { look: words } = useWords(moreWords)
  const language = useLanguage()
  const [theme, setTheme] = useState<Theme>(() => readCrumb()?.theme ?? "system")
  const choose = (chosen: Theme): void => {
    setTheme(chosen)
    chooseTheme(chosen)
  }
  return (
    <Card title={words.title}>
      <div className="stack">
        <div className="stack stack-close">
          <p className="more-label">{words.language}</p>
          <ChipRow label={words.language}>
            {languages.map((code) => (
              <ChoiceChip
                key={code}
                pressed={code === language}
                onPress={() => {
                  dropCrumb({ language: code })
                  // Everything is saved at once, so a fresh document loses nothing.
                  if (code !== language) location.reload()
                }}
              >
                <span lang={code}>{words.languages[code]}</span>
              </ChoiceChip>
            ))}
          </ChipRow>
        </div>
        <div className="stack stack-close">
          <p className="more-label">{words.theme}</p>
          <ChipRow label={words.theme}>
            {themes.map((name) => (
              <ChoiceChip key={name} pressed={name === theme} onPress={() => choose(name)}>
                {words.themes[name]}
              </ChoiceChip>
            ))}
          </ChipRow>
        </div>
      </div>
    </Card>
  )
}
