import { useState, type SyntheticEvent } from "react"

import { paths } from "#/features/paths.ts"
import { setUpServer } from "#/platform/join.ts"
import { placeNameOf } from "#/platform/open-place.ts"
import type { Services } from "#/platform/services.tsx"
import { startWords } from "#/text/start.ts"
import { Button } from "#/ui/button.tsx"
import { Card } from "#/ui/card.tsx"
import { TextField } from "#/ui/field.tsx"
import { Wait } from "#/ui/wait.tsx"
import { useWords } from "#/ui/words.tsx"

import { JoinTrouble, type Obstacle } from "./join-trouble.tsx"

type Props = { readonly token: string; readonly services: Services | undefined }

const noLonger = 200

/** The first start of an empty server: names the school and its head, who is then signed in on this tablet. */
export function SetUpForm({ token, services }: Props) {
  const { setUp: words } = useWords(startWords)
  const [schoolName, setSchoolName] = useState("")
  const [city, setCity] = useState("")
  const [name, setName] = useState("")
  const [insist, setInsist] = useState(false)
  const [working, setWorking] = useState(false)
  const [obstacle, setObstacle] = useState<Obstacle>()
  const missing = (text: string) => (text.trim() === "" ? { text: words.missing } : undefined)
  const submit = async (): Promise<void> => {
    setInsist(true)
    if (missing(schoolName) ?? missing(name)) return
    setWorking(true)
    setObstacle(undefined)
    const given = { token, schoolName: schoolName.trim(), city: city.trim(), name: name.trim() }
    const outcome = await setUpServer(given, services)
    setWorking(false)
    if (outcome.kind !== "joined") {
      setObstacle(outcome)
      return
    }
    // The used token must not stay in the browser's history.
    history.replaceState(null, "", paths.start)
    outcome.services.enter(placeNameOf(outcome.services), paths.protect)
  }
  return (
    <>
      {obstacle && <JoinTrouble obstacle={obstacle} />}
      <Card label={words.title}>
        <form
          className="stack"
          noValidate
          onSubmit={(event: SyntheticEvent) => {
            event.preventDefault()
            void submit()
          }}
        >
          <TextField
            label={words.schoolName}
            hint={words.schoolExample}
            value={schoolName}
            onChange={setSchoolName}
            fault={missing(schoolName)}
            insist={insist}
            maxLength={noLonger}
            required
          />
          <TextField
            label={words.city}
            value={city}
            onChange={setCity}
            maxLength={noLonger}
            autoComplete="address-level2"
          />
          <TextField
            label={words.name}
            hint={words.nameExample}
            value={name}
            onChange={setName}
            fault={missing(name)}
            insist={insist}
            maxLength={noLonger}
            autoComplete="name"
            required
          />
          <Button type="submit" look="main" big disabled={working}>
            {words.action}
          </Button>
          {working && <Wait text={words.working} />}
        </form>
      </Card>
    </>
  )
}
