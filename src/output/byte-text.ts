/** Sizes for people. */

const units = ['bytes', 'kB', 'MB', 'GB', 'TB'] as const;

/** `812 bytes`, `12 kB`, `3.4 MB`: powers of 1024, one decimal from megabytes on, as pg_size_pretty() counts them. */
export function byteText(byteLength: number): string {
  let size = byteLength;
  let unit = 0;
  while (size >= 1024 && unit < units.length - 1) {
    size /= 1024;
    unit += 1;
  }
  return `${size.toFixed(unit < 2 ? 0 : 1)} ${units[unit] ?? 'bytes'}`;
}
