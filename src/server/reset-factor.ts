import { readPerson } from "./person.ts"
import { mintScope, serverHand } from "./scope.ts"
import type { Services } from "./services.ts"
import type { PersonState } from "./store.ts"

/**
 * Takes the second factor off, for somebody who has lost the authenticator and the printed codes. `who` is a person's
 * id, or `head` for every head. Returns what to tell whoever runs the server.
 */
export async function resetFactorOf(services: Services, who: string): Promise<string> {
  const isMeant = ({ id, role }: PersonState): boolean =>
    who === "head" ? role === "head" : id === who
  const reset = await services.store.transaction(async (tx) => {
    let count = 0
    for (const school of await tx.door.schools()) {
      const scope = mintScope({ school, person: serverHand })
      const rows = tx.school(scope)
      for (const record of await rows.recordsOf("person")) {
        const person = readPerson(record)
        if (person === undefined || !isMeant(person)) continue
        if ((await rows.factorOf(person.id)) === undefined) continue
        await rows.dropFactor(person.id)
        const detail = { person: person.id }
        await rows.audit({
          at: services.nowMs(),
          person: serverHand,
          device: null,
          what: "factor-reset",
          detail,
        })
        count += 1
      }
    }
    return count
  })
  return reset === 0
    ? "Снимать нечего: у такого человека нет второго фактора."
    : `Второй фактор снят, людей: ${reset}. Пусть заведут его снова: «Ещё → Вход с кодом».`
}
