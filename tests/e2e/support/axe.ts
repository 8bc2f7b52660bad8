import { AxeBuilder } from "@axe-core/playwright"
import type { Page } from "@playwright/test"

const wcag = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]

type Rules = "everything" | "contrast" | "good habits too"

/** What axe finds against WCAG 2.2 AA, one line for each place. */
export async function barriers(page: Page, only: Rules): Promise<string[]> {
  const axe = new AxeBuilder({ page, ...(await isHere(page)) }).setLegacyMode()
  // What passed is not described place by place: nobody reads it, and describing takes as long as judging.
  axe.options({ resultTypes: ["violations"] })
  if (only === "contrast") axe.withRules(["color-contrast"])
  else axe.withTags(only === "everything" ? wcag : [...wcag, "best-practice"])
  const { violations } = await axe.analyze()
  return violations.flatMap(({ id, nodes }) =>
    nodes.map((node) => `${id}: ${node.target.join(" ")} ${node.failureSummary ?? ""}`),
  )
}

/** Half a megabyte of script that a document need not read anew for each look at it. */
async function isHere(page: Page): Promise<{ axeSource?: string }> {
  return (await page.evaluate(() => "axe" in window)) ? { axeSource: "void 0" } : {}
}

/** By how many pixels the page is wider than its window. */
export function beyondTheEdge(page: Page): Promise<number> {
  return page.evaluate(() => document.documentElement.scrollWidth - innerWidth)
}
