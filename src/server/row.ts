import type { SQLOutputValue } from "node:sqlite"

import { assert } from "#/base/assert.ts"

export type Row = Record<string, SQLOutputValue>

/** A column that the schema promises to be text. */
export function text(row: Row, column: string): string {
  const value = row[column]
  assert(typeof value === "string", `${column} is text`)
  return value
}

export function textOrNull(row: Row, column: string): string | null {
  return row[column] === null ? null : text(row, column)
}

export function integer(row: Row, column: string): number {
  const value = row[column]
  assert(typeof value === "number", `${column} is an integer`)
  return value
}

export function integerOrNull(row: Row, column: string): number | null {
  return row[column] === null ? null : integer(row, column)
}

export function flag(row: Row, column: string): boolean {
  return integer(row, column) === 1
}
