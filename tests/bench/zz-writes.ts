import { startServer } from "#tests/e2e/support/server.ts"
import { launchBrowser, openPage, noBrake } from "./browser.ts"
import { foundSchool } from "./principal.ts"
import { median, quantile } from "./rounds.ts"
const size = { classes: 16, pupils: 25, lessons: 25 }
const browser = await launchBrowser()
const dirs = process.argv.slice(2)
const figs: Record<string, number[][]> = {}
for (let r = 0; r < 4; r++) for (const app of dirs) {
  const server = await startServer({ assets: app })
  const principal = await foundSchool(server.dataFolder)
  const { person, token } = await principal.invite()
  const tablet = async (token: string) => { const page = await openPage(browser, `${server.url}/bench.html`, noBrake)
    await page.evaluate(async (t) => { await bench.openTablet("bench"); await bench.joinSchool(t) }, token); return page }
  const writer = await tablet(token)
  await writer.evaluate((a) => bench.plan(a), size); await writer.evaluate(() => bench.syncNow())
  const reader = await tablet(await principal.again(person)); await reader.evaluate(() => bench.syncNow())
  const s = await writer.evaluate(() => bench.markAll())
  const rows = await writer.evaluate(() => bench.writtenRows())
  const push = await writer.evaluate(() => bench.syncNow())
  const pull = await reader.evaluate(() => bench.syncNow())
  const fl = await reader.evaluate((r) => bench.floorWrites(r), rows)
  if (r > 0) (figs[app] ??= []).push([s.reduce((a, b) => a + b, 0), quantile(s, 0.1), fl, push.ms, pull.ms, push.down])
  await writer.context().close(); await reader.context().close(); await principal.close(); await server.stop()
}
for (const app of dirs) console.log(app, "writes save floor push pull pushdown", [0,1,2,3,4,5].map((i) => Math.min(...figs[app]!.map((f) => f[i]!)).toFixed(1)).join(" "))
await browser.close()
