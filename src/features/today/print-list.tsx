import { useState } from "react"
import { createPortal } from "react-dom"

import { readByIds } from "#/data/read.ts"
import { byName, pupilOf, shortName, type Pupil } from "#/domain/pupil.ts"
import { useServices } from "#/platform/services.tsx"
import { todayWords } from "#/text/today.ts"
import { Button } from "#/ui/button.tsx"
import { usePaper } from "#/ui/use-paper.ts"
import { useWords } from "#/ui/words.tsx"

type Props = {
  readonly title: string
  readonly when: string
  /** Ids of those on the list. */
  readonly pupils: readonly string[]
}

/** Puts the list on paper, with room for marks made by hand. Names are opened only for this. */
export function PrintList({ title, when, pupils }: Props) {
  const words = useWords(todayWords)
  const services = useServices()
  const { journal } = services
  const [list, setList] = useState<readonly Pupil[]>()
  usePaper(list !== undefined, () => setList(undefined))
  const open = async (): Promise<void> => {
    const records = await readByIds(journal, pupils)
    setList(records.map(pupilOf).sort(byName))
    const { noteExport } = await import("#/platform/note-export.ts")
    noteExport(services, { what: "day-list", how: "print", pupils: records.length })
  }
  return (
    <>
      <Button look="quiet" onClick={() => void open()}>
        {words.printList}
      </Button>
      {list && createPortal(<Paper title={title} when={when} list={list} />, document.body)}
    </>
  )
}

type PaperProps = Pick<Props, "title" | "when"> & { readonly list: readonly Pupil[] }

function Paper({ title, when, list }: PaperProps) {
  return (
    <div className="print-only today-paper">
      <h2 className="title">{title}</h2>
      <p>{when}</p>
      <table>
        <tbody>
          {list.map((pupil, index) => (
            <tr key={pupil.id}>
              <td className="num">{index + 1}</td>
              <th scope="row">{shortName(pupil, list)}</th>
              <td>{"\u00A0"}</td>
              <td>{"\u00A0"}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
