/** How much room something takes, in the unit that fits it: «1,2 ГБ». Bytes come in. */
export function sizeRu(bytes: number): string {
  return inUnits(bytes, ["КБ", "МБ", "ГБ"]).replace(".", ",")
}

/** "1.2 GB" */
export function sizeEn(bytes: number): string {
  return inUnits(bytes, ["KB", "MB", "GB"])
}

function inUnits(bytes: number, [kb, mb, gb]: readonly [string, string, string]): string {
  const write = (value: number): string =>
    value >= 10 ? String(Math.round(value)) : value.toFixed(1)
  if (bytes >= 1e9) return `${write(bytes / 1e9)} ${gb}`
  if (bytes >= 1e6) return `${write(bytes / 1e6)} ${mb}`
  return `${Math.max(1, Math.round(bytes / 1e3))} ${kb}`
}
