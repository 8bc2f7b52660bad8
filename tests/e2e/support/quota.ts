import type { Page } from "@playwright/test"

export interface Quota {
  /** The room that the browser gives to this origin; `undefined` for as much as there is. */
  readonly set: (bytes: number | undefined) => Promise<void>
}

/** The browser trusts for half a minute what it has once found free: set it before the first write after a start. */
export async function quotaOf(page: Page, origin: string): Promise<Quota> {
  const session = await page.context().newCDPSession(page)
  return {
    set: async (bytes) => {
      const given = bytes === undefined ? { origin } : { origin, quotaSize: bytes }
      await session.send("Storage.overrideQuotaForOrigin", given)
    },
  }
}
