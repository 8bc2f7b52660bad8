import { canonicalJson, type Json } from "#/base/json.ts"
import { shortSum } from "#/base/short-sum.ts"
import type { OpId } from "#/domain/record.ts"

/**
 * What an edit says it was written on: the op whose value was on the screen, and a short sum of that value. The number
 * of an op alone does not say it: a server that was put back to an older copy has forgotten some, and of a copied
 * tablet the other half may have given one of them to something else (docs/decisions/0070). An app from before the
 * second version of the protocol says the op alone, and means whatever that set.
 */
export type EditName = string

/** What one op says in one cell. */
export interface NamedEdit {
  readonly op: OpId
  readonly value: Json
}

/** Outside of the characters of an op's id. */
const mark = "~"

/** The name under which later edits say that they were written on this one: `device.n~` and five hexadecimal digits. */
export function editName(edit: NamedEdit): EditName {
  return `${edit.op}${mark}${sumOf(edit)}`
}

/** Whether this edit is meant. */
export function isNamed(name: EditName, edit: NamedEdit): boolean {
  if (!name.startsWith(edit.op)) return false
  const rest = name.slice(edit.op.length)
  return rest === "" || rest === `${mark}${sumOf(edit)}`
}

/** The op of a name: what is left when nobody may be told any more what the edit said. */
export function opOfName(name: EditName): OpId {
  const at = name.indexOf(mark)
  return at === -1 ? name : name.slice(0, at)
}

function sumOf({ op, value }: NamedEdit): string {
  return shortSum(`${op} ${canonicalJson(value)}`)
}
