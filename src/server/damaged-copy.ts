/** The file is not a whole copy: cut off, changed, or something else. */
export class DamagedCopy extends Error {
  override readonly name = "DamagedCopy"
}
