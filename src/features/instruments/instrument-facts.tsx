import type { Instrument } from "#/domain/instrument/instrument.ts"
import { instrumentFileWords } from "#/text/instrument-files.ts"
import { instrumentText } from "#/text/instrument-text.ts"
import { instrumentWords } from "#/text/instruments.ts"
import { Card, Facts } from "#/ui/card.tsx"
import { useLanguage, useWords } from "#/ui/words.tsx"

import { Questions } from "./questions.tsx"

type Props = { readonly instrument: Instrument; readonly brought?: string | undefined }

/** All that a teacher wants to know of an instrument before choosing it, or adding it. */
export function InstrumentFacts({ instrument, brought }: Props) {
  const words = useWords(instrumentFileWords)
  const names = useWords(instrumentWords)
  const language = useLanguage()
  const { about, instruction, minutes, grades, items, scales, breaks, licence, credit } = instrument
  const lasting = [
    names.minutes(...minutes),
    breaks.length > 0 && names.sittings(breaks.length + 1),
  ].filter(Boolean)
  return (
    <>
      <Card title={words.detail.what}>
        <p>{instrumentText(about, language)}</p>
        <Facts
          facts={[
            { term: words.detail.minutes, value: lasting.join(", ") },
            { term: words.detail.grades, value: `${grades[0]}–${grades[1]}` },
            {
              term: words.detail.size,
              value: `${words.list.asks(items.length)}, ${words.list.scales(scales.length)}`,
            },
          ]}
        />
        <dl className="instrument-credit">
          <dt>{words.detail.credit}</dt>
          <dd>{instrumentText(credit, language)}</dd>
          <dt>{words.detail.licence}</dt>
          <dd>{licence}</dd>
          <dt>{words.detail.version}</dt>
          <dd className="num">
            {[String(instrument.version), brought].filter(Boolean).join(" · ")}
          </dd>
        </dl>
      </Card>
      <Card title={words.detail.scales}>
        <Scales instrument={instrument} />
      </Card>
      <Card title={words.detail.instruction}>
        <p>{instrumentText(instruction, language)}</p>
      </Card>
      <Questions key={`${instrument.code} ${instrument.version}`} instrument={instrument} />
    </>
  )
}

function Scales({ instrument: { scales, bands } }: { readonly instrument: Instrument }) {
  const words = useWords(instrumentFileWords).detail
  const language = useLanguage()
  const said = bands.map(({ upTo, title }) => words.upTo(upTo, instrumentText(title, language)))
  return (
    <>
      <ul className="instrument-scales">
        {scales.map(({ id, title, about }) => (
          <li key={id}>
            <b>{instrumentText(title, language)}</b>
            {about.ru !== title.ru && <span>{instrumentText(about, language)}</span>}
          </li>
        ))}
      </ul>
      <p className="muted">
        {said.length === 0 ? words.noBands : `${words.bands}: ${said.join("; ")}.`}
      </p>
    </>
  )
}
