import type { BrowserContext } from "@playwright/test"

/** What a browser says by itself when the story has pulled the plug; no fault of the app. */
const ofThePlug = /^Failed to load resource: (net::ERR_|the server responded with a status of 401)/

/** Collects what must never happen in any story: a request to a stranger, an error, a breach of the policy. */
export async function watch(context: BrowserContext, faults: string[]): Promise<void> {
  context.on("request", (request) => {
    const { protocol, hostname, href } = new URL(request.url())
    if (protocol.startsWith("http") && hostname !== "127.0.0.1") faults.push(`asked for ${href}`)
  })
  context.on("console", (message) => {
    if (message.type() !== "error" || ofThePlug.test(message.text())) return
    faults.push(`console: ${message.text()} (${message.location().url})`)
  })
  context.on("weberror", (event) => {
    faults.push(`uncaught: ${event.error().stack ?? event.error().message}`)
  })
  await context.addInitScript(() => {
    document.addEventListener("securitypolicyviolation", ({ violatedDirective, blockedURI }) => {
      console.error(`policy: ${violatedDirective} ${blockedURI}`)
    })
  })
}
