/** The tints of the tokens. A component in a state takes its four colours from the class `st-…`. */
export type State =
  | "present"
  | "absent"
  | "late"
  | "unmarked"
  | "waiting"
  | "sent"
  | "refused"
  | "conflict"

export function stateClass(state: State | undefined): string | undefined {
  return state === undefined ? undefined : `st-${state}`
}
