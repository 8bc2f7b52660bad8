import { expect, type Page } from "@playwright/test"

import { must } from "#/base/assert.ts"
import { paths } from "#/features/paths.ts"

/** Ids that stand in addresses. */
export type Things = { readonly class: string; readonly pupil: string; readonly activity: string }

type Address = string | ((things: Things) => string)

/** Where every screen of the app stands; a new one does not compile until it is here. */
const addresses: Readonly<Record<keyof typeof paths, Address>> = {
  today: paths.today,
  week: paths.week,
  classes: paths.classes,
  newClass: paths.newClass,
  schoolClass: (things) => paths.schoolClass(things.class),
  editClass: (things) => paths.editClass(things.class),
  pupil: (things) => paths.pupil(things.class, things.pupil),
  results: (things) => paths.results(things.class, things.pupil),
  groups: (things) => paths.groups(things.class),
  classResults: (things) => paths.classResults(things.activity),
  consents: (things) => paths.consents(things.class),
  newPupil: (things) => paths.newPupil(things.class),
  editPupil: (things) => paths.editPupil(things.class, things.pupil),
  search: paths.search,
  import: paths.import,
  imports: paths.imports,
  activity: (things) => paths.activity(things.activity),
  editActivity: (things) => paths.editActivity(things.activity),
  plan: paths.plan,
  season: paths.season,
  sync: paths.sync,
  more: paths.more,
  install: paths.install,
  storage: paths.storage,
  rescue: paths.rescue,
  ready: paths.ready,
  key: paths.key,
  factor: paths.factor,
  howWeTest: paths.howWeTest,
  school: paths.school,
  area: paths.area,
  report: paths.report,
  reportSheet: paths.reportSheet("2026-11"),
  devices: paths.devices,
  audit: paths.audit,
  retention: paths.retention,
  erasePupil: (things) => paths.erasePupil(things.pupil),
  templates: paths.templates,
  instruments: paths.instruments,
  instrument: paths.instrument("interest-map"),
  newInstrument: paths.newInstrument,
  start: paths.start,
  protect: paths.protect,
  pupilMode: paths.pupilMode,
  teachers: paths.teachers,
  join: paths.join,
}

/** The addresses of all screens; those about one thing only when there is one. */
export function allScreens(things?: Things): readonly string[] {
  return Object.values(addresses).flatMap((address) => {
    if (typeof address === "string") return [address]
    return things === undefined ? [] : [address(things)]
  })
}

/** Finds a class with a pupil and an activity of today by walking there. */
export async function findThings(page: Page, address: string): Promise<Things> {
  await page.goto(`${address}${paths.today}`)
  const activity = await idIn(page.locator('a[href^="/activities/"]:not([href*="/new"])').first())
  await page.goto(`${address}${paths.classes}`)
  const link = page.getByRole("main").getByRole("listitem").getByRole("link").first()
  const schoolClass = await idIn(link)
  await link.click()
  const pupil = await idIn(page.getByRole("rowheader").getByRole("link").first())
  return { class: schoolClass, pupil, activity }
}

async function idIn(link: ReturnType<Page["locator"]>): Promise<string> {
  const address = must(await link.getAttribute("href"))
  return must(/[0-9a-f-]{36}(?=[^/]*$)/.exec(address)?.[0], `an id stands in ${address}`)
}

/** Opens a screen and waits until it stands. */
export async function openScreen(page: Page, address: string): Promise<void> {
  await page.goto(address)
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible()
  await expect(page.locator(".wait")).toHaveCount(0)
}
