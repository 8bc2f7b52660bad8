import type { TimeOfDay } from "./day.ts"

/** Minutes since midnight. */
export function minutesOfDay(time: TimeOfDay): number {
  return Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5))
}

/** The time so many minutes later, but never past the last minute of the day. */
export function laterBy(time: TimeOfDay, minutes: number): TimeOfDay {
  const at = Math.max(0, Math.min(24 * 60 - 1, minutesOfDay(time) + minutes))
  const two = (value: number): string => String(value).padStart(2, "0")
  return `${two(Math.floor(at / 60))}:${two(at % 60)}`
}
