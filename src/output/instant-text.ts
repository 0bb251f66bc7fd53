/**
 * Instants as people read them: `2026-01-09 12:00:01Z`, or in the zone of this machine, `2026-01-09 13:00:01+01`. The zone
 * is always said, and every digit the server gave is kept.
 */

/** Where an instant is told: UTC, the same on every machine, or as the clock on this machine's wall has it. */
export type TimeZone = 'utc' | 'local';

/** ISO 8601 in UTC with any number of decimals: how an instant is held that a Date would round (microseconds). */
const instantPattern = /^([+-]\d{6}|\d{4})-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z$/;

/** Null for text that is no instant: a date alone, a time, `infinity`, a timestamp without a zone. */
export function instantText(value: Date | string, zone: TimeZone): string | null {
  if (value instanceof Date) {
    if (Number.isNaN(value.getTime())) return 'Invalid Date';
    return textOf(value, decimals(value.toISOString()), zone);
  }
  if (!instantPattern.test(value)) return null;
  const date = new Date(value);
  return Number.isNaN(date.getTime()) ? null : textOf(date, decimals(value), zone);
}

/** `.250`, `.123456`; nothing for a whole second. */
function decimals(iso: string): string {
  const fraction = /\.\d+/.exec(iso)?.[0] ?? '';
  return fraction === '.000' ? '' : fraction;
}

function textOf(date: Date, fraction: string, zone: TimeZone): string {
  const offsetMinutes = zone === 'utc' ? 0 : -date.getTimezoneOffset();
  const wall = new Date(date.getTime() + offsetMinutes * 60_000);
  const year = wall.getUTCFullYear();
  // There was no year 0: PostgreSQL writes it, and what lies before, as years BC.
  const shownYear = String(year > 0 ? year : 1 - year).padStart(4, '0');
  const clock = [wall.getUTCHours(), wall.getUTCMinutes(), wall.getUTCSeconds()].map(twoDigits).join(':');
  const day = `${shownYear}-${twoDigits(wall.getUTCMonth() + 1)}-${twoDigits(wall.getUTCDate())}`;
  const suffix = zone === 'utc' ? 'Z' : offsetText(offsetMinutes);
  return `${day} ${clock}${fraction}${suffix}${year > 0 ? '' : ' BC'}`;
}

/** `+01`, `-03:30`, as PostgreSQL writes it. */
function offsetText(minutes: number): string {
  const size = Math.abs(Math.round(minutes));
  const rest = size % 60 === 0 ? '' : `:${twoDigits(size % 60)}`;
  return `${minutes < 0 ? '-' : '+'}${twoDigits(Math.floor(size / 60))}${rest}`;
}

function twoDigits(value: number): string {
  return String(value).padStart(2, '0');
}
