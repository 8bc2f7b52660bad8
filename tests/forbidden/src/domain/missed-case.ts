type State = "open" | "finished" | "scored"

export function word(state: State): string {
  let name = ""
  switch (state) { // caught: typescript(switch-exhaustiveness-check)
    case "open":
      name = "a"
      break
    case "finished":
      name = "b"
      break
  }
  return name
}
