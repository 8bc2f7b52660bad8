import { PrecacheController, type PrecacheEntry } from "workbox-precaching"

import { switchedOff } from "./kill-switch.ts"
import { isSkipWaiting, syncNudge, syncTag } from "./messages.ts"

/**
 * The service worker, served as /sw.js (its file name here is its address there). It keeps one whole release of the app
 * and answers from it; it never touches /api and holds no data of people.
 */
declare const self: ServiceWorkerGlobalScope & {
  readonly __WB_MANIFEST: readonly PrecacheEntry[]
}

declare global {
  /** Background Sync exists in Chromium only and TypeScript does not know it. */
  interface ServiceWorkerGlobalScopeEventMap {
    sync: ExtendableEvent & { readonly tag: string }
  }
}

const releaseCache = "release"
const formerAssetsCache = "former-assets"

const release = new PrecacheController({
  cacheName: releaseCache,
  plugins: [
    {
      // Past whatever the HTTP cache holds: a portal's page stored there under a file's address would fail every
      // install until it expires. An unchanged file costs a 304.
      requestWillFetch: ({ request }) =>
        Promise.resolve(new Request(request, { cache: "no-cache" })),
    },
  ],
})
// Every entry carries its digest, so a file that is not ours fails the whole install and the old release stays.
release.addToCacheList([...self.__WB_MANIFEST])

self.addEventListener("install", (event) => {
  void release.install(event)
})

self.addEventListener("activate", (event) => {
  event.waitUntil(takeOver(event))
})

self.addEventListener("message", (event) => {
  // Only a person's tap in one of the tabs brings a new release in, see src/platform/updates.ts.
  if (isSkipWaiting(event.data)) event.waitUntil(self.skipWaiting())
})

self.addEventListener("sync", (event) => {
  // The outbox is the page's: it knows what was acknowledged. The browser's event only wakes it.
  if (event.tag === syncTag) event.waitUntil(nudgePages())
})

self.addEventListener("fetch", (event) => {
  const { request } = event
  const url = new URL(request.url)
  if (request.method !== "GET" || url.origin !== self.location.origin) return
  if (url.pathname.startsWith("/api/")) return
  if (request.mode === "navigate" && isScreen(url)) {
    event.waitUntil(obeyKillSwitch())
    event.respondWith(screen(request))
  } else if (release.getCacheKeyForURL(url.href) !== undefined) {
    event.respondWith(storedFile(request))
  } else if (url.pathname.startsWith("/assets/")) {
    event.respondWith(formerAsset(request))
  }
})

/** Addresses of screens have no dot; /kill-sw.js and the like are files and come from the server. */
function isScreen(url: URL): boolean {
  return !url.pathname.includes(".")
}

/** As the server does it: the page of the address's name, as `/pupil`, or else the app's. */
async function screen(request: Request): Promise<Response> {
  const { pathname } = new URL(request.url)
  const page = release.getCacheKeyForURL(`${pathname}.html`) === undefined ? "/index" : pathname
  return (await release.matchPrecache(`${page}.html`)) ?? fetch(request)
}

async function storedFile(request: Request): Promise<Response> {
  return (await release.matchPrecache(request.url)) ?? fetch(request)
}

/** A tab that still runs the former release may ask for a part it has not loaded yet, and without a network too. */
async function formerAsset(request: Request): Promise<Response> {
  const cache = await caches.open(formerAssetsCache)
  return (await cache.match(request.url)) ?? fetch(request)
}

async function takeOver(event: ExtendableEvent): Promise<void> {
  await keepFormerAssets()
  await release.activate(event)
  // The very first visit is usable offline at once. A page that already had a worker is not reloaded by this.
  await self.clients.claim()
}

/** The release that leaves moves its hashed files to a cache of their own, in place of the release before it. */
async function keepFormerAssets(): Promise<void> {
  await caches.delete(formerAssetsCache)
  const from = await caches.open(releaseCache)
  const current = new Set(release.getURLsToCacheKeys().values())
  const leaving = (await from.keys()).filter(
    ({ url }) => new URL(url).pathname.startsWith("/assets/") && !current.has(url),
  )
  if (leaving.length === 0) return
  const to = await caches.open(formerAssetsCache)
  for (const request of leaving) {
    const response = await from.match(request)
    if (response !== undefined) await to.put(request, response)
  }
}

async function nudgePages(): Promise<void> {
  for (const client of await self.clients.matchAll({ type: "window" }))
    client.postMessage(syncNudge)
}

/**
 * Looked at on every opening of a screen, beside the answer and never before it: it works even when the stored app
 * itself is broken and shows nothing.
 */
async function obeyKillSwitch(): Promise<void> {
  if (!(await switchedOff(fetch))) return
  await self.registration.unregister()
  for (const name of await caches.keys()) await caches.delete(name)
}
