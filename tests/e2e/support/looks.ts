import { expect, type Page } from "@playwright/test"

import { barriers, beyondTheEdge } from "./axe.ts"

const tablet = { width: 1280, height: 800 }
const phone = { width: 390, height: 844 }
/** 1280 × 800 at 200 %, in CSS pixels. */
const zoomed = { width: 640, height: 400 }

/** Looks at the open screen on a tablet in the light and on a phone in the dark, with all rules. */
export async function expectNoBarriers(page: Page, screen: string): Promise<void> {
  await look(page, { colorScheme: "light", size: tablet })
  expect.soft(await barriers(page, "everything"), `${screen}, a tablet`).toEqual([])
  await look(page, { colorScheme: "dark", size: phone })
  expect.soft(await barriers(page, "everything"), `${screen}, a phone, dark`).toEqual([])
  await expectNothingBeyondTheEdge(page, screen)
}

/** The same with the themes the other way round: of one size they can differ in nothing but their colours. */
export async function expectNoBarriersInAnyLight(page: Page, screen: string): Promise<void> {
  await expectNoBarriers(page, screen)
  await look(page, { colorScheme: "light", size: phone })
  expect.soft(await barriers(page, "contrast"), `${screen}, a phone`).toEqual([])
  await look(page, { colorScheme: "dark", size: tablet })
  expect.soft(await barriers(page, "contrast"), `${screen}, a tablet, dark`).toEqual([])
}

/** On a phone and at 200 % nothing has to be scrolled sideways. */
export async function expectNothingBeyondTheEdge(page: Page, screen: string): Promise<void> {
  for (const size of [phone, zoomed]) {
    await page.setViewportSize(size)
    await expect.soft
      .poll(() => beyondTheEdge(page), `${screen}, ${size.width} pixels wide`)
      .toBeLessThanOrEqual(0)
  }
}

type Look = { readonly colorScheme: "light" | "dark"; readonly size: typeof tablet }

async function look(page: Page, { colorScheme, size }: Look): Promise<void> {
  await page.emulateMedia({ colorScheme, reducedMotion: "reduce" })
  await page.setViewportSize(size)
  // A colour on its way to another one has no contrast to be judged.
  await page.waitForFunction(() => document.getAnimations().length === 0)
}
