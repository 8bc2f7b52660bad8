import type { Trouble } from "#/data/database.ts"

import type { Unlocked } from "./unlocking.ts"

/** How a person signs in to have the server give the key back. `code` answers `step-up`. */
export type SignIn =
  | { readonly kind: "passphrase"; readonly passphrase: string; readonly code?: string }
  | {
      readonly kind: "invitation"
      readonly key: { readonly token: string } | { readonly code: string }
    }

type OnTrouble = (trouble: Trouble) => void

/** The place that has no PIN yet (`isOpen`): fails only when it was away from its server for too long. */
export async function unlockByItself(database: string, onTrouble: OnTrouble): Promise<Unlocked> {
  throw new Error(`comes with the slots ${database} ${onTrouble.name}`)
}

export async function unlockWithPin(
  database: string,
  pin: string,
  onTrouble: OnTrouble,
): Promise<Unlocked> {
  throw new Error(`comes with the slots ${database} ${pin} ${onTrouble.name}`)
}

export async function unlockWithPassphrase(
  database: string,
  passphrase: string,
  onTrouble: OnTrouble,
): Promise<Unlocked> {
  throw new Error(`comes with the slots ${database} ${passphrase} ${onTrouble.name}`)
}

export async function unlockWithRecoveryCode(
  database: string,
  code: string,
  onTrouble: OnTrouble,
): Promise<Unlocked> {
  throw new Error(`comes with the slots ${database} ${code} ${onTrouble.name}`)
}

export async function unlockWithPasskey(database: string, onTrouble: OnTrouble): Promise<Unlocked> {
  throw new Error(`comes with the slots ${database} ${onTrouble.name}`)
}

/** Signs in and has the server give the key back. For a forgotten PIN: set a new one next, nothing else is asked for. */
export async function unlockWithServer(
  database: string,
  by: SignIn,
  onTrouble: OnTrouble,
): Promise<Unlocked> {
  throw new Error(`comes with the slots ${database} ${by.kind} ${onTrouble.name}`)
}
