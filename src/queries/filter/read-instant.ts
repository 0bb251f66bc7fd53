/**
 * Points in time as filters write them: `7d` (seven days ago) and ISO dates. A date or time without a zone is in UTC, so that a
 * filter means the same on every machine.
 */

export interface Instant {
  readonly time: Date;
  /** False for a day (`2026-01-31`) and for an age in whole days (`7d`). */
  readonly hasTime: boolean;
}

const age = /^(\d{1,7})(s|m|h|d|w|mo|y)$/i;
const iso =
  /^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(?:\.(\d{1,9}))?)?(?: ?(Z|[+-]\d{2}(?::?\d{2})?))?)?$/i;

/** Milliseconds of the units that have a fixed length. */
const unitMs: ReadonlyMap<string, number> = new Map([
  ['s', 1000],
  ['m', 60_000],
  ['h', 3_600_000],
  ['d', 86_400_000],
  ['w', 604_800_000],
]);

/** Null when the text is no point in time, or one that no calendar has (`2026-02-30`). */
export function readInstant(text: string, now: Date): Instant | null {
  return readAge(text, now) ?? readIso(text);
}

/** The day of a time in UTC, `2026-01-31`. */
export function dayOf(time: Date): string {
  return time.toISOString().slice(0, 10);
}

function readAge(text: string, now: Date): Instant | null {
  const [, digits, unitText] = age.exec(text) ?? [];
  if (digits === undefined || unitText === undefined) return null;
  const unit = unitText.toLowerCase();
  const amount = Number(digits);
  const milliseconds = unitMs.get(unit);
  if (milliseconds === undefined) return valid(monthsBefore(now, unit === 'y' ? amount * 12 : amount), false);
  return valid(new Date(now.getTime() - amount * milliseconds), milliseconds < 86_400_000);
}

/** The same day and time of an earlier month, or that month's last day when it is shorter (as PostgreSQL's interval does). */
function monthsBefore(now: Date, months: number): Date {
  const then = new Date(now);
  then.setUTCDate(1);
  then.setUTCMonth(then.getUTCMonth() - months);
  const lastDay = new Date(Date.UTC(then.getUTCFullYear(), then.getUTCMonth() + 1, 0)).getUTCDate();
  then.setUTCDate(Math.min(now.getUTCDate(), lastDay));
  return then;
}

function readIso(text: string): Instant | null {
  const match = iso.exec(text);
  if (match === null) return null;
  const [, year = '', month = '', day = '', hour, minute = '00', second = '00', fraction = '0', zone] = match;
  const days = new Date(`${year}-${month}-${day}T00:00:00Z`);
  // JavaScript rolls February 30th over into March.
  if (Number.isNaN(days.getTime()) || dayOf(days) !== `${year}-${month}-${day}`) return null;
  if (hour === undefined) return valid(days, false);
  const milliseconds = fraction.slice(0, 3).padEnd(3, '0');
  return valid(
    new Date(`${year}-${month}-${day}T${hour}:${minute}:${second}.${milliseconds}${isoZone(zone)}`),
    true,
  );
}

/** `Z`, or the offset with the colon and minutes that JavaScript wants. */
function isoZone(zone: string | undefined): string {
  if (zone === undefined || zone.toUpperCase() === 'Z') return 'Z';
  const digits = zone.replace(/[^\d]/g, '').padEnd(4, '0');
  return `${zone.charAt(0)}${digits.slice(0, 2)}:${digits.slice(2)}`;
}

/** PostgreSQL's calendar ends at 4713 BC; years that ISO text cannot write with four digits are refused sooner. */
function valid(time: Date, hasTime: boolean): Instant | null {
  const year = time.getUTCFullYear();
  return Number.isNaN(year) || year < 1 || year > 9999 ? null : { time, hasTime };
}
