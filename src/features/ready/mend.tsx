import { paths } from "#/features/paths.ts"
import { useUpdates } from "#/platform/updates.tsx"
import { readyWords } from "#/text/ready.ts"
import { Button, LinkButton } from "#/ui/button.tsx"
import { useWords } from "#/ui/words.tsx"

import type { Findings, Tick, Verdict } from "./judge.ts"
import type { Checked } from "./use-findings.ts"

type Props = {
  readonly tick: Tick
  readonly verdict: Verdict
  readonly found: Findings
  readonly checked: Checked
}

/** The one button that mends what is missing; nothing where nothing can be done from here. */
export function Mend({ tick, verdict, found, checked }: Props) {
  const words = useWords(readyWords)
  const updates = useUpdates()
  if (verdict === "yes") return null
  const { again } = checked
  switch (tick) {
    case "lists":
      return found.mode === "joined" ? (
        <Act onClick={again}>{words.lists.fetch}</Act>
      ) : (
        <Way to={paths.import}>{words.lists.bring}</Way>
      )
    case "materials":
      return found.release === "cannot" ? null : <Act onClick={again}>{words.materials.store}</Act>
    case "pin":
      return verdict === "no" ? <Way to={paths.key}>{words.pin.set}</Way> : null
    case "space":
      return verdict === "no" ? <Way to={paths.storage}>{words.space.look}</Way> : null
    case "kept":
      return checked.declined || verdict === "unknown" ? (
        <Way to={paths.install}>{words.kept.install}</Way>
      ) : (
        <Act onClick={checked.askToKeep}>{words.kept.ask}</Act>
      )
    case "clock":
      return found.mode === "joined" ? <Act onClick={again}>{words.clock.compare}</Act> : null
    case "version":
      return verdict === "no" && updates !== null ? (
        <Act onClick={updates.apply}>{words.version.update}</Act>
      ) : null
  }
}

function Act({ onClick, children }: { readonly onClick: () => void; readonly children: string }) {
  return <Button onClick={onClick}>{children}</Button>
}

function Way({ to, children }: { readonly to: string; readonly children: string }) {
  return <LinkButton to={to}>{children}</LinkButton>
}
