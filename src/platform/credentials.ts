import type { SessionMark } from "#/data/rows.ts"
import { proofSeat, type Vault } from "#/data/vault.ts"
import { placeHeader, proofHeader } from "#/sync/headers.ts"

/** By what the server tells the sessions of one browser's teachers apart, and one teacher from another. */
export interface Credentials {
  /** Absent: the plain cookie of the tablet's first place. */
  readonly place?: string
  readonly proof?: string
}

const held = new Map<string, Credentials>()

/** Whose document this is. A place that is made beside it, for another teacher, comes into its own document later. */
let main: string | undefined

/**
 * From now on the requests of this database's place carry its credentials. Each place has its own: the work of one
 * teacher must never be sent in the name of another, not even while a second one is joining.
 */
export function carry(database: string, credentials: Credentials): void {
  main ??= database
  held.set(database, credentials)
}

/** With what the place of this database asks. */
export function credentialsOf(database: string): Credentials {
  return held.get(database) ?? {}
}

/** The headers of a request of a place, the document's own unless told otherwise. */
export function credentialHeaders(database = main): Record<string, string> {
  return headersOf((database === undefined ? undefined : held.get(database)) ?? {})
}

export function headersOf({ place, proof }: Credentials): Record<string, string> {
  return {
    ...(place === undefined ? {} : { [placeHeader]: place }),
    ...(proof === undefined ? {} : { [proofHeader]: proof }),
  }
}

/** What a place keeps of its session, opened. */
export async function openMark(mark: SessionMark | undefined, vault: Vault): Promise<Credentials> {
  const { name, proof, v = 0 } = mark ?? {}
  return {
    ...(name === undefined ? {} : { place: name }),
    ...(proof === undefined ? {} : { proof: await vault.open<string>(proofSeat(v), proof) }),
  }
}
