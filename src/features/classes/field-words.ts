import type { Json } from "#/base/json.ts"
import { classWords } from "#/text/classes.ts"
import { writtenDay } from "#/text/typed-day.ts"
import { useWords } from "#/ui/words.tsx"

export interface FieldWords {
  /** «дата рождения» */
  readonly name: (cell: string) => string
  /** «03.04.2008» */
  readonly value: (cell: string, value: Json) => string
}

/** How the fields of pupils and classes are called and how their values are written. */
export function useFieldWords(classNames: ReadonlyMap<string, string>): FieldWords {
  const { clash: words, yes, no } = useWords(classWords)
  const names: Readonly<Record<string, string>> = words.field
  return {
    name: (cell) => names[cell] ?? words.otherField,
    value: (cell, value) => {
      if (typeof value === "boolean") return value ? yes : no
      if (typeof value === "number") return String(value)
      if (typeof value !== "string") return ""
      if (cell === "status") return value === "archived" ? words.archivedPupil : words.active
      if (cell === "class") return classNames.get(value) ?? words.unknownClass
      return cell === "born" || cell === "since" ? writtenDay(value) : value
    },
  }
}
