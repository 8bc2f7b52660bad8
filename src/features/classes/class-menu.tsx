import { useNavigate } from "react-router"

import { exportTable } from "#/domain/class-list/export-table.ts"
import type { Pupil } from "#/domain/pupil.ts"
import { className, type SchoolClass } from "#/domain/school-class.ts"
import { paths } from "#/features/paths.ts"
import { noteLater, useNotePrint } from "#/features/use-note-print.ts"
import { useSave } from "#/features/use-save.ts"
import { useServices } from "#/platform/services.tsx"
import { shareFile } from "#/platform/share-file.ts"
import { classWords } from "#/text/classes.ts"
import { Menu, type MenuItem } from "#/ui/menu.tsx"
import { useToast } from "#/ui/toast.tsx"
import { useWords } from "#/ui/words.tsx"

import type { ClassView } from "./read-class-view.ts"

type Props = { readonly view: ClassView; readonly mayKeep: boolean }

/** What is done to a class as a whole. Actions that cannot work are not there. */
export function ClassMenu({ view, mayKeep }: Props) {
  const { menu: words, activities } = useWords(classWords)
  const navigate = useNavigate()
  const save = useDownload(view)
  const setArchived = useSetArchived(view.schoolClass)
  useNotePrint({ what: "class-list", pupils: view.pupils.length })
  const { schoolClass, pupils } = view
  const name = className(schoolClass)
  const go = (to: string) => () => {
    void navigate(to)
  }
  const plan = `${paths.plan}?class=${schoolClass.id}&kind=lesson`
  const keeping: readonly MenuItem[] = [
    { label: activities.planLesson, icon: "calendar", run: go(plan) },
    { label: words.consents, icon: "key", run: go(paths.consents(schoolClass.id)) },
    { label: words.groups, icon: "people", run: go(paths.groups(schoolClass.id)) },
    { label: words.addPupil, icon: "person", run: go(paths.newPupil(schoolClass.id)) },
    { label: words.edit, icon: "edit", run: go(paths.editClass(schoolClass.id)) },
  ]
  const listing: readonly MenuItem[] = [
    { label: words.print, icon: "print", run: () => globalThis.print() },
    { label: words.xlsx, icon: "download", run: () => void save("xlsx") },
    { label: words.csv, icon: "sheet", run: () => void save("csv") },
  ]
  const archiving: MenuItem = schoolClass.archived
    ? { label: words.restore, icon: "undo", run: () => void setArchived(false) }
    : { label: words.archive, icon: "trash", harm: true, run: () => void setArchived(true) }
  const items = [
    ...(mayKeep ? keeping : []),
    ...(pupils.length > 0 ? listing : []),
    ...(mayKeep ? [archiving] : []),
  ]
  return items.length === 0 ? null : <Menu label={words.label(name)} items={items} />
}

/** Archives a class, or brings it back. Nothing of it changes; it only leaves the lists. */
export function useSetArchived(schoolClass: SchoolClass): (archived: boolean) => Promise<void> {
  const words = useWords(classWords)
  const save = useSave()
  const navigate = useNavigate()
  const name = className(schoolClass)
  return async (archived) => {
    const told = archived ? words.archivedNow(name) : words.restoredNow(name)
    const edit = { id: schoolClass.id, kind: "class", cells: { archived } } as const
    const saved = await save([edit], told)
    if (saved.kind === "saved" && archived) void navigate(paths.classes)
  }
}

type Format = "xlsx" | "csv"

/** The class list as a file: the same names in the same order as on the screen. */
function useDownload({ schoolClass, pupils }: ClassView): (format: Format) => Promise<void> {
  const services = useServices()
  const { today } = services
  const words = useWords(classWords).menu
  const toasts = useToast()
  return async (format) => {
    const name = className(schoolClass)
    const file = await fileOf(format, {
      table: exportTable(pupils.map((pupil) => exportedOf(pupil, schoolClass))),
      name,
      title: `${name}-${today()}`,
    })
    const outcome = await shareFile(file)
    if (outcome === "cancelled") return
    void noteLater(services, { what: "class-list", how: "file", pupils: pupils.length })
    if (outcome === "downloaded") toasts.show({ text: words.downloaded(file.name) })
  }
}

function exportedOf(
  pupil: Pupil,
  { grade, letter }: SchoolClass,
): Parameters<typeof exportTable>[0][number] {
  const { last, first, middle, born } = pupil
  return { last, first, grade, letter, middle: middle || undefined, birthDate: born || undefined }
}

type Sheet = {
  readonly table: ReturnType<typeof exportTable>
  readonly name: string
  readonly title: string
}

/** The writers are loaded when they are asked for: most days nobody does. */
async function fileOf(format: Format, { table, name, title }: Sheet): Promise<File> {
  if (format === "csv") {
    const { writeCsv } = await import("#/platform/spreadsheet/write-csv.ts")
    return new File([writeCsv(table)], `${title}.csv`, { type: "text/csv" })
  }
  const { writeXlsx } = await import("#/platform/spreadsheet/write-xlsx.ts")
  const book = await writeXlsx(table, name)
  return new File([book], `${title}.xlsx`, { type: book.type })
}
