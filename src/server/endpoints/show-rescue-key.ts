import { toBase64url } from "#/base/base64url.ts"
import { answer, type Call, type Outcome } from "#/server/call.ts"
import { refuse } from "#/server/refusal.ts"
import { rescueKeysOf, signingSecret } from "#/server/rescue-keys.ts"

/** To this key tablets seal what they have not sent: another teacher's tablet may carry it and cannot read it. */
export async function showRescueKey(
  call: Call<unknown>,
): Promise<Outcome<{ key: string | null; signing: string | null }>> {
  const { services, identity } = call
  if (identity.kind === "nobody") return refuse("signed-out")
  const keys = await rescueKeysOf(services)
  if (keys === undefined) return answer({ key: null, signing: null })
  const { scope, session: id } = identity
  const signing = signingSecret(services, { school: scope.school, person: scope.person, id })
  return answer({ key: toBase64url(keys.publicKey), signing: signing ?? null })
}
