import { grammarGender } from "#/domain/pupil.ts"

import { pair, type SameKeys } from "./pair.ts"

const ru = {
  you: "вы",
  /** Somebody whose name this tablet does not hold. */
  somebody: "коллега",
}

const en: SameKeys<typeof ru> = {
  you: "you",
  somebody: "a colleague",
}

export const authorWords = pair(ru, en)

/** Who wrote something, as a sentence calls them, and by which verb form to speak of them. */
export interface Author {
  readonly who: string
  readonly form: "you" | "m" | "f" | "unknown"
}

/** Whom the ids stand for on this tablet. */
export interface Known {
  readonly people: ReadonlyMap<string, string>
  /** The signed-in person, or the local one. */
  readonly own: string
}

/** «Иванова» of «Иванова Ирина Петровна», «вы» of the person at the tablet. */
export function authorOf(by: string, known: Known, words: (typeof authorWords)["ru"]): Author {
  // What was written before a server was joined is this tablet's own.
  if (by === known.own || by === "local") return { who: words.you, form: "you" }
  const name = known.people.get(by)
  if (name === undefined || name.trim() === "") return { who: words.somebody, form: "unknown" }
  const [last = "", first = "", middle = ""] = name.trim().split(/\s+/u)
  return { who: last, form: grammarGender({ last, first, middle }) }
}
