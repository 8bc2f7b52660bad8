import { openPage } from "#tests/bench/browser.ts"
import type { Space } from "#tests/bench/peers/page/space.ts"
import { foundSchool, type Principal } from "#tests/bench/principal.ts"
import { startServer } from "#tests/e2e/support/server.ts"
import type { Browser } from "@playwright/test"

import { must } from "#/base/assert.ts"
import { servedBy } from "#/server/data-folder.ts"

import type { Client, Job, Jobs, Running } from "./system.ts"

export type Place = {
  readonly browser: Browser
  /** Folder of the built pages. */
  readonly pages: string
  /** The address under which browsers see the server, through the line. */
  readonly url: string
  readonly jobs: Jobs
  /** How long an answer of a peer may be under way. */
  readonly timeoutSeconds: number
  /** Told where the server listens, before any client comes. */
  readonly leadTo: (port: number) => void
}

/**
 * The product: sign-in, validation, rights, sealing and history included. Fresh tablets hold the plan (`"plan"`), which
 * no peer knows, or nothing at all (`"empty"`): those fetch classes, pupils and lessons besides.
 */
export async function runUs(place: Place, fresh: "plan" | "empty"): Promise<Running> {
  const server = await startServer({ assets: place.pages })
  place.leadTo(server.port)
  const principal = await foundSchool(server.dataFolder)
  const clients = {
    before: await clientsOf(place, { principal, space: "before", fresh }),
    measured: await clientsOf(place, { principal, space: "measured", fresh }),
  }
  return {
    pid: must(servedBy(server.dataFolder), "the server says which process it is"),
    client: (space) => clients[space](),
    stop: async () => {
      await principal.close()
      await server.stop()
    },
  }
}

type Asked = {
  readonly principal: Principal
  readonly space: Space
  readonly fresh: "plan" | "empty"
}

/** The tablets of one navigator, one after the other: the first has written the plan and sent it. */
async function clientsOf(
  place: Place,
  { principal, space, fresh }: Asked,
): Promise<() => Promise<Client>> {
  const { person, token } = await principal.invite()
  const job = place.jobs[space]
  const another = async (): Promise<Client> => openTablet(place, job, await principal.again(person))
  const writer = await openTablet(place, job, token)
  await writer.page.evaluate((plan) => us.plan(plan), JSON.stringify(job.plan))
  const prepared = [writer]
  if (fresh === "plan") {
    const reader = await another()
    await reader.pull()
    prepared.push(reader)
  }
  return async () => prepared.shift() ?? another()
}

async function openTablet({ browser, url }: Place, job: Job, token: string): Promise<Client> {
  const page = await openPage(browser, `${url}/side-by-side/page/us.html`)
  await page.evaluate((invitation) => us.open(invitation), token)
  const sync = (): Promise<void> => page.evaluate(() => us.sync())
  return {
    page,
    write: () => page.evaluate((lessons) => us.write(lessons), job.planned),
    push: sync,
    pull: sync,
    held: () => page.evaluate(() => us.held()),
    leave: () => page.context().close(),
  }
}
