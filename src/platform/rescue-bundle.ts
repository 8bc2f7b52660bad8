import { fromBase64url, toBase64url } from "#/base/base64url.ts"
import { bundleIdOf, gatherRescue, rescueNote, signingSecret } from "#/data/rescue.ts"
import { signRescue, sealRescue, type Contents } from "#/sync/rescue-seal.ts"
import { packRescue, type Rescue } from "#/sync/rescue.ts"

import type { Services } from "./services.tsx"

/** Everything unsent of this place, sealed. */
export interface MadeBundle {
  readonly id: string
  readonly bytes: Uint8Array<ArrayBuffer>
  /** Changes in it, and the highest of their numbers. */
  readonly count: number
  readonly lastN: number
  /** Whether the school's server opens it without the code. */
  readonly isToServer: boolean
}

/** Seals everything unsent to the school's server, as far as its key is known, and to a code when one is given. */
export async function makeBundle(
  services: Services,
  { code }: { readonly code?: string },
): Promise<MadeBundle | "nothing" | "no-way"> {
  const { journal, nowMs } = services
  const { rescue, count, lastN } = await gatherRescue(journal, nowMs())
  if (count === 0) return "nothing"
  const { serverKey: told } = await rescueNote(journal)
  const serverKey = told === null || rescue.school === null ? undefined : fromBase64url(told)
  if (serverKey === undefined && code === undefined) return "no-way"
  const id = toBase64url(await bundleIdOf(rescue))
  const { madeAt, school, person, ops } = rescue
  const label = { id, madeAt, school, person, ops: ops.length }
  const contents = await contentsOf(services, rescue)
  const bytes = await sealRescue(crypto, { label, contents }, { serverKey, code })
  return { id, count, lastN, isToServer: serverKey !== undefined, bytes }
}

async function contentsOf({ journal }: Services, rescue: Rescue): Promise<Contents> {
  const packed = packRescue(rescue)
  const secret = await signingSecret(journal)
  return { packed, mac: secret === undefined ? null : await signRescue(crypto, packed, secret) }
}
