import { createServer, type ViteDevServer } from "vite"
import { afterAll, beforeAll, describe, expect, test } from "vitest"

let server: ViteDevServer
beforeAll(async () => {
  server = await createServer({
    // Not the running one's: it may be at work on the same folder.
    cacheDir: ".cache/dev-pages",
    logLevel: "error",
    server: { port: 0, host: "127.0.0.1", hmr: false, watch: null },
    optimizeDeps: { noDiscovery: true },
  })
  await server.listen()
})
afterAll(() => server.close())

async function pageAt(path: string): Promise<string> {
  const [address = ""] = server.resolvedUrls?.local ?? []
  const response = await fetch(new URL(path, address), { headers: { accept: "text/html" } })
  return response.text()
}

describe("the development server", () => {
  test("answers pupils with their own page, as server and worker do", async () => {
    const page = await pageAt("/pupil")

    expect(page).toContain("/src/app/pupil.tsx")
    expect(page).not.toContain("/src/app/main.tsx")
  })

  test.each(["/", "/today", "/classes/1"])("answers %s with the journal's", async (path) => {
    expect(await pageAt(path)).toContain("/src/app/main.tsx")
  })
})
