import type { Item } from "#/domain/instrument/instrument.ts"

/** Asked only of those who answered this question with one of these. */
export interface FormCondition {
  readonly question: string
  readonly is: readonly string[]
}

const quoted = String.raw`(?:'([^']*)'|"([^"]*)"|‘([^’]*)’|“([^”]*)”)`
const equal = new RegExp(String.raw`^\$\{([^}]+)\}\s*=\s*${quoted}$`)
const selected = new RegExp(String.raw`^selected\(\s*\$\{([^}]+)\}\s*,\s*${quoted}\s*\)$`)

/**
 * Reads a condition (relevant) of XLSForm: `${q1} = 'a'`, `selected(${q1}, 'a')`, or several answers to one question
 * joined by `or`. Undefined for any other: arithmetic, `and`, two questions.
 */
export function readCondition(text: string): FormCondition | undefined {
  const parts = text.split(/\s+or\s+/i).map((part) => readPart(part.trim()))
  const [first] = parts
  if (first === undefined) return undefined
  const is: string[] = []
  for (const part of parts) {
    if (part === undefined || part.question !== first.question) return undefined
    is.push(part.answer)
  }
  return { question: first.question, is }
}

function readPart(part: string) {
  const bare = /^\((.*)\)$/.exec(part)?.[1]?.trim() ?? part
  const found = equal.exec(bare) ?? selected.exec(bare)
  if (found === null) return undefined
  const answer = found.slice(2).find((one) => one !== undefined) ?? ""
  return { question: (found[1] ?? "").trim(), answer: answer.trim() }
}

/** The same the other way round. */
export function writeCondition({ item, is }: NonNullable<Item["when"]>): string {
  return is.map((option) => `\${${item}} = '${option}'`).join(" or ")
}
