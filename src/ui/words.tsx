import { createContext, use, useLayoutEffect, type ReactNode } from "react"

import type { Language, Pair } from "#/text/pair.ts"

const LanguageContext = createContext<Language>("ru")

type Props = { readonly language: Language; readonly children: ReactNode }

/** Everything inside speaks this language, and the document says so to screen readers and hyphenation. */
export function LanguageProvider({ language, children }: Props) {
  useLayoutEffect(() => {
    document.documentElement.lang = language
  }, [language])
  return <LanguageContext value={language}>{children}</LanguageContext>
}

export function useLanguage(): Language {
  return use(LanguageContext)
}

export function useWords<Words>(pair: Pair<Words>): Words {
  return pair[use(LanguageContext)]
}
