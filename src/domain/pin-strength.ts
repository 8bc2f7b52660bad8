/** Why a PIN will not do; each has a sentence of its own. */
export type PinWeakness =
  /** Less than six, or something else than digits. */
  | "short"
  | "not-digits"
  /** 000000, 121212, 112233. */
  | "repeats"
  /** 123456, 987654, 135790. */
  | "row"
  /** A day of a calendar: 120485, 12041985. */
  | "date"

export const pinLengthMin = 6

/** Whether a PIN may be set. Undefined when it may. */
export function weaknessOfPin(pin: string): PinWeakness | undefined {
  if (!/^\d*$/.test(pin)) return "not-digits"
  if (pin.length < pinLengthMin) return "short"
  if (isRepeated(pin) || isInPairs(pin) || new Set(pin).size <= 2) return "repeats"
  if (isRow(pin)) return "row"
  return isDate(pin) ? "date" : undefined
}

/** A shorter piece again and again: 121212, 123123. */
function isRepeated(pin: string): boolean {
  for (let size = 1; size <= pin.length / 2; size += 1) {
    if (pin.length % size === 0 && pin.slice(0, size).repeat(pin.length / size) === pin) return true
  }
  return false
}

function isInPairs(pin: string): boolean {
  return pin.length % 2 === 0 && /^(?:(\d)\1)+$/.test(pin)
}

/** Each digit is the one before and the same step more, round the end: 123456, 864208. */
function isRow(pin: string): boolean {
  const digits = [...pin].map(Number)
  const steps = digits.slice(1).map((digit, index) => (digit - (digits[index] ?? 0) + 10) % 10)
  return new Set(steps).size === 1
}

/** As people here write their birthdays: day, month, two or four digits of the year; or the whole year first. */
function isDate(pin: string): boolean {
  if (pin.length === 6) return isDayAndMonth(pin.slice(0, 2), pin.slice(2, 4))
  if (pin.length !== 8) return false
  const isYear = (digits: string): boolean => /^(?:19|20)/.test(digits)
  return (
    (isYear(pin.slice(4)) && isDayAndMonth(pin.slice(0, 2), pin.slice(2, 4))) ||
    (isYear(pin.slice(0, 4)) && isDayAndMonth(pin.slice(6), pin.slice(4, 6)))
  )
}

function isDayAndMonth(day: string, month: string): boolean {
  return Number(day) >= 1 && Number(day) <= 31 && Number(month) >= 1 && Number(month) <= 12
}
