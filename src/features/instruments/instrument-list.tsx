import { isShippedCode } from "#/domain/instrument/catalogue.ts"
import { newestOf, type OwnInstrument } from "#/domain/instrument/own-instrument.ts"
import { instruments, type Instrument as Listed } from "#/domain/instruments.ts"
import { paths } from "#/features/paths.ts"
import { useMayKeepLists } from "#/platform/use-may-keep-lists.ts"
import { instrumentFileWords } from "#/text/instrument-files.ts"
import { instrumentText } from "#/text/instrument-text.ts"
import { instrumentName, instrumentWords } from "#/text/instruments.ts"
import { LinkButton } from "#/ui/button.tsx"
import { Card } from "#/ui/card.tsx"
import { Entries, Entry } from "#/ui/entries.tsx"
import { Icon } from "#/ui/icon.tsx"
import { useLanguage, useWords } from "#/ui/words.tsx"

type Props = {
  readonly own: readonly OwnInstrument[]
  readonly chosen: string | undefined
}

export function InstrumentList({ own, chosen }: Props) {
  const words = useWords(instrumentFileWords).list
  const mayKeep = useMayKeepLists()
  const offered = newestOf(own, "offered")
  const hidden = newestOf(own, "hidden")
  return (
    <div className="stack">
      <Card title={words.own} flush>
        {offered.length === 0 ? (
          <p className="muted instrument-none">{words.noOwn}</p>
        ) : (
          <Own list={offered} chosen={chosen} label={words.own} />
        )}
        {mayKeep && (
          <div className="instrument-bring">
            <LinkButton icon="upload" wide to={paths.newInstrument}>
              {words.bring}
            </LinkButton>
          </div>
        )}
      </Card>
      <Card title={words.shipped} flush>
        <Entries label={words.shipped}>
          {instruments
            .filter(({ code }) => isShippedCode(code))
            .map((listed) => (
              <Shipped key={listed.code} listed={listed} chosen={chosen} />
            ))}
        </Entries>
      </Card>
      {hidden.length > 0 && (
        <Card title={words.hidden} flush>
          <Own list={hidden} chosen={chosen} label={words.hidden} />
        </Card>
      )}
    </div>
  )
}

type ShippedProps = { readonly listed: Listed; readonly chosen: string | undefined }

function Shipped({ listed, chosen }: ShippedProps) {
  const names = useWords(instrumentWords)
  return (
    <Entry
      now={listed.code === chosen}
      margin={<Icon name="log" />}
      title={instrumentName(names, listed.code)}
      detail={`${names.minutes(...listed.minutes)} · ${names.grades(...listed.grades)}`}
      to={paths.instrument(listed.code)}
    />
  )
}

type OwnProps = {
  readonly list: readonly OwnInstrument[]
  readonly chosen: string | undefined
  readonly label: string
}

function Own({ list, chosen, label }: OwnProps) {
  const names = useWords(instrumentWords)
  const language = useLanguage()
  return (
    <Entries label={label}>
      {list.map(({ instrument: { code, title, minutes, grades } }) => (
        <Entry
          key={code}
          now={code === chosen}
          margin={<Icon name="sheet" />}
          title={instrumentText(title, language)}
          detail={`${names.minutes(...minutes)} · ${names.grades(...grades)}`}
          to={paths.instrument(code)}
        />
      ))}
    </Entries>
  )
}
