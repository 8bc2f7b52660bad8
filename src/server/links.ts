import { setupTokenSetting } from "./endpoints/set-up.ts"
import { createInvitation } from "./invitations.ts"
import { readPerson } from "./person.ts"
import { mintScope, serverHand } from "./scope.ts"
import { hashOf, newToken } from "./secrets.ts"
import type { Services } from "./services.ts"
import type { PersonState } from "./store.ts"

/** A fresh link for the first start, while there is no school yet; an earlier one stops working. */
export async function setupLink(services: Services, origin: string): Promise<string | undefined> {
  return services.store.transaction(async (tx) => {
    if ((await tx.door.schools()).length > 0) return undefined
    const token = newToken(services.randomBytes, 256)
    await tx.door.setSetting(setupTokenSetting, hashOf("setup", token))
    return `${origin}/start#${token}`
  })
}

/** New invitations for those the choice names, e.g. for a head who has lost the session. */
export async function joinLinks(
  services: Services,
  origin: string,
  chosen: (person: PersonState) => boolean,
): Promise<readonly JoinLink[]> {
  return services.store.transaction(async (tx) => {
    const links: JoinLink[] = []
    for (const school of await tx.door.schools()) {
      const scope = mintScope({ school, person: serverHand })
      for (const record of await tx.school(scope).recordsOf("person")) {
        const person = readPerson(record)
        if (person === undefined || !chosen(person)) continue
        const { token } = await createInvitation(tx, services, { scope, person: person.id })
        links.push({ person, url: `${origin}/join#${token}` })
      }
    }
    return links
  })
}

export interface JoinLink {
  readonly person: PersonState
  readonly url: string
}
