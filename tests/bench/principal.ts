import { randomBytes } from "node:crypto"

import * as v from "valibot"

import { createApp, type App } from "#/server/app.ts"
import { databaseIn } from "#/server/data-folder.ts"
import { setupTokenSetting } from "#/server/endpoints/set-up.ts"
import { hashOf } from "#/server/secrets.ts"
import { createSqliteStore } from "#/server/sqlite-store.ts"
import { api, pathOf, type Endpoint } from "#/sync/api.ts"

const origin = "http://school.test"
const setupToken = "setup-token-of-the-benchmark"

/** The head of the school, who lets the tablets of the benchmark in. */
export type Principal = {
  readonly app: App
  /** A new navigator and the token of the invitation. */
  readonly invite: () => Promise<Invited>
  /** One more invitation of the same person, for a further tablet. */
  readonly again: (person: string) => Promise<string>
  /** Accepts an invitation; returns the cookie of the session. */
  readonly accept: (token: string) => Promise<string>
  readonly close: () => Promise<void>
}

export type Invited = { readonly person: string; readonly token: string }

/** Founds a school in a server's data folder. The server itself may be running over it. */
export async function foundSchool(
  dataFolder: string,
  nowMs: () => number = () => Date.now(),
): Promise<Principal> {
  const store = createSqliteStore(databaseIn(dataFolder))
  const app = createApp({
    store,
    nowMs,
    randomBytes: (size) => randomBytes(size),
    log: () => undefined,
    assets: null,
    behindTls: false,
  })
  await store.transaction(({ door }) =>
    door.setSetting(setupTokenSetting, hashOf("setup", setupToken)),
  )
  const founding = { token: setupToken, schoolName: "Школа № 12", name: "Павлова Анна Ильинична" }
  const { cookie } = await ask(app, api.setup, { body: founding, cookie: "" })
  return {
    app,
    invite: async () => {
      const body = { name: "Смирнова Ольга Юрьевна", role: "navigator", classes: [] }
      const { answer } = await ask(app, api.invite, { body, cookie })
      return { person: answer.person.id, token: answer.invitation.token }
    },
    again: async (person) => {
      const changePerson = { ...api.changePerson, path: pathOf(api.changePerson, person) }
      const { answer } = await ask(app, changePerson, { body: { invite: true }, cookie })
      return answer.invitation?.token ?? ""
    },
    accept: async (token) => {
      const accepted = await ask(app, api.acceptInvitation, { body: { token }, cookie: "" })
      return accepted.cookie
    },
    close: () => store.close(),
  }
}

type Asked = { readonly body: unknown; readonly cookie: string }

async function ask<Request, Answer>(
  app: App,
  { path, answer }: Endpoint<Request, Answer>,
  asked: Asked,
): Promise<{ readonly answer: Answer; readonly cookie: string }> {
  const response = await app.fetch(
    new Request(`${origin}${path}`, {
      method: "POST",
      headers: {
        "content-type": "application/json",
        "sec-fetch-site": "same-origin",
        cookie: asked.cookie,
      },
      body: JSON.stringify(asked.body),
    }),
  )
  const cookie = response.headers.get("set-cookie")?.split(";")[0] ?? asked.cookie
  return { answer: v.parse(answer, await response.json()), cookie }
}
