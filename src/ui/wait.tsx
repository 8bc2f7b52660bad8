import { useEffect, useState } from "react"

import { commonWords } from "#/text/common.ts"

import { useWords } from "./words.tsx"

import "./wait.css"

const quietMs = 400

/** Nothing for the time in which most things are ready, then a sentence. */
export function Wait({ text }: { readonly text?: string }) {
  const words = useWords(commonWords)
  const [late, setLate] = useState(false)
  useEffect(() => {
    const timer = setTimeout(() => {
      setLate(true)
    }, quietMs)
    return () => {
      clearTimeout(timer)
    }
  }, [])
  return (
    <p className="wait" role="status">
      {late && (text ?? words.opening)}
    </p>
  )
}
