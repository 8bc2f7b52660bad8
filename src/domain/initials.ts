/** «Иванова Ирина Петровна» as «Иванова И. П.», never broken across lines; a name that is already short, or one word, stays as it is. */
export function withInitials(name: string): string {
  const [last = "", ...rest] = name.trim().split(/\s+/u)
  const letters = rest.map((part) =>
    part.length === 2 && part.endsWith(".") ? part : `${[...part][0] ?? ""}.`,
  )
  return [last, ...letters].join("\u00A0")
}
