import { writeFileSync } from "node:fs"
import { startServer } from "#tests/e2e/support/server.ts"
import { launchBrowser, openPage, noBrake } from "./browser.ts"
import { foundSchool } from "./principal.ts"
const size = { classes: 16, pupils: 25, lessons: 25 }
const app = "test-results/bench/app"
const browser = await launchBrowser()
const server = await startServer({ assets: app })
const principal = await foundSchool(server.dataFolder)
const { person, token } = await principal.invite()
async function tablet(token: string) {
  const page = await openPage(browser, `${server.url}/bench.html`, noBrake)
  await page.evaluate(async (t) => { await bench.openTablet("bench"); await bench.joinSchool(t) }, token)
  return page
}
async function prof(page: any, name: string, run: () => Promise<unknown>) {
  const s = await page.context().newCDPSession(page)
  await s.send("Profiler.enable")
  await s.send("Profiler.setSamplingInterval", { interval: 200 })
  await s.send("Profiler.start")
  const began = Date.now()
  const r = await run()
  const took = Date.now() - began
  const { profile } = await s.send("Profiler.stop")
  const self = new Map<string, number>()
  const byId = new Map(profile.nodes.map((n: any) => [n.id, n]))
  const parent = new Map<number, number>()
  for (const n of profile.nodes as any[]) for (const c of n.children ?? []) parent.set(c, n.id)
  const total = new Map<string, number>()
  const key = (n: any) => `${n.callFrame.functionName || "(anon)"} ${n.callFrame.url.split("/").pop()}:${n.callFrame.lineNumber}:${n.callFrame.columnNumber}`
  profile.samples.forEach((id: number, i: number) => {
    const dt = profile.timeDeltas[i] / 1000
    const n: any = byId.get(id)
    self.set(key(n), (self.get(key(n)) ?? 0) + dt)
    const seen = new Set<string>()
    for (let at: number | undefined = id; at !== undefined; at = parent.get(at)) { const k = key(byId.get(at)); if (!seen.has(k)) { seen.add(k); total.set(k, (total.get(k) ?? 0) + dt) } }
  })
  console.log(`\n== ${name}: ${took} ms`, JSON.stringify(r).slice(0, 200))
  const top = (m: Map<string, number>) => [...m].sort((a, b) => b[1] - a[1]).slice(0, 22).map(([k, v]) => `${v.toFixed(0).padStart(6)} ${k}`).join("\n")
  console.log("self\n" + top(self)); console.log("total\n" + top(total))
  writeFileSync(`/tmp/benchprof/${name}.cpuprofile`, JSON.stringify(profile))
}
const writer = await tablet(token)
await writer.evaluate((a) => bench.plan(a), size)
await writer.evaluate(() => bench.syncNow())
const reader = await tablet(await principal.again(person))
await reader.evaluate(() => bench.syncNow())
await prof(writer, "write", () => writer.evaluate(() => bench.markAll().then((s) => s.length)))
await prof(writer, "push", () => writer.evaluate(() => bench.syncNow()))
await prof(reader, "pull", () => reader.evaluate(() => bench.syncNow()))
await browser.close(); await principal.close(); await server.stop()
