/** Reads a `timestamptz` as the server writes it (DateStyle ISO; PostgreSQL manual, 8.5.2) without losing any of it. */

const instantPattern =
  /^(\d{4,})-(\d\d)-(\d\d) (\d\d):(\d\d):(\d\d)(\.\d+)?([+-])(\d\d)(?::(\d\d))?(?::(\d\d))?( BC)?$/;

/**
 * A Date where milliseconds are enough, else the same instant as text: ISO 8601 in UTC with microseconds
 * (`2026-01-09T12:00:01.123456Z`), or what the server wrote where that is no instant a Date can hold (`infinity`).
 */
export function parseInstant(text: string): Date | string {
  const match = instantPattern.exec(text);
  if (match === null) return text;
  const [, year, month, day, hour, minute, second, fraction = '', sign, hours, minutes, seconds, bc] = match;
  const offset = Number(hours) * 3600 + Number(minutes ?? 0) * 60 + Number(seconds ?? 0);
  const date = new Date(0);
  // There is no year 0 in PostgreSQL: 1 BC is the year before 1.
  date.setUTCFullYear(bc === undefined ? Number(year) : 1 - Number(year), Number(month) - 1, Number(day));
  date.setUTCHours(Number(hour), Number(minute), Number(second) - (sign === '-' ? -offset : offset));
  if (Number.isNaN(date.getTime())) return text;
  if (fraction.length > 4) return date.toISOString().replace(/\.\d+Z$/, `${fraction}Z`);
  date.setUTCMilliseconds(Number(`${fraction.slice(1)}000`.slice(0, 3)));
  return date;
}
