import { dropCrumb } from "./crumb.ts"

export type Theme = "system" | "light" | "dark"

/** Shows the theme at once and remembers it for the next start. */
export function chooseTheme(theme: Theme): void {
  dropCrumb({ theme: theme === "system" ? undefined : theme })
  const { dataset } = document.documentElement
  if (theme === "system") delete dataset["theme"]
  else dataset["theme"] = theme
}
