import { startServer } from "#tests/e2e/support/server.ts"

import { braked, launchBrowser, openPage, tabletBrake } from "./browser.ts"
import { inTurn } from "./rounds.ts"
import { ms, printTable, type Line } from "./table.ts"

const sittings = 500
const rounds = 7
const scoreMsMax = 200
/** The longest, the most used, and the one with most answers that are ranked. */
const codes = ["interest-map", "riasec-short", "klimov-pairs"] as const

/** Scoring the sittings of a school in one go, against adding up their points and nothing else. */
export async function benchScore(app: string): Promise<void> {
  const server = await startServer({ assets: app })
  const browser = await launchBrowser()
  try {
    const page = await openPage(browser, `${server.url}/bench.html`)
    const lines: Line[] = []
    for (const code of codes) {
      const { of, ratio, spreadOf } = await inTurn(rounds, () =>
        braked(page, tabletBrake, async () => ({
          ...(await page.evaluate(([name, count]) => bench.scoreSittings(name, count), [
            code,
            sittings,
          ] as const)),
        })),
      )
      const noise = `±${Math.round(spreadOf("session") * 100)} %`
      const against = `sums of points alone, ${ms(of("sums"))}`
      lines.push(
        {
          what: `${code}, together`,
          ratio: ratio("session", "sums"),
          against,
          figure: `${ms(of("session"))} ${noise}`,
          aim: `≤ ${ms(scoreMsMax)}`,
          met: of("session") <= scoreMsMax,
        },
        {
          what: `${code}, one by one`,
          ratio: ratio("single", "sums"),
          against,
          figure: ms(of("single")),
        },
      )
    }
    printTable({ title: `Scoring ${sittings} sittings, CPU 4× slower`, lines })
  } finally {
    await browser.close()
    await server.stop()
  }
}
