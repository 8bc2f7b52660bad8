/**
 * The dark modules of a QR code as the path of an SVG: one flat rectangle for each run in a row.
 * `modules` are 0 or 1, row by row, `size` to a row.
 */
export function pathOfModules(modules: Uint8Array, size: number): string {
  const runs: string[] = []
  for (let row = 0; row < size; row += 1) {
    let from = -1
    for (let column = 0; column <= size; column += 1) {
      const isDark = column < size && modules[row * size + column] === 1
      if (isDark && from < 0) from = column
      if (!isDark && from >= 0) {
        runs.push(`M${from} ${row}h${column - from}v1h-${column - from}z`)
        from = -1
      }
    }
  }
  return runs.join("")
}
