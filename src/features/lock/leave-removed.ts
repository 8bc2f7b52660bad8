import { paths } from "#/features/paths.ts"
import { dropCrumb } from "#/platform/crumb.ts"

/** To those who are left on the tablet, or to the first run. What went on purpose is not told as wiped. */
export function leaveRemoved(): void {
  dropCrumb({ own: undefined })
  location.replace(paths.teachers)
}
