// The emergency brake: serve this file as /sw.js. Every tablet that reaches the server then drops its stored copy of the
// app and takes the app from the network; what teachers have written (IndexedDB) is not touched and no tab is reloaded.
// The gentler way is "serviceWorker": "off" in /sw-switch.json, see docs/decisions/0010-service-worker.md.
self.addEventListener("install", () => self.skipWaiting())
self.addEventListener("activate", (event) => event.waitUntil(leave()))

async function leave() {
  for (const name of await caches.keys()) await caches.delete(name)
  await self.registration.unregister()
}
