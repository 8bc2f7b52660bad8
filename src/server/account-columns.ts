import * as v from "valibot"

import type { FactorRow, KeptKeyRow, PassphraseRow } from "./account-rows.ts"
import { integer, text, textOrNull, type Row } from "./row.ts"

export function passphraseOf(row: Row): PassphraseRow {
  return {
    ...keyedOf(row),
    salt: text(row, "salt"),
    hash: text(row, "hash"),
    setAt: integer(row, "set_at"),
  }
}

export function keptKeyOf(row: Row): KeptKeyRow {
  return {
    ...keyedOf(row),
    vault: text(row, "vault"),
    sealed: text(row, "sealed"),
    keptAt: integer(row, "kept_at"),
  }
}

const codes = v.array(v.string())

export function factorOf(row: Row): FactorRow {
  return {
    ...keyedOf(row),
    secret: textOrNull(row, "secret"),
    pending: textOrNull(row, "pending"),
    lastStep: integer(row, "last_step"),
    codes: v.parse(codes, JSON.parse(text(row, "codes"))),
  }
}

function keyedOf(row: Row): Pick<PassphraseRow, "school" | "person" | "keyId"> {
  return { school: text(row, "school"), person: text(row, "person"), keyId: text(row, "key_id") }
}
