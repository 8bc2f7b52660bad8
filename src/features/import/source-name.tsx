import { Fragment } from "react"

import type { PreviewRow } from "#/domain/class-list/preview-row.ts"

const cyrillic = /\p{Script=Cyrillic}/u
const latin = /(\p{Script=Latin}+)/u

/** The name as the file has it, with Latin letters among Cyrillic ones made visible: to the eye they are the same. */
export function SourceName({ row }: { readonly row: PreviewRow }) {
  const { name } = row.source
  const isMixed = row.reasons.some(({ code }) => code === "latin-letters" || code === "latin-left")
  if (!isMixed || !cyrillic.test(name)) return name
  return piecesOf(name).map(({ text, at, isLatin }) =>
    isLatin ? <mark key={at}>{text}</mark> : <Fragment key={at}>{text}</Fragment>,
  )
}

interface Piece {
  readonly text: string
  readonly at: number
  readonly isLatin: boolean
}

function piecesOf(name: string): readonly Piece[] {
  let at = 0
  // Every other piece is one the expression caught.
  const pieces = name.split(latin).map((text, place): Piece => {
    at += text.length
    return { text, at, isLatin: place % 2 === 1 }
  })
  return pieces.filter(({ text }) => text !== "")
}
