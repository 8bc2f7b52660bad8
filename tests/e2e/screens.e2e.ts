import { paths } from "#/features/paths.ts"

import { beginAlone, beginPractice } from "./support/begin.ts"
import { expectNoBarriers, expectNoBarriersInAnyLight } from "./support/looks.ts"
import { allScreens, findThings, openScreen } from "./support/screens.ts"
import { openSession, sessionSteps } from "./support/session.ts"
import { storesTheApp, test } from "./support/story.ts"

/** Every screen, as axe and a narrow window see it. */

test.describe.configure({ mode: "parallel" })

const perScreenMs = 10_000

test("the first run has no barriers", async ({ tablet, server }) => {
  const page = await tablet(storesTheApp)
  for (const path of [paths.start, paths.join]) {
    await openScreen(page, server.url + path)
    await expectNoBarriersInAnyLight(page, path)
  }
})

test("no screen of an empty tablet has barriers", async ({ tablet, server }) => {
  const screens = allScreens()
  test.setTimeout(screens.length * perScreenMs)
  const page = await tablet(storesTheApp)
  await beginAlone(page, server.url)

  for (const path of screens) {
    await openScreen(page, server.url + path)
    await expectNoBarriers(page, path)
  }
})

test("no screen of the practice class has barriers", async ({ tablet, server }) => {
  const page = await tablet(storesTheApp)
  await beginPractice(page, server.url)
  const screens = allScreens(await findThings(page, server.url))
  test.setTimeout(screens.length * perScreenMs)

  for (const path of screens) {
    await openScreen(page, server.url + path)
    await expectNoBarriersInAnyLight(page, path)
  }
})

test("no step of a diagnostic's session has barriers", async ({ tablet, server }) => {
  test.setTimeout(sessionSteps.length * 2 * perScreenMs)
  const page = await tablet(storesTheApp)
  await beginPractice(page, server.url)
  await openSession(page, server.url)

  for (const [step, open] of sessionSteps) {
    await open(page)
    await expectNoBarriersInAnyLight(page, step)
  }
})
