import type { PasskeySlot } from "#/data/rows.ts"
import type { Passkey } from "#/data/slots.ts"

/** The browser's own part: a test puts its own here. */
export type Credentialing = Pick<CredentialsContainer, "create" | "get">

const algorithms = [-7, -257] as const
const timeout = 120_000

export type PasskeyMade =
  | { readonly kind: "made"; readonly passkey: Passkey }
  | { readonly kind: "cancelled" }
  | { readonly kind: "unsupported" }

/** Makes a passkey that can compute over our salt (WebAuthn PRF). No person's name goes into the system's list. */
export async function makePasskey(
  placeId: string,
  credentials: Credentialing = navigator.credentials,
): Promise<PasskeyMade> {
  const salt = randomBytes(32)
  const name = `${location.hostname} ${placeId.slice(-4)}`
  const made = await asked(() =>
    credentials.create({
      publicKey: {
        challenge: randomBytes(32),
        rp: { name: location.hostname },
        user: { id: randomBytes(16), name, displayName: name },
        pubKeyCredParams: algorithms.map((alg) => ({ type: "public-key", alg })),
        authenticatorSelection: { userVerification: "required", residentKey: "discouraged" },
        extensions: { prf: { eval: { first: salt } } },
        timeout,
      },
    }),
  )
  if (made === undefined) return { kind: "cancelled" }
  const { prf } = made.getClientExtensionResults()
  if (prf?.enabled !== true) return { kind: "unsupported" }
  const credential = made.rawId
  // Some compute only when asked a second time.
  const output =
    bytesOf(prf.results?.first) ?? (await askPasskey({ credential, salt }, credentials))
  return output === undefined
    ? { kind: "cancelled" }
    : { kind: "made", passkey: { credential, salt, output } }
}

/** What the passkey computes; undefined when the person has closed the dialog, or has it no more. */
export async function askPasskey(
  { credential, salt }: Pick<PasskeySlot, "credential" | "salt">,
  credentials: Credentialing = navigator.credentials,
): Promise<Uint8Array<ArrayBuffer> | undefined> {
  const got = await asked(() =>
    credentials.get({
      publicKey: {
        challenge: randomBytes(32),
        allowCredentials: [{ type: "public-key", id: credential }],
        userVerification: "required",
        extensions: { prf: { eval: { first: salt } } },
        timeout,
      },
    }),
  )
  return bytesOf(got?.getClientExtensionResults().prf?.results?.first)
}

/** Whether this browser can have a passkey that keeps a key. Those that do not tell are asked when one is made. */
export async function canHavePasskey(): Promise<boolean> {
  if (typeof PublicKeyCredential === "undefined") return false
  const tells: {
    readonly getClientCapabilities?: typeof PublicKeyCredential.getClientCapabilities
  } = PublicKeyCredential
  if (tells.getClientCapabilities !== undefined) {
    const told = await PublicKeyCredential.getClientCapabilities()
    return told["extension:prf"] === true && told["passkeyPlatformAuthenticator"] === true
  }
  return PublicKeyCredential.isUserVerifyingPlatformAuthenticatorAvailable()
}

async function asked(
  ask: () => Promise<Credential | null>,
): Promise<PublicKeyCredential | undefined> {
  try {
    const given = await ask()
    return given !== null && isPublicKey(given) ? given : undefined
  } catch (error) {
    // Closed by the person, timed out, or not there: the browser does not tell them apart.
    if (
      error instanceof Error &&
      /NotAllowed|Abort|InvalidState|NotSupported|Security/.test(error.name)
    ) {
      return undefined
    }
    throw error
  }
}

function isPublicKey(given: Credential): given is PublicKeyCredential {
  return "getClientExtensionResults" in given
}

function bytesOf(given: BufferSource | undefined): Uint8Array<ArrayBuffer> | undefined {
  if (given === undefined) return undefined
  const bytes = ArrayBuffer.isView(given)
    ? new Uint8Array(given.buffer, given.byteOffset, given.byteLength)
    : new Uint8Array(given)
  return new Uint8Array(bytes)
}

function randomBytes(length: number): Uint8Array<ArrayBuffer> {
  return crypto.getRandomValues(new Uint8Array(length))
}
