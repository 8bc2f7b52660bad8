import { AxeBuilder } from "@axe-core/playwright"
import type { Page } from "@playwright/test"

const wcag = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]

/** What axe finds against WCAG 2.2 AA, one line for each place. */
export async function barriers(page: Page, only: "everything" | "contrast"): Promise<string[]> {
  const axe = new AxeBuilder({ page }).setLegacyMode()
  if (only === "everything") axe.withTags(wcag)
  else axe.withRules(["color-contrast"])
  const { violations } = await axe.analyze()
  return violations.flatMap(({ id, nodes }) =>
    nodes.map((node) => `${id}: ${node.target.join(" ")} ${node.failureSummary ?? ""}`),
  )
}

/** By how many pixels the page is wider than its window. */
export function beyondTheEdge(page: Page): Promise<number> {
  return page.evaluate(() => document.documentElement.scrollWidth - innerWidth)
}
