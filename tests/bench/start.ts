import { cp, mkdtemp, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"

import { startServer } from "#tests/e2e/support/server.ts"
import { chromiumArgs, findChromium } from "#tests/support/chromium.ts"
import { chromium, type BrowserContext, type Page } from "@playwright/test"

import { localDay } from "#/platform/calendar.ts"

import { brake, tabletBrake } from "./browser.ts"
import { inTurn, type Figures } from "./rounds.ts"
import { ms, printTable } from "./table.ts"
import { seen, watchFor, type Sight } from "./watch.ts"

const rounds = 5
const ratioMax = 1.5
const startMsMax = 2_000

/** A tablet that has been to the address once and is now without a network. */
type Visited = { readonly profile: string; readonly url: string; readonly sight: Sight }

/** The heading of the day and the one big button of the screen. */
const today: Sight = { selectors: ["main h1:not(:empty)", "main a.today-start"] }
const bare: Sight = { selectors: ["main h1:not(:empty)", "main button"] }

/**
 * A new browser process over the profile left by one visit, the server dead: until «Сегодня» can be used. Every start
 * has a copy of that profile, so that each is the first after the visit.
 */
export async function benchStart(app: string, shell: string): Promise<void> {
  const ours = await visitOnce(app, { path: "/today", sight: today, fill: true })
  const theirs = await visitOnce(shell, { path: "/", sight: bare, fill: false })
  try {
    const { of, ratio, spreadOf } = await inTurn(rounds, async () => {
      const app4 = await coldStart(ours)
      const shell4 = await coldStart(theirs)
      return {
        app: app4.page,
        appWhole: app4.whole,
        shell: shell4.page,
        shellWhole: shell4.whole,
      } satisfies Figures
    })
    const noise = (name: string): string => `${ms(of(name))} ±${Math.round(spreadOf(name) * 100)} %`
    printTable({
      title: "Cold start offline: new process, dead server, one visit before, CPU 4× slower",
      lines: [
        {
          what: "navigation until «Сегодня» is usable",
          ratio: ratio("app", "shell"),
          against: `bare shell, ${ms(of("shell"))}`,
          figure: noise("app"),
          aim: `≤ ${ratioMax}×, ≤ ${ms(startMsMax)}`,
          met: ratio("app", "shell") <= ratioMax && of("app") <= startMsMax,
        },
        {
          what: "from the start of the process",
          ratio: ratio("appWhole", "shellWhole"),
          against: `bare shell, ${ms(of("shellWhole"))}`,
          figure: noise("appWhole"),
        },
      ],
    })
  } finally {
    for (const { profile } of [ours, theirs]) await rm(profile, { recursive: true, force: true })
  }
}

type Visit = { readonly path: string; readonly sight: Sight; readonly fill: boolean }

/** One visit with the server alive: a class list and lessons on the tablet, the worker stored. Then the server dies. */
async function visitOnce(assets: string, { path, sight, fill }: Visit): Promise<Visited> {
  const server = await startServer({ assets })
  const profile = await mkdtemp(join(tmpdir(), "bortzhurnal-profile-"))
  const { context, page } = await launch(profile)
  try {
    if (fill) {
      await page.goto(`${server.url}/bench.html`)
      const asked = {
        today: localDay(new Date()),
        pupils: 27,
        records: 400,
        mode: "joined",
      } as const
      await page.evaluate((seeding) => bench.seedApp(seeding), asked)
    }
    await page.addInitScript(watchFor, sight)
    await page.goto(`${server.url}${path}`)
    await seen(page)
    await page.evaluate(workerIsReady)
  } finally {
    await context.close()
    await server.stop()
  }
  return { profile, url: `${server.url}${path}`, sight }
}

async function workerIsReady(): Promise<void> {
  const { active } = await navigator.serviceWorker.ready
  if (active === null || active.state === "activated") return
  await new Promise<void>((resolve) => {
    active.addEventListener("statechange", () => {
      if (active.state === "activated") resolve()
    })
  })
}

type Start = { readonly page: number; readonly whole: number }

async function coldStart({ profile, url, sight }: Visited): Promise<Start> {
  const copy = await mkdtemp(join(tmpdir(), "bortzhurnal-start-"))
  await cp(profile, copy, { recursive: true })
  const began = Date.now()
  const { context, page } = await launch(copy)
  try {
    await brake(page, tabletBrake)
    await page.addInitScript(watchFor, sight)
    await page.goto(url, { waitUntil: "commit" })
    const usable = await seen(page)
    const origin = await page.evaluate(() => performance.timeOrigin)
    return { page: usable, whole: origin + usable - began }
  } finally {
    await context.close()
    await rm(copy, { recursive: true, force: true })
  }
}

async function launch(profile: string): Promise<{ context: BrowserContext; page: Page }> {
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: await findChromium(),
    args: chromiumArgs(),
    locale: "ru-RU",
    viewport: { width: 1280, height: 800 },
  })
  return { context, page: context.pages()[0] ?? (await context.newPage()) }
}
