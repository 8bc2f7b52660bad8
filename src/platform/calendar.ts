import type { Day, TimeOfDay } from "#/domain/day.ts"

/** The calendar day of an instant in this device's time zone. */
export function localDay(instant: Date): Day {
  const two = (value: number): string => String(value).padStart(2, "0")
  return `${instant.getFullYear()}-${two(instant.getMonth() + 1)}-${two(instant.getDate())}`
}

export function localTime(instant: Date): TimeOfDay {
  const two = (value: number): string => String(value).padStart(2, "0")
  return `${two(instant.getHours())}:${two(instant.getMinutes())}`
}
