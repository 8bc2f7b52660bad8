/** What one transaction may do with the accounts of one school (tests/contracts/accounts.ts). */
export interface AccountRows {
  passphraseOf(person: string): Promise<PassphraseRow | undefined>
  putPassphrase(row: PassphraseRow): Promise<void>
  keptKey(person: string, vault: string): Promise<KeptKeyRow | undefined>
  /** The vaults of a person whose key is kept. */
  keptVaultsOf(person: string): Promise<readonly string[]>
  putKeptKey(row: KeptKeyRow): Promise<void>
  factorOf(person: string): Promise<FactorRow | undefined>
  putFactor(row: FactorRow): Promise<void>
  dropFactor(person: string): Promise<void>
}

/** All three name the server's key they were made with: with another one they are void. */
interface Keyed {
  readonly school: string
  readonly person: string
  readonly keyId: string
}

export interface PassphraseRow extends Keyed {
  /** Both base64url. */
  readonly salt: string
  readonly hash: string
  readonly setAt: number
}

/** The key of one vault of the person's, sealed. */
export interface KeptKeyRow extends Keyed {
  readonly vault: string
  readonly sealed: string
  readonly keptAt: number
}

export interface FactorRow extends Keyed {
  /** In force, sealed; null until the first one was confirmed. */
  readonly secret: string | null
  /** Shown and not yet confirmed, sealed. */
  readonly pending: string | null
  /** The step of thirty seconds whose code was used last: none at or before it is taken again. */
  readonly lastStep: number
  /** Hashes of the recovery codes that are left. */
  readonly codes: readonly string[]
}
