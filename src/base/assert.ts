/** A bug, not an outcome: something the code itself promised is not so. */
export class Bug extends Error {
  override readonly name = "Bug"
}

/** Throws {@link Bug} unless the claim holds. For promises of our own code only, never for input. */
export function assert(claim: boolean, message: string): asserts claim {
  if (!claim) throw new Bug(message)
}

/** The value, when the code knows that there is one. */
export function must<T>(value: T | null | undefined, message = "a value was promised"): T {
  if (value === null || value === undefined) throw new Bug(message)
  return value
}

/** Marks a branch that types say cannot be reached. */
export function unreachable(value: never): never {
  throw new Bug(`unreachable: ${JSON.stringify(value)}`)
}
