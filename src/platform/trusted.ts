import { assert } from "#/base/assert.ts"

/** Stands in the content security policy too (`trusted-types bortzhurnal`): no other policy can be made. */
const policyName = "bortzhurnal"

/** The service worker, and the module workers of the build: their sources are named `*-worker.ts`. */
const serviceWorker = "/sw.js"
const builtWorker = /^\/assets\/[a-z0-9-]+-worker-[\w-]{8}\.js$/
const servedWorker = /^\/src\/[a-z0-9/-]+-worker\.ts\?[\w&=.-]+$/

type ScriptUrls = { readonly createScriptURL: (url: string) => string }
type PolicyFactory = { readonly createPolicy: (name: string, rules: ScriptUrls) => ScriptUrls }

declare global {
  /** TypeScript's DOM does not know Trusted Types. To it a trusted address is the string it stands for. */
  var trustedTypes: PolicyFactory | undefined
}

const rules: ScriptUrls = {
  createScriptURL: (url) => {
    assert(isOurScript(url, import.meta.env.DEV), "only a script of this app can be started")
    return url
  },
}

// Made once: a second policy of the same name is refused. Where the browser has no Trusted Types (Safari before 26,
// Firefox before 148) the check stays and only its enforcement is missing.
const policy = globalThis.trustedTypes?.createPolicy(policyName, rules) ?? rules

/** True for an address this app may start as a script. Anything else is a bug or an attack. */
export function isOurScript(url: string, developing: boolean): boolean {
  return url === serviceWorker || builtWorker.test(url) || (developing && servedWorker.test(url))
}

/** The address of our script as the browser wants it under `require-trusted-types-for 'script'`. */
export function trustedScript(url: string): string {
  return policy.createScriptURL(url)
}

/**
 * Starts a module worker. Its address comes from `import url from "./name-worker.ts?worker&url"`; with
 * `new Worker(new URL(…))` the browser would refuse the plain string.
 */
export function startWorker(url: string): Worker {
  return new Worker(trustedScript(url), { type: "module" })
}
