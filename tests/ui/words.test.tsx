import { render, screen } from "@testing-library/react"
import { describe, expect, test } from "vitest"

import { commonWords } from "#/text/common.ts"
import type { Language } from "#/text/pair.ts"
import { LanguageProvider, useLanguage, useWords } from "#/ui/words.tsx"

function Label() {
  const words = useWords(commonWords)
  return (
    <p>
      {useLanguage()}: {words.undo}
    </p>
  )
}

function Labelled({ language }: { readonly language: Language }) {
  return (
    <LanguageProvider language={language}>
      <Label />
    </LanguageProvider>
  )
}

describe("the language", () => {
  test("is Russian unless something else is chosen", () => {
    render(<Label />)

    expect(screen.getByText("ru: Отменить")).toBeTruthy()
  })

  test("changes the words and what the document says of itself", () => {
    const { rerender } = render(<Labelled language="ru" />)
    expect(document.documentElement.lang).toBe("ru")

    rerender(<Labelled language="en" />)
    expect(document.documentElement.lang).toBe("en")
    expect(screen.getByText("en: Undo")).toBeTruthy()
  })
})
