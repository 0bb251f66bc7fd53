/** A value of an enum among others in a list: as it is, and in quotes where commas and blanks would not tell where it ends. */

/** `new`, `two words`, `'a, b'`, `''` */
export function labelText(label: string): string {
  const isPlain = label !== '' && label.trim() === label && !label.includes(',') && !label.startsWith("'");
  return isPlain ? label : `'${label}'`;
}
