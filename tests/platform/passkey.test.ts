import { useTinyArgon } from "#tests/support/tiny-argon.ts"
import { Dexie } from "dexie"
import { afterEach, beforeEach, expect, test, vi } from "vitest"

import { must } from "#/base/assert.ts"
import { addPasskey, removeWay, setPin } from "#/platform/key-settings.ts"
import { beginPlace } from "#/platform/open-place.ts"
import type { Services } from "#/platform/services.tsx"
import { unlockWithPasskey } from "#/platform/unlock-place.ts"

/** An authenticator: computes over a salt with a secret that it never gives away. */
class Authenticator {
  readonly #secret = crypto.getRandomValues(new Uint8Array(32))
  isRefused = false
  hasPrf = true
  /** Some compute only when they are asked for an assertion. */
  computesAtOnce = true
  names: string[] = []

  readonly create = async ({ publicKey }: CredentialCreationOptions) => {
    this.names.push(publicKey?.user.name ?? "", publicKey?.user.displayName ?? "")
    if (this.isRefused) throw new DOMException("closed", "NotAllowedError")
    const first = this.computesAtOnce ? await this.#over(publicKey?.extensions) : undefined
    return this.#answer({ enabled: this.hasPrf, results: first && { first } })
  }

  readonly get = async ({ publicKey }: CredentialRequestOptions) => {
    if (this.isRefused) throw new DOMException("closed", "NotAllowedError")
    return this.#answer({ results: { first: await this.#over(publicKey?.extensions) } })
  }

  async #over(extensions: AuthenticationExtensionsClientInputs | undefined): Promise<ArrayBuffer> {
    const salt = must(extensions?.prf?.eval?.first, "a salt to compute over")
    const key = { name: "HMAC", hash: "SHA-256" }
    const own = await crypto.subtle.importKey("raw", this.#secret, key, false, ["sign"])
    return crypto.subtle.sign("HMAC", own, salt)
  }

  #answer(prf: object) {
    const rawId = new Uint8Array([1, 2, 3]).buffer
    return { rawId, getClientExtensionResults: () => ({ prf: this.hasPrf ? prf : undefined }) }
  }
}

const own = "nav-own"
const silent = (): void => undefined
let authenticator: Authenticator

beforeEach(() => {
  authenticator = new Authenticator()
  useTinyArgon()
  vi.stubGlobal("location", { hostname: "school.test", origin: "http://school.test" })
  vi.stubGlobal("navigator", { credentials: authenticator })
})

afterEach(async () => {
  vi.unstubAllGlobals()
  for (const name of await Dexie.getDatabaseNames()) await Dexie.delete(name)
})

async function aPlace(): Promise<Services> {
  const begun = await beginPlace("own", silent)
  if (begun.kind !== "open") throw new Error(begun.kind)
  await setPin(begun.services, "482916")
  return begun.services
}

function close({ journal }: Services): void {
  journal.database.close({ disableAutoOpen: true })
}

test.each([true, false])("a passkey opens the place (computes at once: %s)", async (atOnce) => {
  authenticator.computesAtOnce = atOnce
  const services = await aPlace()
  // It is a convenience and no way back: the device's slot stays with it.
  expect(await addPasskey(services)).toEqual({ kind: "set", opensByItself: true })
  expect(authenticator.names.join()).not.toMatch(/[а-яё]/i)
  close(services)
  const unlocked = await unlockWithPasskey(own, silent)
  if (unlocked.kind !== "open") throw new Error(unlocked.kind)
  expect(await removeWay(unlocked.services, "passkey")).toEqual({ kind: "removed" })
  close(unlocked.services)
  expect(await unlockWithPasskey(own, silent)).toEqual({ kind: "no-way" })
})

test("another authenticator does not open it, and a closed dialog is no wrong try", async () => {
  const services = await aPlace()
  await addPasskey(services)
  close(services)
  vi.stubGlobal("navigator", { credentials: new Authenticator() })
  expect(await unlockWithPasskey(own, silent)).toMatchObject({ kind: "wrong" })
  vi.stubGlobal("navigator", { credentials: authenticator })
  authenticator.isRefused = true
  expect(await unlockWithPasskey(own, silent)).toEqual({ kind: "cancelled" })
})

test("an authenticator that cannot compute is not taken", async () => {
  const services = await aPlace()
  authenticator.hasPrf = false
  expect(await addPasskey(services)).toEqual({ kind: "unsupported" })
  close(services)
})
