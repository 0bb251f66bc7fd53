/** A length of time as people write it: `5s`, `500ms`, `2min`. */
import { usageError } from './usage-errors.ts';

const units: Readonly<Record<string, number>> = {
  ms: 1,
  s: 1000,
  sec: 1000,
  m: 60_000,
  min: 60_000,
  h: 3_600_000,
};

/** Timers know no longer one. */
const longestMs = 2 ** 31 - 1;

/** Milliseconds; without a unit these are meant, as in `--statement-timeout`. Throws a usage error for what is no time, or none at all. */
export function parseDuration(text: string, command: string, option: string): number {
  const match = /^\s*(\d+(?:\.\d+)?)\s*([a-z]*)\s*$/i.exec(text);
  const factor = units[match?.[2] === '' ? 'ms' : (match?.[2] ?? '?').toLowerCase()];
  const durationMs = factor === undefined ? Number.NaN : Math.round(Number(match?.[1]) * factor);
  if (durationMs >= 1 && durationMs <= longestMs) return durationMs;
  throw usageError(
    'invalid-value',
    `"${text}" is no time for \`--${option}\`.`,
    command,
    'Write it as `5s`, `500ms` or `2min`.',
  );
}
