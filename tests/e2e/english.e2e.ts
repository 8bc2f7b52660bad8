import { expect } from "@playwright/test"

import { barriers } from "./support/axe.ts"
import { beginAlone, beginPractice } from "./support/begin.ts"
import { names, russianWords, speakEnglish, wordsOfPractice } from "./support/english.ts"
import { expectNothingBeyondTheEdge } from "./support/looks.ts"
import { allScreens, findThings, openScreen } from "./support/screens.ts"
import { openSession, sessionSteps } from "./support/session.ts"
import { storesTheApp, test } from "./support/story.ts"

test.describe.configure({ mode: "parallel" })

const perScreenMs = 5_000

test("no Russian word of the interface is left on an empty tablet that speaks English", async ({
  tablet,
  server,
}) => {
  const page = await tablet(storesTheApp)
  await beginAlone(page, server.url)
  await speakEnglish(page)
  const screens = allScreens()
  test.setTimeout(screens.length * perScreenMs)

  for (const path of screens) {
    await openScreen(page, server.url + path)
    const left = (await russianWords(page)).filter((word) => !names.has(word))
    expect.soft(left, path).toEqual([])
  }
})

test("in the practice class only names and what was written there stay Russian, and no barrier comes with English", async ({
  tablet,
  server,
}) => {
  const page = await tablet(storesTheApp)
  await beginPractice(page, server.url)
  await speakEnglish(page)
  const screens = allScreens(await findThings(page, server.url))
  test.setTimeout(screens.length * perScreenMs)
  const written = new Set([...names, ...wordsOfPractice()])

  for (const path of screens) {
    await openScreen(page, server.url + path)
    const left = (await russianWords(page)).filter((word) => !written.has(word))
    expect.soft(left, path).toEqual([])
    expect.soft(await barriers(page, "everything"), path).toEqual([])
    await expectNothingBeyondTheEdge(page, path)
    await page.setViewportSize({ width: 1280, height: 800 })
  }
})

test("in the session of a diagnostic only names stay Russian", async ({ tablet, server }) => {
  test.setTimeout(sessionSteps.length * 2 * perScreenMs)
  const page = await tablet(storesTheApp)
  await beginPractice(page, server.url)
  await speakEnglish(page)
  await openSession(page, server.url)
  const written = new Set([...names, ...wordsOfPractice()])

  for (const [step, open] of sessionSteps) {
    await open(page)
    const left = (await russianWords(page)).filter((word) => !written.has(word))
    expect.soft(left, step).toEqual([])
    expect.soft(await barriers(page, "everything"), step).toEqual([])
  }
})
