declare const minted: unique symbol

/**
 * The right to touch the rows of one school. The store takes nothing else, so that no query can name a
 * school that came from outside. Only {@link mintScope} makes one that passes {@link isGenuine};
 * tests/server/scope.test.ts shows that a forged one does not, and who imports it.
 */
export interface Scope {
  readonly school: string
  /** The signed-in person, or {@link serverHand}. */
  readonly person: string
  readonly [minted]: true
}

export { serverHand } from "#/sync/merge.ts"

const genuine = new WeakSet()

/** For those who have checked a session, an invitation or the set-up token, and for the server's own work. */
export function mintScope(identity: { readonly school: string; readonly person: string }): Scope {
  const scope = Object.freeze({ school: identity.school, person: identity.person })
  genuine.add(scope)
  // The brand exists in types only; the set above is what is checked.
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  return scope as Scope
}

export function isGenuine(scope: Scope): boolean {
  return genuine.has(scope)
}
