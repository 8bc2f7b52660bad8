import { aPairFile } from "#tests/domain/instrument/a-pair-instrument.ts"

import { must } from "#/base/assert.ts"
import { exampleInstrument } from "#/domain/instrument/example-instrument.ts"
import { instrumentFile } from "#/domain/instrument/instrument-file.ts"

type Example = Record<string, unknown>

/** The example as a school would have changed it: by default under a name of its own. */
export function aJson(
  change: (file: Example) => void = () => undefined,
  name = "анкета.json",
): File {
  const file = JSON.parse(instrumentFile(exampleInstrument)) as Example
  change(file)
  return new File([JSON.stringify(file)], name, { type: "application/json" })
}

/** A file of pairs, spoilt at will. */
export function aPairJson(spoil: (file: ReturnType<typeof aPairFile>) => void): File {
  const file = aPairFile()
  spoil(file)
  return new File([JSON.stringify(file)], "пары.json", { type: "application/json" })
}

export function itemOf(file: ReturnType<typeof aPairFile>, number: number) {
  return must(file.items[number - 1])
}

export function optionOf(file: ReturnType<typeof aPairFile>, item: number, option: number) {
  return must(itemOf(file, item).options[option])
}
