import { paths } from "#/features/paths.ts"
import { dropCrumb } from "#/platform/crumb.ts"

/**
 * To those who are left on the tablet, or to the first run when nobody is. What went on purpose is not told as wiped.
 * @param left how many journals are still here
 */
export function leaveRemoved(left: number): void {
  dropCrumb({ own: undefined })
  const address = left === 0 ? paths.start : paths.teachers
  // Where the others stand already, they stay on the screen.
  if (location.pathname !== address) location.replace(address)
}
