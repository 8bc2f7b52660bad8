import type { ReactElement } from "react"
import { Link } from "react-router"

import { gateFor, type Consent, type Gate } from "#/domain/consent.ts"
import type { Day } from "#/domain/day.ts"
import type { Pupil } from "#/domain/pupil.ts"
import { Icon } from "#/ui/icon.tsx"

/** What the matrix says of a pupil's consent to diagnostics at school. `look`: somebody should look at the paper. */
export const consentKinds = ["given", "missing", "refused", "withdrawn", "look", "clash"] as const

export type ConsentKind = (typeof consentKinds)[number]

export function consentKindOf(
  consent: Consent | undefined,
  on: { readonly born: Pupil["born"]; readonly day: Day },
): ConsentKind {
  const gate: Gate = gateFor(consent, on)
  if (gate.kind === "open") return "given"
  return gate.why === "not-yet" || gate.why === "signature" ? "look" : gate.why
}

type Look = readonly [classes: string, icon: ReactElement | null]

/** As calm as the steps beside them: a paper that is not there, and a refusal, are nobody's fault. */
const looks: Readonly<Record<ConsentKind, Look>> = {
  given: ["cell cell-done st-present", <Icon key="i" name="check" />],
  missing: ["cell cell-todo", null],
  refused: ["cell cell-lock st-unmarked", <Icon key="i" name="excuse" />],
  withdrawn: ["cell cell-lock st-unmarked", <Icon key="i" name="lock" />],
  look: ["cell cell-lock st-late", <Icon key="i" name="eye" />],
  clash: ["cell cell-lock st-conflict", <Icon key="i" name="clash" />],
}

export function drawConsentSign(kind: ConsentKind): ReactElement {
  const [classes, icon] = looks[kind]
  return (
    <span className={classes} aria-hidden="true">
      {icon}
    </span>
  )
}

/** The sign, as a way to the sheet of papers: it lies above the row's own link to the pupil. */
export function drawConsentCell(kind: ConsentKind, name: string, to: string): ReactElement {
  return (
    <Link className="cell-link" to={to} aria-label={name}>
      {drawConsentSign(kind)}
      <span className="print-only">{name}</span>
    </Link>
  )
}
