import { beforeEach, describe, expect, test } from "vitest"

import { api, type Member, type SessionAnswer } from "#/sync/api.ts"

import { anId, Client, Server } from "./a-server.ts"

/** Known to the tablet, and to no row of this server: whoever it was joined after the copy was made. */
const lost = anId(500)

let server: Server
let head: Client
let school = ""
beforeEach(async () => {
  server = new Server()
  head = await server.found()
  school = (await head.session()).school.id
})

async function accept(
  token: string,
  was: { school: string; person: string },
): Promise<SessionAnswer["person"]> {
  const client = new Client(server)
  const { body } = await client.send(api.acceptInvitation.path, { token, was })
  return (body as SessionAnswer).person
}

async function people(): Promise<readonly Member[]> {
  const { body } = await head.look(api.people.path)
  return (body as { people: Member[] }).people
}

describe("somebody whom a restored server does not know any more", () => {
  test("comes back under the former id, as the person whom the head invited anew", async () => {
    const { invitation } = await head.invite("Гусева Вера", "navigator", [anId(7)])

    const person = await accept(invitation.token, { school, person: lost })

    expect(person).toEqual({
      id: lost,
      name: "Гусева Вера",
      role: "navigator",
      classes: [anId(7)],
    })
    const listed = (await people()).filter(({ name }) => name === "Гусева Вера")
    expect(listed).toMatchObject([{ id: lost, state: "active" }])
  })

  test("may repeat an accept whose answer got lost", async () => {
    const { invitation } = await head.invite("Гусева Вера", "navigator")
    const attempt = "an-attempt-of-this-tablet"
    const body = { token: invitation.token, attempt, was: { school, person: lost } }
    await new Client(server).send(api.acceptInvitation.path, body)

    const again = await new Client(server).send(api.acceptInvitation.path, body)

    expect(again).toMatchObject({ status: 200, body: { person: { id: lost } } })
  })
})

describe("nobody takes another's place", () => {
  test("by naming a person whom the school knows", async () => {
    const anna = await head.hire("Иванова Анна", "navigator")
    const { invitation, person } = await head.invite("Гусева Вера", "navigator")
    expect(await accept(invitation.token, { school, person: anna.person })).toMatchObject({
      id: person.id,
    })
  })

  test("by naming a person whose access was taken away", async () => {
    const anna = await head.hire("Иванова Анна", "navigator")
    await head.change(anna.person, { revoke: true })
    const { invitation, person } = await head.invite("Гусева Вера", "navigator")
    expect(await accept(invitation.token, { school, person: anna.person })).toMatchObject({
      id: person.id,
    })
  })

  test("by coming from another school", async () => {
    const { invitation, person } = await head.invite("Гусева Вера", "navigator")
    expect(await accept(invitation.token, { school: anId(9), person: lost })).toMatchObject({
      id: person.id,
    })
  })

  test("with an invitation of somebody who has worked here already", async () => {
    const anna = await head.hire("Иванова Анна", "navigator")
    const { body } = await head.change(anna.person, { invite: true })
    const { invitation } = body as { invitation: { token: string } }
    expect(await accept(invitation.token, { school, person: lost })).toMatchObject({
      id: anna.person,
    })
  })
})
