import { startServer } from "#tests/e2e/support/server.ts"

import { braked, launchBrowser, openPage, tabletBrake } from "./browser.ts"
import { inTurn, median, spread } from "./rounds.ts"
import { ms, printTable } from "./table.ts"

const pupils = 500
const rounds = 7
const turnRounds = 5
const unlockMsMax = 1_000

/** From the typed PIN to 500 names, without the second that Argon2id is meant to take. */
export async function benchUnlock(app: string): Promise<void> {
  const server = await startServer({ assets: app })
  const browser = await launchBrowser()
  try {
    const page = await openPage(browser, `${server.url}/bench.html`)
    await page.evaluate((count) => bench.lockTablet(count), pupils)
    const turns: number[] = []
    for (let round = 0; round < turnRounds; round += 1) {
      turns.push(
        await braked(page, tabletBrake, () =>
          page.evaluate(({ count, name }) => bench.lockTablet(count, name), {
            count: pupils,
            name: `bench-turn-${round}`,
          }),
        ),
      )
    }
    const { of, ratio, spreadOf } = await inTurn(rounds, () =>
      braked(page, tabletBrake, async () => ({
        ...(await page.evaluate((count) => bench.unlockTablet(count), pupils)),
      })),
    )
    const noise = `±${Math.round(spreadOf("unlock") * 100)} %`
    printTable({
      title: "Unlocking by PIN without Argon2id, CPU 4× slower",
      lines: [
        {
          what: `${pupils} pupils’ names`,
          ratio: ratio("unlock", "names"),
          against: `key at hand, ${ms(of("names"))}`,
          figure: `${ms(of("unlock"))} ${noise}`,
          aim: `≤ ${ms(unlockMsMax)}`,
          met: of("unlock") <= unlockMsMax,
        },
        {
          what: `the first PIN: ${pupils} pupils sealed anew`,
          figure: `${ms(median(turns))} ±${Math.round(spread(turns) * 100)} %`,
        },
      ],
    })
  } finally {
    await browser.close()
    await server.stop()
  }
}
